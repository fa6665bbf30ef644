import { looksLikeMetric } from '../../direction.ts';
import { describeValue } from '../../issue.ts';
import type { Context } from '../types.ts';
import type { JsonTable } from './json-table.ts';
import { knownName } from './known-names.ts';
import type { FlatCell, FlatTable } from './table.ts';
import { numberOfText } from './text-cells.ts';

/** Texts by which writers that cannot write NaN or an infinity as a number say so; Ray writes "null" for NaN. */
const SPECIAL = /^(?:[+-]?(?:nan|inf|infinity)|null)$/i;

/**
 * A table of JSON values as scalars. Columns that hold lists or objects are left out, with a note. Texts become numbers
 * where a number is expected: the special ones ("NaN", "inf", …) beside numbers, and any number in a column that is
 * named like a metric or declared `numeric`. Other texts among a metric's numbers are missing, with a note.
 */
export function typeJson(
  table: JsonTable,
  { note }: Context,
  numeric: ReadonlySet<string> = new Set(),
): FlatTable {
  const nested = table.names.filter((_, column) => table.rows.some((row) => isNested(row[column])));
  if (nested.length > 0) {
    note(`Lists and objects are left out, in ${nested.map((name) => `"${name}"`).join(', ')}.`);
  }
  const columns = table.names.map((name, column) => {
    const cells = table.rows.map((row) => (isNested(row[column]) ? undefined : (row[column] as FlatCell)));
    return isName(name)
      ? cells.map(textOrNothing)
      : numbersWhereExpected(name, cells, numeric.has(name), note);
  });
  const kept = table.names
    .map((_, column) => column)
    .filter((column) => columns[column]!.some((c) => c !== undefined));
  return {
    names: kept.map((column) => table.names[column]!),
    length: table.rows.length,
    columns: kept.map((column) => columns[column]!),
    restarts: new Set(),
  };
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isName(name: string): boolean {
  const known = knownName(name);
  return known === 'run' || known === 'id' || known === 'from';
}

function textOrNothing(cell: FlatCell): FlatCell {
  return cell === undefined || cell === null ? cell : String(cell);
}

function numbersWhereExpected(
  name: string,
  cells: FlatCell[],
  isDeclared: boolean,
  note: Context['note'],
): FlatCell[] {
  const texts = cells.filter((cell) => typeof cell === 'string');
  if (texts.length === 0) return cells;
  const numbers = cells.filter((cell) => typeof cell === 'number').length;
  const isMetric = looksLikeMetric(name);
  const isOdd = (text: string) => !SPECIAL.test(text) && numberOfText(text) === undefined;
  const odd = texts.filter(isOdd).length;
  // Among numbers such a text is one; alone it is only where it is spelt as nobody would a word.
  const isSpecial = texts.every((text) => SPECIAL.test(text)) && (numbers > 0 || texts.some(isJsNumber));
  if (odd === 0 && (isMetric || isDeclared || isSpecial)) {
    return cells.map(toNumber);
  }
  if (!isMetric || odd * 2 > numbers + texts.length) return cells;

  const row = cells.findIndex((cell) => typeof cell === 'string' && isOdd(cell));
  const got = describeValue(cells[row]);
  note(
    `[${String(row)}].${name}: expected a number, got ${got}; it is taken as missing` +
      (odd > 1 ? `, as are ${String(odd - 1)} more of that column.` : '.'),
  );
  return cells.map((cell) => (typeof cell === 'string' && isOdd(cell) ? null : toNumber(cell)));
}

function isJsNumber(text: string): boolean {
  return /^(?:NaN|-?Infinity)$/.test(text);
}

function toNumber(cell: FlatCell): FlatCell {
  if (typeof cell !== 'string') return cell;
  return /^null$/i.test(cell) ? NaN : numberOfText(cell);
}
