/** Activations of one's own: a formula of x, read safely, differentiated, and run on numbers and tensors. */
export { checkDerivative } from './check-derivative.ts';
export type { DerivativeCheck, Difference } from './check-derivative.ts';
export { createCustomActivation } from './custom.ts';
export type { CustomActivation } from './custom.ts';
export { FormulaError } from './error.ts';
export { functionNames } from './operations.ts';
export type { FunctionName } from './operations.ts';
