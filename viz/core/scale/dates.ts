import { parseDate } from '../../../history/index.ts';
import type { CategoryColumn, Column, NumberColumn } from '../../../history/index.ts';
import { profileOf } from '../rows/columns.ts';

export { parseDate };

const dateColumns = new WeakMap<CategoryColumn, NumberColumn | null>();

/** A column of ISO 8601 texts as milliseconds since 1970; null when one of its texts is something else. */
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

/** Columns of which it is known that they are milliseconds since 1970. */
const knownDates = new WeakSet<Column>();

/** The same column, of which somebody knows that its numbers are milliseconds since 1970. */
export function markDates(column: NumberColumn): NumberColumn {
  knownDates.add(column);
  return column;
}

/** Whether every word of the column is a date. */
export function isDates(column: CategoryColumn): boolean {
  return dateColumn(column) !== null;
}

/** Milliseconds of a nanosecond, a microsecond, a millisecond and a second. */
const UNITS = [1e-6, 1e-3, 1, 1e3] as const;
/** In 1973 seconds since 1970 got their ninth digit. No date of a run is before; smaller numbers are counts. */
const EARLIEST = 1e11;
/** The year 2100: seconds until then have at most as many digits as milliseconds of 1970 do. */
const LATEST = 4_102_444_800_000;
/** What is inferred, not only offered, must lie after the year 2000. */
const EARLIEST_INFERRED = 946_684_800_000;

/** Milliseconds that a step of one means when the numbers are times since 1970; null when they can be no such times. */
export function timeUnit(column: NumberColumn): number | null {
  if (knownDates.has(column)) return 1;
  const { min, max } = profileOf(column);
  return UNITS.find((unit) => min * unit >= EARLIEST && max * unit <= LATEST) ?? null;
}

const TIME_NAME = /time|date|stamp|created|started|finished|ended|(?:^|[_.\s])at$/i;

/** Whether numbers are meant as times: they can be, of this century, and the name of the column says so. */
export function looksLikeTime(column: NumberColumn): boolean {
  const unit = timeUnit(column);
  if (unit === null) return false;
  return (
    knownDates.has(column) ||
    (TIME_NAME.test(column.name) && profileOf(column).min * unit >= EARLIEST_INFERRED)
  );
}
