/** Everything that the WebAssembly module exports. `npm run kernels` builds it. */
export { matmul, scratchBytes } from './matmul';
