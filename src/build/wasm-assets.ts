import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** With and without SIMD. The threaded variant is not used, since runs train in parallel. */
const files = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];

/** Adds TensorFlow.js's WebAssembly to the build of the command line. */
export function wasmAssets(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  return {
    name: 'heddle:wasm-assets',
    async generateBundle() {
      for (const fileName of files)
        this.emitFile({ type: 'asset', fileName, source: await readFile(join(folder, fileName)) });
    },
  };
}
