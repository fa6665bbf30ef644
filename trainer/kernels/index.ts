/**
 * Kernels for TensorFlow.js's WebAssembly backend, faster than its own (see `useKernels`), and the ops that use them. On
 * other backends, and where the kernels do not run, the ops fall back to TensorFlow.js's own.
 */
export { useKernels } from './register.ts';
export type { KernelState } from './register.ts';
export { affine, affineGradient } from './operations/affine.ts';
export {
  affineOfData,
  affineOfDataGradient,
  disposeOfRows,
  multipliesBytes,
  uploadByteRows,
} from './operations/affine-of-bytes.ts';
export type { DataRows } from './operations/affine-of-bytes.ts';
export {
  leakyReluGradient,
  reluGradient,
  sigmoidGradient,
  tanhGradient,
} from './operations/activation-gradients.ts';
export { crossEntropyWithGradient } from './operations/cross-entropy.ts';
export { mlpGradient } from './operations/mlp-gradient.ts';
export type { MlpActivation } from './operations/mlp-activations.ts';
export { adamStep, sgdStep } from './operations/optimizers.ts';
export { lookup } from './operations/lookup.ts';
