import { mul } from '@tensorflow/tfjs-core';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';
import { differentiate } from './differentiate.ts';
import { FormulaError } from './error.ts';
import { compileForNumbers, evaluateOnTensor } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { suprema } from './suprema.ts';
import { parseFormula } from './parse.ts';

/** An activation of one's own, as settings hold it. */
export interface CustomActivation {
  /** A word of letters, digits and underscores, that no activation here has. */
  readonly name: string;
  /** f, a formula of x; see `parseFormula`. */
  readonly formula: string;
  /** The backward pass by hand, a formula too, right or not (see `checkDerivative`); the program's own when left out. */
  readonly derivative?: string;
}

/** Where it is looked whether a function is odd. */
const GRID = Array.from({ length: 401 }, (_, i) => i / 20 - 10);

/**
 * The activation that a formula describes. Its range and its steepest slope are what shows between −1000 and 1000, and
 * infinite where it still grows there (see `suprema`); whether it is odd is what shows between −10 and 10.
 *
 * @throws {FormulaError} when a formula cannot be read, or does not depend on x
 */
export function createCustomActivation({ name, formula, derivative }: CustomActivation): Activation {
  const value = parseFormula(formula);
  if (!dependsOnX(value)) throw new FormulaError(1, 'x does not occur in the formula');
  const slope = derivative === undefined ? differentiate(value) : parseDerivative(derivative);
  const [forward, backward] = [compileForNumbers(value), compileForNumbers(slope)];
  const [least, most] = suprema(forward);
  const [down, up] = suprema(backward);
  return {
    name,
    label: name,
    formula,
    derivativeFormula: derivative ?? 'found by the program',
    range: [least, most],
    zeroCentred: GRID.every((x) => Math.abs(forward(x) + forward(-x)) <= 1e-9 * Math.abs(forward(x))),
    maxSlope: Math.max(0, -down, up),
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
