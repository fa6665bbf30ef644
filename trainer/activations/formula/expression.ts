import type { OperationName } from './operations.ts';

/** A type-checked formula in x: numbers and conditions occur only where they are allowed. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'x' }
  | { readonly kind: 'call'; readonly operation: OperationName; readonly inputs: readonly Expression[] };

export const X: Expression = { kind: 'x' };

export function number(value: number): Expression {
  return { kind: 'number', value };
}

export function call(operation: OperationName, ...inputs: Expression[]): Expression {
  return { kind: 'call', operation, inputs };
}

export function isNumber(expression: Expression, value?: number): boolean {
  return expression.kind === 'number' && (value === undefined || expression.value === value);
}

/** Sums, products and quotients without trivial terms, so that derivatives stay short. */
export const sumOf = (a: Expression, b: Expression): Expression =>
  isNumber(a, 0) ? b : isNumber(b, 0) ? a : fold('add', a, b);

export const differenceOf = (a: Expression, b: Expression): Expression =>
  isNumber(b, 0) ? a : isNumber(a, 0) ? negativeOf(b) : fold('subtract', a, b);

export const productOf = (a: Expression, b: Expression): Expression => {
  if (isNumber(a, 0) || isNumber(b, 0)) return number(0);
  return isNumber(a, 1) ? b : isNumber(b, 1) ? a : fold('multiply', a, b);
};

export const quotientOf = (a: Expression, b: Expression): Expression =>
  isNumber(a, 0) ? number(0) : isNumber(b, 1) ? a : fold('divide', a, b);

export const negativeOf = (a: Expression): Expression =>
  a.kind === 'number' ? number(-a.value) : call('negate', a);

export const whereOf = (condition: Expression, a: Expression, b: Expression): Expression =>
  a === b || (a.kind === 'number' && isNumber(b, a.value)) ? a : call('where', condition, a, b);

const arithmetic = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
};

function fold(operation: keyof typeof arithmetic, a: Expression, b: Expression): Expression {
  if (a.kind === 'number' && b.kind === 'number') return number(arithmetic[operation](a.value, b.value));
  return call(operation, a, b);
}
