import { MISSING, NOT_APPLICABLE, type Column, type NumberColumn } from '../../history/index.ts';

/** Rows that agree in a parameter, or whose values lie next to each other. */
export type Group =
  /** Numbers from `low` to `high`, both of which occur; equal for a single value. */
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'category'; readonly category: string }
  | {
      readonly kind: 'special';
      readonly value: 'NaN' | 'Infinity' | '-Infinity' | 'missing' | 'not applicable';
    };

export interface Grouping {
  readonly groups: readonly Group[];
  /** Per given row, an index into `groups`. */
  readonly codes: Uint32Array;
}

/**
 * Groups rows by a parameter: each category, each number if there are at most `max` different ones, else `max` ranges with
 * about as many rows each. Equal numbers are never separated. Absent cells, NaN and the infinities are groups of their own.
 * Only groups with rows are returned: numbers in ascending order, then the special values.
 */
export function groupRows(column: Column, rows: ArrayLike<number>, max: number): Grouping {
  const keys = Array.from({ length: rows.length }, (_, at) => keyOf(column, rows[at]!));
  const numbers = keys.filter((key): key is number => typeof key === 'number');
  const starts = column.kind === 'number' ? startsOf(numbers, max) : null;
  const groupOf = new Map<string | number, number>();
  const groups: { group: Group; order: number }[] = [];
  const codes = new Uint32Array(rows.length);
  for (const [at, key] of keys.entries()) {
    const cell = typeof key === 'number' && starts !== null ? lastAtMost(starts, key) : key;
    const id = typeof key === 'string' ? `special ${key}` : cell;
    let code = groupOf.get(id);
    if (code === undefined) {
      groupOf.set(id, (code = groups.length));
      groups.push({
        order: typeof cell === 'number' ? cell : AFTER_NUMBERS + SPECIALS.indexOf(cell),
        group: newGroup(column, key),
      });
    } else if (typeof key === 'number' && column.kind === 'number') {
      groups[code]!.group = widened(groups[code]!.group, key);
    }
    codes[at] = code;
  }
  const sorted = Array.from(groups.keys()).sort((a, b) => groups[a]!.order - groups[b]!.order);
  const place = new Uint32Array(groups.length);
  for (const [at, code] of sorted.entries()) place[code] = at;
  return { groups: sorted.map((code) => groups[code]!.group), codes: codes.map((code) => place[code]!) };
}

type Special = Extract<Group, { kind: 'special' }>['value'];
const SPECIALS: readonly Special[] = ['-Infinity', 'Infinity', 'NaN', 'missing', 'not applicable'];

/** Above the number of any range or category. */
const AFTER_NUMBERS = 2 ** 32;

/** A finite number, the code of a category, or what the cell has instead. */
function keyOf(column: Column, row: number): number | Special {
  const absent = column.absence?.[row] ?? 0;
  if (absent === MISSING) return 'missing';
  if (absent === NOT_APPLICABLE) return 'not applicable';
  return column.kind === 'category' ? column.codes[row]! : numberKey(column, row);
}

function numberKey({ values }: NumberColumn, row: number): number | Special {
  const value = values[row]!;
  return Number.isFinite(value) ? value : (String(value) as Special);
}

function newGroup(column: Column, key: number | Special): Group {
  if (typeof key === 'string') return { kind: 'special', value: key };
  return column.kind === 'category'
    ? { kind: 'category', category: column.categories[key]! }
    : { kind: 'range', low: key, high: key };
}

function widened(group: Group, value: number): Group {
  if (group.kind !== 'range') return group;
  return { kind: 'range', low: Math.min(group.low, value), high: Math.max(group.high, value) };
}

/** The least value of each range, ascending. */
function startsOf(numbers: readonly number[], max: number): Float64Array {
  const sorted = Float64Array.from(numbers).sort();
  const distinct = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
  if (distinct.length <= max) return distinct;
  const quantiles = Float64Array.from(
    { length: max },
    (_, at) => sorted[Math.floor((at * sorted.length) / max)]!,
  );
  return quantiles.filter((value, at) => at === 0 || value !== quantiles[at - 1]);
}

/** The index of the last of the ascending `starts` that is at most `value`. */
function lastAtMost(starts: Float64Array, value: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
