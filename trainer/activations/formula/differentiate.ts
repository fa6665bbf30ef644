import { number } from './expression.ts';
import type { Expression } from './expression.ts';
import { operations } from './operations.ts';
import type { Operation } from './operations.ts';

/** The derivative with respect to x. It shares subexpressions with the original, so that evaluating both computes them once. */
export function differentiate(expression: Expression): Expression {
  const known = new Map<Expression, Expression>();
  const of = (each: Expression): Expression => {
    const found = known.get(each);
    if (found) return found;
    const derivative = derive(each, of);
    known.set(each, derivative);
    return derivative;
  };
  return of(expression);
}

function derive(expression: Expression, of: (each: Expression) => Expression): Expression {
  if (expression.kind === 'number') return number(0);
  if (expression.kind === 'x') return number(1);
  const operation: Operation = operations[expression.operation];
  return operation.derivative(expression.inputs, expression.inputs.map(of), expression);
}
