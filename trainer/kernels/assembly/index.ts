import { bytesScratch } from './byte-lists';
import { matmulScratch } from './matmul';

/** Everything that the WebAssembly module exports. `npm run kernels` builds it. */
export { matmul } from './matmul';
export { affine, addToRows, sumOfRows } from './affine';
export { unary } from './unary';
export { gate, gateGradient, sigmoidalGradient } from './gradients';
export { crossEntropy } from './cross-entropy';
export { sgd, adam } from './optimizers';
export { lookup } from './lookup';
export { affineOfBytes, affineOfBytesGradient } from './bytes';

/** Bytes of scratch that suffice for every kernel. */
export function scratchBytes(): usize {
  return max(matmulScratch(), bytesScratch());
}
