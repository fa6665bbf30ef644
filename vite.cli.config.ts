import { defineConfig } from 'vite';
import { wasmAssets } from './src/build/wasm-assets.ts';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';

/** The command line as plain JavaScript with all that it needs, for the `bin` of the package. */
export default defineConfig({
  plugins: [thirdPartyNotices().main, wasmAssets()],
  build: {
    ssr: true,
    outDir: 'dist-cli',
    emptyOutDir: true,
    target: 'node20',
    minify: true,
    rolldownOptions: {
      // Backends of browsers: the command line offers WebAssembly and plain JavaScript only.
      external: ['@tensorflow/tfjs-backend-webgl', '@tensorflow/tfjs-backend-webgpu'],
      input: { heddle: 'src/cli/heddle.ts', 'fit-worker': 'src/cli/train/worker/fit.worker.ts' },
      // TensorFlow.js's WebAssembly loader is an ES module that uses Node's `__dirname`, which only CommonJS has.
      output: { entryFileNames: '[name].js', intro: 'const __dirname = import.meta.dirname;' },
    },
  },
  ssr: { noExternal: true },
});
