import { MISSING, type CategoryColumn, type Column, type NumberColumn } from '../../history/index.ts';
import type { Arithmetic, ArithmeticOperator, Call, FunctionName, NumericExpression } from './ast.ts';
import { findColumn } from './find-column.ts';
import { numberOfText } from './reading.ts';

/** Rows are evaluated in blocks of this length, so that intermediate results stay in the processor's cache. */
export const BLOCK = 4096;

/**
 * The values of a numeric expression in blocks of rows. Arrays returned by `values` and `absence` are valid until the next
 * call; the values of absent rows are meaningless.
 */
export interface NumericSource {
  /** Rows `start` to `start + length`, at most `BLOCK`. */
  readonly values: (start: number, length: number) => Float64Array;
  /** Per row `PRESENT`, `MISSING` or `NOT_APPLICABLE`; null when every row is present. */
  readonly absence: (start: number, length: number) => Uint8Array | null;
}

/** Compiles a checked expression for the rows of `columns`. */
export function compileNumeric(expression: NumericExpression, columns: readonly Column[]): NumericSource {
  switch (expression.kind) {
    case 'number':
      return constantSource(expression.value);
    case 'column': {
      const column = findColumn(columns, expression.name)!;
      return column.kind === 'number' ? numberSource(column) : categorySource(column);
    }
    case 'negative':
      return mapped(compileNumeric(expression.operand, columns), (value) => -value);
    case 'power':
      return combined(
        compileNumeric(expression.base, columns),
        [compileNumeric(expression.exponent, columns)],
        () => raise,
      );
    case 'arithmetic':
      return compileArithmetic(expression, columns);
    case 'call':
      return compileCall(expression, columns);
  }
}

/** The same number for every row. */
function constantSource(value: number): NumericSource {
  const values = new Float64Array(BLOCK).fill(value);
  return { values: () => values, absence: () => null };
}

function numberSource({ values, absence }: NumberColumn): NumericSource {
  return {
    values: (start, length) => values.subarray(start, start + length),
    absence: (start, length) => absence?.subarray(start, start + length) ?? null,
  };
}

/** Categories converted to numbers; NaN for non-numeric text. */
function categorySource({ codes, categories, absence }: CategoryColumn): NumericSource {
  const readings = Float64Array.from(categories, numberOfText);
  const values = new Float64Array(BLOCK);
  return {
    values(start, length) {
      for (let row = 0; row < length; row++) values[row] = readings[codes[start + row]!]!;
      return values;
    },
    absence: (start, length) => absence?.subarray(start, start + length) ?? null,
  };
}

function compileArithmetic({ first, rest }: Arithmetic, columns: readonly Column[]): NumericSource {
  return combined(
    compileNumeric(first, columns),
    rest.map(({ operand }) => compileNumeric(operand, columns)),
    (index) => OPERATORS[rest[index]!.operator],
  );
}

function compileCall({ name, operands }: Call, columns: readonly Column[]): NumericSource {
  const [first, ...rest] = operands.map((operand) => compileNumeric(operand, columns));
  if (name === 'min' || name === 'max') return combined(first!, rest, () => FUNCTIONS_OF_TWO[name]);
  return mapped(first!, FUNCTIONS_OF_ONE[name]);
}

function mapped(operand: NumericSource, apply: (value: number) => number): NumericSource {
  const result = new Float64Array(BLOCK);
  return {
    values(start, length) {
      const values = operand.values(start, length);
      for (let row = 0; row < length; row++) result[row] = apply(values[row]!);
      return result;
    },
    absence: operand.absence,
  };
}

/** Applies operations from left to right, in place and without allocations per row. */
type Operation = (into: Float64Array, operand: Float64Array, length: number) => void;

/**
 * A result is missing if an operand is missing, and not applicable if an operand is not applicable and none is missing.
 */
function combined(
  first: NumericSource,
  rest: readonly NumericSource[],
  operation: (index: number) => Operation,
): NumericSource {
  const result = new Float64Array(BLOCK);
  const absence = new Uint8Array(BLOCK);
  const all = [first, ...rest];
  return {
    values(start, length) {
      result.set(first.values(start, length).subarray(0, length));
      for (const [index, operand] of rest.entries()) {
        operation(index)(result, operand.values(start, length), length);
      }
      return result;
    },
    absence(start, length) {
      let isPresent = true;
      for (const operand of all) {
        const other = operand.absence(start, length);
        if (other === null) continue;
        if (isPresent) absence.fill(0);
        isPresent = false;
        for (let row = 0; row < length; row++) {
          if (absence[row] !== MISSING && other[row] !== 0) absence[row] = other[row]!;
        }
      }
      return isPresent ? null : absence;
    },
  };
}

const OPERATORS: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': (into, operand, length) => {
    for (let row = 0; row < length; row++) into[row]! += operand[row]!;
  },
  '-': (into, operand, length) => {
    for (let row = 0; row < length; row++) into[row]! -= operand[row]!;
  },
  '*': (into, operand, length) => {
    for (let row = 0; row < length; row++) into[row]! *= operand[row]!;
  },
  '/': (into, operand, length) => {
    for (let row = 0; row < length; row++) into[row]! /= operand[row]!;
  },
  '%': (into, operand, length) => {
    for (let row = 0; row < length; row++) into[row]! %= operand[row]!;
  },
};

const raise: Operation = (into, operand, length) => {
  for (let row = 0; row < length; row++) into[row] = into[row]! ** operand[row]!;
};

const FUNCTIONS_OF_TWO: Readonly<Record<'min' | 'max', Operation>> = {
  min: (into, operand, length) => {
    for (let row = 0; row < length; row++) into[row] = Math.min(into[row]!, operand[row]!);
  },
  max: (into, operand, length) => {
    for (let row = 0; row < length; row++) into[row] = Math.max(into[row]!, operand[row]!);
  },
};

const FUNCTIONS_OF_ONE: Readonly<Record<Exclude<FunctionName, 'min' | 'max'>, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  exp: Math.exp,
  floor: Math.floor,
  log: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  round: Math.round,
  sqrt: Math.sqrt,
};
