/** Kernels for TensorFlow.js's WebAssembly backend, faster than its own: see `useKernels`. */
export { useKernels } from './register.ts';
export type { KernelState } from './register.ts';
