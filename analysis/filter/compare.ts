import type { ComparisonOperator } from './ast.ts';

/** The elementary operators; `!=` is the negation of `==`. */
export type PlainOperator = Exclude<ComparisonOperator, '!='>;

/** The equivalent operator with exchanged operands. */
export const MIRRORED: Readonly<Record<PlainOperator, PlainOperator>> = {
  '==': '==',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Writes to `out` whether each value satisfies the comparison with `constant`, as 1 or 0. NaN never does. */
export function compareToConstant(
  operator: PlainOperator,
  values: Float64Array,
  constant: number,
  length: number,
  out: Uint8Array,
): void {
  // One loop per operator, so that the loops contain no branches.
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

/** Like `compareToConstant`, with a value per row instead of a constant. */
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
