import { mul } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';
import { differentiate } from './differentiate.ts';
import { FormulaError } from './error.ts';
import { compileForNumbers, evaluateOnTensor } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { suprema } from './suprema.ts';
import { parseFormula } from './parse.ts';

/** A user-defined activation, as settings hold it. */
export interface CustomActivation {
  /** Letters, digits and underscores; not the name of a built-in activation. */
  readonly name: string;
  /** f, a formula in x; see `parseFormula`. */
  readonly formula: string;
  /** The hand-written derivative, correct or not (see `checkDerivative`); derived symbolically if omitted. */
  readonly derivative?: string;
}

/** Where a function is tested for being odd. */
const GRID = Array.from({ length: 401 }, (_, i) => i / 20 - 10);

/**
 * The activation described by a formula. Its range and steepest slope are measured between −1000 and 1000, and are
 * infinite if it still grows there (see `suprema`); whether it is odd is tested between −10 and 10.
 *
 * @throws {FormulaError} if a formula cannot be parsed, or does not depend on x
 */
export function createCustomActivation({ name, formula, derivative }: CustomActivation): Activation {
  const value = parseFormula(formula);
  if (!dependsOnX(value)) throw new FormulaError(1, 'x does not occur in the formula');
  const slope = derivative === undefined ? differentiate(value) : parseDerivative(derivative);
  const [forward, backward] = [compileForNumbers(value), compileForNumbers(slope)];
  const [min, max] = suprema(forward);
  const [minSlope, maxSlope] = suprema(backward);
  return {
    name,
    label: name,
    formula,
    derivativeFormula: derivative ?? 'derived symbolically',
    range: [min, max],
    zeroCentred: GRID.every((x) => Math.abs(forward(x) + forward(-x)) <= 1e-9 * Math.abs(forward(x))),
    maxSlope: Math.max(0, -minSlope, maxSlope),
    initialisation: { family: 'he', gain: Math.SQRT2 },
    use: 'An activation of your own.',
    forward,
    derivative: backward,
    apply: elementwise(
      (x) => evaluateOnTensor(value, x),
      'input',
      (incoming, x) => mul(incoming, evaluateOnTensor(slope, x)),
    ),
  };
}

function parseDerivative(text: string): Expression {
  try {
    return parseFormula(text);
  } catch (error) {
    if (error instanceof FormulaError) throw new FormulaError(error.position, error.problem, 'derivative');
    throw error;
  }
}

function dependsOnX(expression: Expression): boolean {
  return expression.kind === 'x' || (expression.kind === 'call' && expression.inputs.some(dependsOnX));
}
