import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { erfOf, logistic, softplusOf } from '../scalars.ts';
import {
  call,
  differenceOf,
  negativeOf,
  number,
  productOf,
  quotientOf,
  sumOf,
  whereOf,
} from './expression.ts';
import type { Expression } from './expression.ts';

/** The type of an operand or a result. */
export type Kind = 'number' | 'condition';

/** One operation, defined once for numbers, for tensors and for derivatives. */
export interface Operation {
  readonly takes: readonly Kind[];
  readonly gives: Kind;
  /** Conditions are 1 or 0. */
  readonly onNumbers: (...inputs: number[]) => number;
  readonly onTensors: (...inputs: Tensor[]) => Tensor;
  /** The derivative with respect to x, from the inputs and their derivatives; 0 for a condition. */
  readonly derivative: (
    inputs: readonly Expression[],
    derivatives: readonly Expression[],
    itself: Expression,
  ) => Expression;
}

/** A function of one number, given its derivative f′(u); the factor u′ of the chain rule is applied here. */
function unary(
  onNumbers: (u: number) => number,
  onTensors: (u: Tensor) => Tensor,
  slope: (u: Expression, itself: Expression) => Expression,
): Operation {
  return {
    takes: ['number'],
    gives: 'number',
    onNumbers,
    onTensors,
    derivative: ([u], [du], itself) => productOf(slope(u!, itself), du!),
  };
}

function binary(
  onNumbers: (a: number, b: number) => number,
  onTensors: (a: Tensor, b: Tensor) => Tensor,
  derivative: (
    a: Expression,
    b: Expression,
    da: Expression,
    db: Expression,
    itself: Expression,
  ) => Expression,
): Operation {
  return {
    takes: ['number', 'number'],
    gives: 'number',
    onNumbers: onNumbers as Operation['onNumbers'],
    onTensors: onTensors as Operation['onTensors'],
    derivative: ([a, b], [da, db], itself) => derivative(a!, b!, da!, db!, itself),
  };
}

function condition(
  takes: readonly Kind[],
  onNumbers: (...inputs: number[]) => boolean,
  onTensors: (...inputs: Tensor[]) => Tensor,
): Operation {
  return {
    takes,
    gives: 'condition',
    onNumbers: (...inputs) => Number(onNumbers(...inputs)),
    onTensors,
    derivative: () => number(0),
  };
}

const two: readonly Kind[] = ['number', 'number'];
const square = (u: Expression) => call('multiply', u, u);
const onePlus = (u: Expression) => sumOf(number(1), u);
const oneMinus = (u: Expression) => differenceOf(number(1), u);

/** The derivative of u^v. A constant exponent avoids the logarithm, which is undefined for a negative base. */
function powerDerivative(u: Expression, v: Expression, du: Expression, dv: Expression, itself: Expression) {
  if (v.kind === 'number') {
    return productOf(productOf(v, v.value === 2 ? u : call('power', u, number(v.value - 1))), du);
  }
  const byExponent = productOf(productOf(itself, call('log', u)), dv);
  if (u.kind === 'number') return byExponent;
  const byBase = productOf(productOf(v, call('power', u, differenceOf(v, number(1)))), du);
  return sumOf(byBase, byExponent);
}

/**
 * All operations that a formula may use. At a kink, the derivative of `max(a, b)` and `min(a, b)` where a = b is that
 * of a; of `relu` at 0 it is 1, of `abs` at 0 it is 0.
 */
export const operations = {
  add: binary(
    (a, b) => a + b,
    tf.add,
    (_a, _b, da, db) => sumOf(da, db),
  ),
  subtract: binary(
    (a, b) => a - b,
    tf.sub,
    (_a, _b, da, db) => differenceOf(da, db),
  ),
  multiply: binary(
    (a, b) => a * b,
    tf.mul,
    (a, b, da, db) => sumOf(productOf(da, b), productOf(a, db)),
  ),
  divide: binary(
    (a, b) => a / b,
    tf.div,
    (_a, b, da, db, itself) => quotientOf(differenceOf(da, productOf(itself, db)), b),
  ),
  power: binary((a, b) => a ** b, tf.pow, powerDerivative),
  negate: {
    ...unary(
      (u) => -u,
      tf.neg,
      () => number(-1),
    ),
    derivative: (_inputs, [du]) => negativeOf(du!),
  },
  max: binary(Math.max, tf.maximum, (a, b, da, db) => whereOf(call('>=', a, b), da, db)),
  min: binary(Math.min, tf.minimum, (a, b, da, db) => whereOf(call('<=', a, b), da, db)),
  where: {
    takes: ['condition', 'number', 'number'],
    gives: 'number',
    onNumbers: (condition, a, b) => (condition ? a! : b!),
    onTensors: (condition, a, b) => tf.where(condition!, a!, b!),
    derivative: ([condition], [, da, db]) => whereOf(condition!, da!, db!),
  },
  '<': condition(
    two,
    (a, b) => a! < b!,
    (a, b) => tf.less(a!, b!),
  ),
  '<=': condition(
    two,
    (a, b) => a! <= b!,
    (a, b) => tf.lessEqual(a!, b!),
  ),
  '>': condition(
    two,
    (a, b) => a! > b!,
    (a, b) => tf.greater(a!, b!),
  ),
  '>=': condition(
    two,
    (a, b) => a! >= b!,
    (a, b) => tf.greaterEqual(a!, b!),
  ),
  and: condition(
    ['condition', 'condition'],
    (a, b) => Boolean(a && b),
    (a, b) => tf.logicalAnd(a!, b!),
  ),
  or: condition(
    ['condition', 'condition'],
    (a, b) => Boolean(a || b),
    (a, b) => tf.logicalOr(a!, b!),
  ),
  not: condition(
    ['condition'],
    (a) => !a,
    (a) => tf.logicalNot(a!),
  ),
  abs: unary(Math.abs, tf.abs, (u) => call('sign', u)),
  sign: unary(Math.sign, tf.sign, () => number(0)),
  exp: unary(Math.exp, tf.exp, (_u, itself) => itself),
  expm1: unary(Math.expm1, tf.expm1, (u) => call('exp', u)),
  log: unary(Math.log, tf.log, (u) => quotientOf(number(1), u)),
  log1p: unary(Math.log1p, tf.log1p, (u) => quotientOf(number(1), onePlus(u))),
  sqrt: unary(Math.sqrt, tf.sqrt, (_u, itself) => quotientOf(number(0.5), itself)),
  sin: unary(Math.sin, tf.sin, (u) => call('cos', u)),
  cos: unary(Math.cos, tf.cos, (u) => negativeOf(call('sin', u))),
  tan: unary(Math.tan, tf.tan, (_u, itself) => onePlus(square(itself))),
  atan: unary(Math.atan, tf.atan, (u) => quotientOf(number(1), onePlus(square(u)))),
  sinh: unary(Math.sinh, tf.sinh, (u) => call('cosh', u)),
  cosh: unary(Math.cosh, tf.cosh, (u) => call('sinh', u)),
  tanh: unary(Math.tanh, tf.tanh, (_u, itself) => oneMinus(square(itself))),
  asinh: unary(Math.asinh, tf.asinh, (u) => quotientOf(number(1), call('sqrt', onePlus(square(u))))),
  erf: unary(erfOf, tf.erf, (u) =>
    productOf(number(2 / Math.sqrt(Math.PI)), call('exp', negativeOf(square(u)))),
  ),
  // s(−u) instead of 1 − s(u), which would suffer from cancellation.
  sigmoid: unary(logistic, tf.sigmoid, (u, itself) => productOf(itself, call('sigmoid', negativeOf(u)))),
  softplus: unary(softplusOf, tf.softplus, (u) => call('sigmoid', u)),
  relu: {
    ...unary(
      (u) => (u < 0 ? 0 : u),
      tf.relu,
      () => number(1),
    ),
    derivative: ([u], [du]) => whereOf(call('<', u!, number(0)), number(0), du!),
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'power'
  | 'negate'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'not'
  | FunctionName;

/** Operations called by name; the others are written as operators. */
export type FunctionName = (typeof functionNames)[number];

export const functionNames = [
  ...([
    'abs',
    'sign',
    'min',
    'max',
    'where',
    'exp',
    'expm1',
    'log',
    'log1p',
    'sqrt',
    'sin',
    'cos',
    'tan',
  ] as const),
  ...(['atan', 'sinh', 'cosh', 'tanh', 'asinh', 'erf', 'sigmoid', 'softplus', 'relu'] as const),
] as const;
