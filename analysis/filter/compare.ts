import type { ComparisonOperator } from './ast.ts';

/** Operators of which the others are made: `!=` is the negation of `==`. */
export type PlainOperator = Exclude<ComparisonOperator, '!='>;

/** The operator that says the same with its sides exchanged. */
export const MIRRORED: Readonly<Record<PlainOperator, PlainOperator>> = {
  '==': '==',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Writes 1 into `out` where a value compares with `constant` as the operator says, else 0. NaN never does. */
export function compareToConstant(
  operator: PlainOperator,
  values: Float64Array,
  constant: number,
  length: number,
  out: Uint8Array,
): void {
  // A loop for each operator, so that none decides within.
  switch (operator) {
    case '==':
      for (let row = 0; row < length; row++) out[row] = constant === values[row] ? 1 : 0;
      break;
    case '<':
      for (let row = 0; row < length; row++) out[row] = values[row]! < constant ? 1 : 0;
      break;
    case '<=':
      for (let row = 0; row < length; row++) out[row] = values[row]! <= constant ? 1 : 0;
      break;
    case '>':
      for (let row = 0; row < length; row++) out[row] = values[row]! > constant ? 1 : 0;
      break;
    case '>=':
      for (let row = 0; row < length; row++) out[row] = values[row]! >= constant ? 1 : 0;
      break;
  }
}

/** The same with a value of its own for each row. */
export function compareValues(
  operator: PlainOperator,
  left: Float64Array,
  right: Float64Array,
  length: number,
  out: Uint8Array,
): void {
  switch (operator) {
    case '==':
      for (let row = 0; row < length; row++) out[row] = left[row] === right[row] ? 1 : 0;
      break;
    case '<':
      for (let row = 0; row < length; row++) out[row] = left[row]! < right[row]! ? 1 : 0;
      break;
    case '<=':
      for (let row = 0; row < length; row++) out[row] = left[row]! <= right[row]! ? 1 : 0;
      break;
    case '>':
      compareValues('<', right, left, length, out);
      break;
    case '>=':
      compareValues('<=', right, left, length, out);
      break;
  }
}
