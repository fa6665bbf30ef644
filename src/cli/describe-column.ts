import { MISSING, NOT_APPLICABLE } from '../../history/index.ts';
import type { Column } from '../../history/index.ts';

const MAX_CATEGORIES = 4;
const MAX_LENGTH = 24;

/** A human-readable summary of a column. */
export interface ColumnSummary {
  readonly name: string;
  readonly role: Column['role'];
  readonly kind: Column['kind'];
  readonly direction: Column['direction'];
  /** Minimum and maximum finite number, or the first categories and their count. */
  readonly values: string;
  /** Number of cells that are missing, not applicable, NaN or infinite; empty if there are none. */
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
  // Boolean columns have both categories, even if only one occurs.
  const used = new Set(column.codes.filter((_, row) => (column.absence?.[row] ?? 0) === 0));
  const categories = column.categories.filter((_, code) => used.has(code));
  const some = categories.slice(0, MAX_CATEGORIES).map(truncate).join(', ');
  return categories.length > MAX_CATEGORIES ? `${some}, … (${String(categories.length)})` : some;
}

/** Formats a number with up to seven significant digits, and whole numbers with all of theirs. */
function short(value: number): string {
  return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(7)));
}

function truncate(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function absentIn(column: Column): string {
  const counts = new Map<string, number>();
  const add = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
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
  return [...counts].map(([kind, count]) => `${String(count)} ${kind}`).join(', ');
}
