import { parseDate } from '../../../history/index.ts';
import type { CategoryColumn, Column, NumberColumn } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';

export { parseDate };

const dateColumns = new WeakMap<CategoryColumn, NumberColumn | null>();

/** Converts a column of ISO 8601 texts to milliseconds since 1970; null if any text is not a date. */
export function dateColumn(column: CategoryColumn): NumberColumn | null {
  let result = dateColumns.get(column);
  if (result === undefined) {
    result = readDates(column);
    dateColumns.set(column, result);
  }
  return result;
}

function readDates({ categories, codes, absence, ...head }: CategoryColumn): NumberColumn | null {
  if (categories.length === 0) return null;
  const times = new Float64Array(categories.length);
  for (const [code, text] of categories.entries()) {
    const time = parseDate(text);
    if (time === null) return null;
    times[code] = time;
  }
  const values = Float64Array.from(codes, (code, row) => (absence?.[row] ? NaN : times[code]!));
  const result: NumberColumn = { ...head, kind: 'number', values, absence };
  return markDates(result);
}

/** Columns that are known to be milliseconds since 1970. */
const knownDates = new WeakSet<Column>();

/** Marks a column as milliseconds since 1970 and returns it. */
export function markDates(column: NumberColumn): NumberColumn {
  knownDates.add(column);
  return column;
}

/** Whether a column is known to be milliseconds since 1970. */
export function isMarkedDates(column: Column): boolean {
  return knownDates.has(column);
}

/** Whether every category of the column is a date. */
export function isDates(column: CategoryColumn): boolean {
  return dateColumn(column) !== null;
}

/** Milliseconds per nanosecond, microsecond, millisecond and second. */
const UNITS = [1e-6, 1e-3, 1, 1e3] as const;
/** 1973 in milliseconds. Smaller numbers are counts, not dates of runs. */
const EARLIEST = 1e11;
/** The year 2100 in milliseconds, which keeps the units apart. */
const LATEST = 4_102_444_800_000;
/** Times are only inferred from the year 2000 on. */
const EARLIEST_INFERRED = 946_684_800_000;

/** Milliseconds per unit if the numbers can be times since 1970; else null. */
export function timeUnit(column: NumberColumn): number | null {
  if (knownDates.has(column)) return 1;
  const { min, max } = profileOf(column);
  return UNITS.find((unit) => min * unit >= EARLIEST && max * unit <= LATEST) ?? null;
}

const TIME_NAME = /time|date|stamp|created|started|finished|ended|(?:^|[_.\s])at$/i;

/** Whether numbers are probably times: they are plausible times since 2000, and the column's name suggests it. */
export function looksLikeTime(column: NumberColumn): boolean {
  const unit = timeUnit(column);
  if (unit === null) return false;
  return (
    knownDates.has(column) ||
    (TIME_NAME.test(column.name) && profileOf(column).min * unit >= EARLIEST_INFERRED)
  );
}
