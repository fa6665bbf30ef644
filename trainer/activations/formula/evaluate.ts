import { broadcastTo, scalar, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Expression } from './expression.ts';
import { operations } from './operations.ts';
import type { Operation } from './operations.ts';

/**
 * Compiles the expression to a function of one number, in double precision.
 *
 * @param round applied to the result of every operation, such as `Math.fround`
 */
export function compileForNumbers(
  expression: Expression,
  round?: (value: number) => number,
): (x: number) => number {
  if (expression.kind === 'number') return () => expression.value;
  if (expression.kind === 'x') return (x) => x;
  const { onNumbers: exact }: Operation = operations[expression.operation];
  const onNumbers = round ? (...values: number[]) => round(exact(...values)) : exact;
  const inputs = expression.inputs.map((input) => compileForNumbers(input, round));
  const [a, b] = inputs;
  if (inputs.length === 1) return (x) => onNumbers(a!(x));
  if (inputs.length === 2) return (x) => onNumbers(a!(x), b!(x));
  return (x) => onNumbers(...inputs.map((input) => input(x)));
}

/** Evaluates the expression at every element of x. The result has the shape of x, even for a constant; shared subexpressions run once. */
export function evaluateOnTensor(expression: Expression, x: Tensor): Tensor {
  return tidy(() => {
    const known = new Map<Expression, Tensor>();
    const of = (each: Expression): Tensor => {
      const found = known.get(each);
      if (found) return found;
      const value = compute(each, of, x);
      known.set(each, value);
      return value;
    };
    const value = of(expression);
    if (value === x) return x.clone();
    return value.rank === x.rank ? value : broadcastTo(value, x.shape);
  });
}

function compute(expression: Expression, of: (each: Expression) => Tensor, x: Tensor): Tensor {
  if (expression.kind === 'number') return scalar(expression.value);
  if (expression.kind === 'x') return x;
  const { onTensors }: Operation = operations[expression.operation];
  return onTensors(...expression.inputs.map(of));
}
