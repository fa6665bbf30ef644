import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built plot lies, as `heddle-plot.js` and `define.js`, and the page of examples, `examples/`; every other address is a page that loads it. */
    plotAddress: string;
  }
}

const plainPage = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A page without Svelte</title><body><script type="module" src="/load.js"></script></body></html>`;
const loadScript = `import * as heddle from '/heddle-plot.js';
Object.assign(window, { plots: {}, reported: [], heddle });`;

/** The policy of pages below `strict/` that allow no WebAssembly, and below `strict/workers/` that allow workers. */
const policyOf = (url: string) =>
  `script-src 'self'; worker-src ${url.startsWith('/strict/workers/') ? "'self' blob:" : "'none'"}`;

/** Builds the plot as a module for other people's pages, and the page of examples, and serves it to all tests of this project. */
export default async function serve(project: TestProject): Promise<() => void> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  for (const config of ['vite.lib.config.ts', 'vite.examples.config.ts']) {
    await build({ configFile: `${root}${config}`, logLevel: 'warn' });
  }
  const examples = sirv(`${root}dist-examples`);
  const library = sirv(`${root}dist-lib`);
  const server = createServer((request, response) => {
    const isExample = request.url?.startsWith('/examples/');
    if (isExample) request.url = request.url!.slice('/examples'.length);
    (isExample ? examples : library)(request, response, () => {
      const url = request.url ?? '/';
      const isScript = url === '/load.js';
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      if (url.startsWith('/strict/')) response.setHeader('Content-Security-Policy', policyOf(url));
      response.end(isScript ? loadScript : plainPage);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('plotAddress', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => void server.close();
}
