import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

/** Where a worker of the page finds the files of the WebAssembly backend. */
export const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasm,
  'tfjs-backend-wasm-simd.wasm': wasmSimd,
  // Named because all three must be, but never loaded: `useBackend` turns threads off.
  'tfjs-backend-wasm-threaded-simd.wasm': wasmSimd,
};
