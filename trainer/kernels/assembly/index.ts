/** Everything that the WebAssembly module exports. `npm run kernels` builds it. */
export { matmul } from './matmul';
export { scratchBytes } from './scratch';
export { affine, addToRows, sumOfRows } from './affine';
export { unary } from './unary';
export { gate, gateGradient, sigmoidalGradient } from './gradients';
export { crossEntropy } from './cross-entropy';
export { sgd, adam } from './optimizers';
export { lookup } from './lookup';
export { affineOfBytes, affineOfBytesGradient } from './bytes';
