import { MISSING, NOT_APPLICABLE } from '../../history/index.ts';
import type { Column } from '../../history/index.ts';

const MOST_WORDS = 4;
const LONGEST_WORD = 24;

/** What a column holds, in words. */
export interface ColumnSummary {
  readonly name: string;
  readonly role: Column['role'];
  readonly kind: Column['kind'];
  readonly direction: Column['direction'];
  /** Least and greatest finite number, or the first categories and how many there are. */
  readonly values: string;
  /** How many cells are missing, not applicable, NaN or infinite; empty where none is. */
  readonly absent: string;
}

export function describeColumn(column: Column, length: number): ColumnSummary {
  const { name, role, kind, direction } = column;
  return { name, role, kind, direction, values: valuesOf(column, length), absent: absentIn(column) };
}

function valuesOf(column: Column, length: number): string {
  if (column.kind === 'number') {
    let [min, max] = [Infinity, -Infinity];
    for (let row = 0; row < length; row++) {
      const value = column.values[row]!;
      if (!Number.isFinite(value)) continue;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (min > max) return 'no number';
    return min === max ? short(min) : `${short(min)} to ${short(max)}`;
  }
  // Columns of truth values have both, whichever occur.
  const used = new Set(column.codes.filter((_, row) => (column.absence?.[row] ?? 0) === 0));
  const categories = column.categories.filter((_, code) => used.has(code));
  const some = categories.slice(0, MOST_WORDS).map(cut).join(', ');
  return categories.length > MOST_WORDS ? `${some}, … (${String(categories.length)})` : some;
}

/** Seven significant digits tell enough. */
function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function cut(word: string): string {
  return word.length > LONGEST_WORD ? `${word.slice(0, LONGEST_WORD)}…` : word;
}

function absentIn(column: Column): string {
  const counts = new Map<string, number>();
  const add = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  column.absence?.forEach((absence) => {
    if (absence === MISSING) add('missing');
    else if (absence === NOT_APPLICABLE) add('not applicable');
  });
  if (column.kind === 'number') {
    column.values.forEach((value, row) => {
      if (Number.isFinite(value) || (column.absence?.[row] ?? 0) !== 0) return;
      add(Number.isNaN(value) ? 'NaN' : 'infinite');
    });
  }
  return [...counts].map(([what, count]) => `${String(count)} ${what}`).join(', ');
}
