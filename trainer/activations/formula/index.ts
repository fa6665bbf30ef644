/** User-defined activations: a formula in x, parsed safely, differentiated, and evaluated on numbers and tensors. */
export { checkDerivative } from './check-derivative.ts';
export type { DerivativeCheck, Difference } from './check-derivative.ts';
export { createCustomActivation } from './custom.ts';
export type { CustomActivation } from './custom.ts';
export { findOverflow } from './find-overflow.ts';
export type { Overflow } from './find-overflow.ts';
export { FormulaError } from './error.ts';
export { functionNames } from './operations.ts';
export type { FunctionName } from './operations.ts';
export { torchActivation } from './torch-activation.ts';
export type { TorchActivation } from './torch-activation.ts';
