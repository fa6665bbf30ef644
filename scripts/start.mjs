/** Builds the page and serves it: `npm start [-- --port N --host ADDRESS]`. */
import { parseArgs } from 'node:util';
import { installDependencies } from './install.mjs';

/** @returns {{ host: string, port: number }} the options; ends the process if they are wrong. */
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

const { host, port } = readOptions();
installDependencies();
// The server is TypeScript, and the build needs the dependencies.
await import('tsx');
const { buildPage } = await import('./build-page.mjs');
const { createPageServer } = await import('../src/server/page-server.ts');
const { listen } = await import('../src/server/listen.ts');
const server = createPageServer({ folder: await buildPage(), host });
try {
  const onTaken = (taken) => console.error(`Port ${taken} is taken, trying ${taken + 1}.`);
  const own = await listen(server, { host, port, onTaken });
  console.log(`Heddle is at http://${host.includes(':') ? `[${host}]` : host}:${own}/ (Ctrl-C to quit)`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
