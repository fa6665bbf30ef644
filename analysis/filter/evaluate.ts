import {
  MISSING,
  NOT_APPLICABLE,
  PRESENT,
  type CategoryColumn,
  type Column,
  type Table,
} from '../../history/index.ts';
import {
  textOfLiteral,
  type CellState,
  type ComparisonOperator,
  type Condition,
  type FilterError,
  type Membership,
  type StateTest,
  type TextMatch,
  type ValueExpression,
} from './ast.ts';
import { checkFilter } from './check.ts';
import { compareToConstant, compareValues, MIRRORED, type PlainOperator } from './compare.ts';
import { findColumn } from './find-column.ts';
import { clearAbsent, constantMask, joined, negated, type MaskWriter } from './mask.ts';
import { BLOCK, compileNumeric, type NumericSource } from './numeric-source.ts';
import { equalityKey, numberOfLiteral, textEquals } from './reading.ts';

export type EvaluateResult =
  { readonly ok: true; readonly mask: Uint8Array } | { readonly ok: false; readonly error: FilterError };

/**
 * Evaluates a filter: 1 per row for which it is true, else 0; or the error of `checkFilter`.
 *
 * - A condition is true or false, never unknown; `not` negates it.
 * - Comparisons with missing or not applicable cells and with NaN are false. Infinities compare as numbers. `!=` is the
 *   negation of `==`, and `not in` that of `in`: both are true for absent cells and for NaN.
 * - Texts are equal if they are identical (case-sensitive) or dates of the same instant. In comparisons with numbers and
 *   in `<`, `<=`, `>` and `>=`, a text is converted to a number, and an ISO 8601 date to milliseconds since 1970;
 *   comparisons with any other text are false.
 * - The result of arithmetic is absent if an operand is absent, and NaN if an operand is a non-numeric text.
 *   `%` has the sign of the dividend, `round` rounds halves up.
 * - `is nan`, `is inf`, `is -inf` and `is finite` are false for text and for absent cells.
 */
export function evaluateFilter(condition: Condition, table: Table): EvaluateResult {
  const error = checkFilter(condition, table.columns);
  if (error !== null) return { ok: false, error };
  const write = compile(condition, table.columns);
  const mask = new Uint8Array(table.length);
  for (let start = 0; start < table.length; start += BLOCK) {
    const length = Math.min(BLOCK, table.length - start);
    write(start, length, mask.subarray(start, start + length));
  }
  return { ok: true, mask };
}

function compile(condition: Condition, columns: readonly Column[]): MaskWriter {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const masks = condition.conditions.map((each) => compile(each, columns));
      return joined(condition.kind, masks, BLOCK);
    }
    case 'not':
      return negated(compile(condition.condition, columns));
    case 'boolean':
      return constantMask(condition.value);
    case 'column':
      return categoryMask(categoryColumn(condition, columns)!, (text) => text === 'true');
    case 'comparison': {
      let left = condition.first;
      const pairs = condition.rest.map(({ operator, operand }) => {
        const pair = compilePair(left, operator, operand, columns);
        left = operand;
        return pair;
      });
      return joined('and', pairs, BLOCK);
    }
    case 'in': {
      const membership = compileMembership(condition, columns);
      return condition.negated ? negated(membership) : membership;
    }
    case 'match':
      return compileMatch(condition, columns);
    case 'is': {
      const test = compileState(condition, columns);
      return condition.negated ? negated(test) : test;
    }
  }
}

function categoryColumn(value: ValueExpression, columns: readonly Column[]): CategoryColumn | null {
  const column = value.kind === 'column' ? findColumn(columns, value.name) : undefined;
  return column?.kind === 'category' ? column : null;
}

/** Evaluates a predicate once per category, not once per row. */
function categoryMask(
  { codes, categories, absence }: CategoryColumn,
  holds: (text: string) => boolean,
): MaskWriter {
  const passes = Uint8Array.from(categories, (text) => (holds(text) ? 1 : 0));
  return (start, length, out) => {
    for (let row = 0; row < length; row++) out[row] = passes[codes[start + row]!] ?? 0;
    clearAbsent(out, absence?.subarray(start, start + length) ?? null, length);
  };
}

function compilePair(
  left: ValueExpression,
  operator: ComparisonOperator,
  right: ValueExpression,
  columns: readonly Column[],
): MaskWriter {
  if (operator === '!=') return negated(compilePair(left, '==', right, columns));
  if (isLiteral(left)) {
    if (!isLiteral(right)) return compilePair(right, MIRRORED[operator], left, columns);
    return constantMask(compareLiterals(left, operator, right));
  }
  const category = categoryColumn(left, columns);
  if (isLiteral(right)) {
    const constant = numberOfLiteral(right);
    if (category === null) return compareNumbers(compileNumeric(left, columns), operator, constant);
    if (operator === '==') return categoryMask(category, (text) => textEquals(text, right));
    return categoryMask(category, (text) =>
      compareTwo(numberOfLiteral({ kind: 'text', value: text }), operator, constant),
    );
  }
  const other = categoryColumn(right, columns);
  if (operator === '==' && category !== null && other !== null) {
    const keys = new Map<string, number>();
    return compareNumbers(keySource(category, keys), operator, keySource(other, keys));
  }
  return compareNumbers(compileNumeric(left, columns), operator, compileNumeric(right, columns));
}

type AnyLiteral = Extract<ValueExpression, { kind: 'number' | 'text' | 'boolean' }>;

function isLiteral(value: ValueExpression): value is AnyLiteral {
  return value.kind === 'number' || value.kind === 'text' || value.kind === 'boolean';
}

function compareLiterals(left: AnyLiteral, operator: PlainOperator, right: AnyLiteral): boolean {
  if (operator === '==' && left.kind !== 'number') return textEquals(textOfLiteral(left), right);
  return compareTwo(numberOfLiteral(left), operator, numberOfLiteral(right));
}

function compareTwo(left: number, operator: PlainOperator, right: number): boolean {
  const out = new Uint8Array(1);
  compareToConstant(operator, Float64Array.of(left), right, 1, out);
  return out[0] === 1;
}

function compareNumbers(
  left: NumericSource,
  operator: PlainOperator,
  right: NumericSource | number,
): MaskWriter {
  if (typeof right === 'number') {
    return (start, length, out) => {
      compareToConstant(operator, left.values(start, length), right, length, out);
      clearAbsent(out, left.absence(start, length), length);
    };
  }
  return (start, length, out) => {
    compareValues(operator, left.values(start, length), right.values(start, length), length, out);
    clearAbsent(out, left.absence(start, length), length);
    clearAbsent(out, right.absence(start, length), length);
  };
}

/** Maps the text of each row to a number, which is the same for equal texts of all columns that share `keys`. */
function keySource({ codes, categories, absence }: CategoryColumn, keys: Map<string, number>): NumericSource {
  const keyOfCode = Float64Array.from(categories, (text) => {
    const key = equalityKey(text);
    let number = keys.get(key);
    if (number === undefined) keys.set(key, (number = keys.size));
    return number;
  });
  const values = new Float64Array(BLOCK);
  return {
    values(start, length) {
      for (let row = 0; row < length; row++) values[row] = keyOfCode[codes[start + row]!]!;
      return values;
    },
    absence: (start, length) => absence?.subarray(start, start + length) ?? null,
  };
}

function compileMembership({ value, list }: Membership, columns: readonly Column[]): MaskWriter {
  const category = categoryColumn(value, columns);
  if (category !== null) {
    return categoryMask(category, (text) => list.some((literal) => textEquals(text, literal)));
  }
  const source = compileNumeric(value, columns);
  const numbers = new Set(list.map(numberOfLiteral));
  // A set would find NaN, which is not equal to itself.
  numbers.delete(NaN);
  return (start, length, out) => {
    const values = source.values(start, length);
    for (let row = 0; row < length; row++) out[row] = numbers.has(values[row]!) ? 1 : 0;
    clearAbsent(out, source.absence(start, length), length);
  };
}

function compileMatch({ column, how, text }: TextMatch, columns: readonly Column[]): MaskWriter {
  const wanted = text.toLowerCase();
  return categoryMask(categoryColumn(column, columns)!, (cell) => {
    const candidate = cell.toLowerCase();
    if (how === 'contains') return candidate.includes(wanted);
    return how === 'starts' ? candidate.startsWith(wanted) : candidate.endsWith(wanted);
  });
}

const NUMBER_STATES: Readonly<Partial<Record<CellState, (value: number) => boolean>>> = {
  nan: Number.isNaN,
  posInf: (value) => value === Infinity,
  negInf: (value) => value === -Infinity,
  finite: Number.isFinite,
};

function compileState({ value, state }: StateTest, columns: readonly Column[]): MaskWriter {
  const source = compileNumeric(value, columns);
  const holds = NUMBER_STATES[state];
  if (holds === undefined) {
    const wanted = state === 'missing' ? MISSING : NOT_APPLICABLE;
    return (start, length, out) => {
      const absence = source.absence(start, length);
      for (let row = 0; row < length; row++) out[row] = (absence?.[row] ?? PRESENT) === wanted ? 1 : 0;
    };
  }
  if (categoryColumn(value, columns) !== null) return constantMask(false);
  return (start, length, out) => {
    const values = source.values(start, length);
    for (let row = 0; row < length; row++) out[row] = holds(values[row]!) ? 1 : 0;
    clearAbsent(out, source.absence(start, length), length);
  };
}
