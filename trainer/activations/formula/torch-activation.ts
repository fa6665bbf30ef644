import type { CustomActivation } from './custom.ts';
import { differentiate } from './differentiate.ts';
import { parseFormula } from './parse.ts';
import { printTorch } from './print-torch.ts';
import type { TorchFormula } from './print-torch.ts';

/** A user-defined activation for PyTorch: f and f′ of the tensor `x`. */
export interface TorchActivation {
  readonly forward: TorchFormula;
  readonly backward: TorchFormula;
}

/**
 * Translates an activation. The derivative is the hand-written one, correct or not; else the symbolic one.
 *
 * @throws {FormulaError} if a formula cannot be parsed
 */
export function torchActivation({ formula, derivative }: CustomActivation): TorchActivation {
  const value = parseFormula(formula);
  const slope = derivative === undefined ? differentiate(value) : parseFormula(derivative);
  return { forward: printTorch(value), backward: printTorch(slope) };
}
