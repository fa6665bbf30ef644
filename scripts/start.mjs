/** Builds the page and serves it: `npm start [-- --port N --host ADDRESS]`. */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { installDependencies, root } from './install.mjs';

/** @returns {{ host: string, port: number }} what the arguments ask for; ends the process when they are wrong. */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '4173' },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new Error(`--port: expected a whole number from 0 to 65535, got "${values.port}"`);
    }
    return { host: values.host, port };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

/** Listens on the first free port from `port` up, and resolves to the one it got. */
function listen(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE' || port >= 65535) {
        reject(error);
        return;
      }
      console.error(`Port ${port} is taken, trying ${port + 1}.`);
      resolve(listen(server, host, port + 1));
    });
    server.listen(port, host, () => resolve(server.address().port));
  });
}

const { host, port } = readOptions();
installDependencies();
const { build } = await import('vite');
await build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
const { default: sirv } = await import('sirv');
const serve = sirv(`${root}dist`, { etag: true });
const server = createServer((request, response) =>
  serve(request, response, () => {
    response.statusCode = 404;
    response.end('Not found');
  }),
);
try {
  const address = await listen(server, host, port);
  console.log(`Heddle is at http://${host.includes(':') ? `[${host}]` : host}:${address}/ (Ctrl-C to quit)`);
} catch (error) {
  console.error(`Cannot serve on ${host}:${port}: ${error.message}`);
  process.exit(1);
}
