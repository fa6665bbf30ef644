import { parseDate, type Column } from '../../../history/index.ts';
import type { Comparison, Condition, Literal } from '../ast.ts';
import { LANES, type BrushExtent, type Brushes, type Lane } from './types.ts';
import { pickedLanes } from './extents.ts';
import { findColumn, isBoolean, isDates } from '../find-column.ts';
import { nextDown, nextUp } from './next-number.ts';
import { printNumber } from '../print.ts';

/**
 * The filter that selects the same rows as the brushes; null if there are no brushes. A bound is written with `<` or
 * `<=`, whichever has the shorter number: `lr < 0.01`, not `lr <= 0.009999999999999998`. Unknown columns are treated as
 * numbers if they have a range, else as text.
 */
export function fromBrushes(
  { brushes, negated, combine }: Brushes,
  columns: readonly Column[],
): Condition | null {
  const conditions = Array.from(brushes)
    .filter(([, extents]) => extents.length > 0)
    .map(([name, extents]) => {
      const condition = oneOf(conditionsOf(name, extents, findColumn(columns, name)));
      return negated.has(name) ? negate(condition) : condition;
    });
  if (conditions.length === 0) return null;
  return conditions.length === 1 ? conditions[0]! : { kind: combine === 'all' ? 'and' : 'or', conditions };
}

function oneOf(conditions: readonly Condition[]): Condition {
  if (conditions.length > 1) return { kind: 'or', conditions };
  return conditions[0] ?? { kind: 'boolean', value: false };
}

function negate(condition: Condition): Condition {
  if (condition.kind === 'in' || condition.kind === 'is') {
    return { ...condition, negated: !condition.negated };
  }
  const [pair] = condition.kind === 'comparison' ? condition.rest : [];
  if (condition.kind === 'comparison' && condition.rest.length === 1 && pair?.operator === '==') {
    return { ...condition, rest: [{ ...pair, operator: '!=' }] };
  }
  return { kind: 'not', condition };
}

/** Conditions of which at least one is true for rows within the extents. */
function conditionsOf(
  name: string,
  extents: readonly BrushExtent[],
  column: Column | undefined,
): Condition[] {
  const lanes = new Set(pickedLanes(extents));
  const written = new Set<Lane>();
  const bound = column !== undefined && isDates(column) ? dateLiteral : numberLiteral;
  const points: Literal[] = [];
  const conditions: Condition[] = [];
  for (const extent of extents) {
    if (extent.kind === 'categories') {
      const isFlag = column !== undefined && isBoolean(column);
      for (const value of extent.values) {
        const isWord = isFlag && (value === 'true' || value === 'false');
        points.push(isWord ? { kind: 'boolean', value: value === 'true' } : { kind: 'text', value });
      }
    } else if (extent.kind === 'range') {
      if (extent.min === extent.max) points.push(bound(extent.min));
      else if (extent.min < extent.max) conditions.push(rangeCondition(name, extent, lanes, written, bound));
    }
  }
  const reference = { kind: 'column', name } as const;
  if (points.length === 1) {
    conditions.push(comparison(reference, '==', points[0]!));
  } else if (points.length > 1) {
    conditions.push({ kind: 'in', value: reference, negated: false, list: points });
  }
  for (const state of LANES) {
    if (lanes.has(state) && !written.has(state)) {
      conditions.push({ kind: 'is', value: reference, state, negated: false });
    }
  }
  return conditions;
}

function comparison(
  first: Comparison['first'],
  operator: Comparison['rest'][number]['operator'],
  operand: Literal,
): Comparison {
  return { kind: 'comparison', first, rest: [{ operator, operand }] };
}

type WriteBound = (value: number) => Literal;

/** The condition of a range; lanes of infinities that an open end includes are added to `written`. */
function rangeCondition(
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
  lanes: ReadonlySet<Lane>,
  written: Set<Lane>,
  bound: WriteBound,
): Condition {
  const value = { kind: 'column', name } as const;
  const low = endOf(min, nextDown, bound);
  const high = endOf(max, nextUp, bound);
  if (low === null && lanes.has('negInf')) written.add('negInf');
  if (high === null && lanes.has('posInf')) written.add('posInf');
  const isBelow = low === null && lanes.has('negInf');
  const isAbove = high === null && lanes.has('posInf');
  if (low === null && high === null && !isBelow && !isAbove) {
    return { kind: 'is', value, state: 'finite', negated: false };
  }
  const infinite = (sign: 1 | -1): Literal => ({ kind: 'number', value: sign * Infinity });
  if (isAbove && low !== null) return comparison(value, low.isOpen ? '>' : '>=', low.literal);
  if (isBelow && high !== null) return comparison(value, high.isOpen ? '<' : '<=', high.literal);
  const isLowOpen = low?.isOpen ?? !isBelow;
  const isHighOpen = high?.isOpen ?? !isAbove;
  return {
    kind: 'comparison',
    first: low?.literal ?? infinite(-1),
    rest: [
      { operator: isLowOpen ? '<' : '<=', operand: value },
      { operator: isHighOpen ? '<' : '<=', operand: high?.literal ?? infinite(1) },
    ],
  };
}

/** A bound in filter syntax; null if it excludes no finite number. */
function endOf(
  value: number,
  outward: (value: number) => number,
  bound: WriteBound,
): { literal: Literal; isOpen: boolean } | null {
  if (Math.abs(value) >= Number.MAX_VALUE) return null;
  const closed = bound(value);
  const open = bound(outward(value));
  // Dates are more readable than milliseconds.
  const isShorter = open.kind === closed.kind ? lengthOf(open) < lengthOf(closed) : open.kind === 'text';
  return isShorter ? { literal: open, isOpen: true } : { literal: closed, isOpen: false };
}

function lengthOf(literal: Literal): number {
  return literal.kind === 'number' ? printNumber(literal.value).length : String(literal.value).length;
}

function numberLiteral(value: number): Literal {
  return { kind: 'number', value };
}

/** The shortest ISO 8601 text of exactly this time; the number of milliseconds if there is none. */
function dateLiteral(time: number): Literal {
  if (Math.abs(time) > 8.64e15) return numberLiteral(time);
  const text = new Date(Math.floor(time)).toISOString();
  const candidates = [text.slice(0, 10), `${text.slice(0, 16)}Z`, `${text.slice(0, 19)}Z`, text];
  const found = candidates.find((candidate) => parseDate(candidate) === time);
  return found === undefined ? numberLiteral(time) : { kind: 'text', value: found };
}
