import { cellAt, countKinds, FALSE, kindAt, listOfCells, NUMBER, TEXT, TRUE } from '../../../runs/cells.ts';
import { mapTexts, packCells } from '../../../runs/growing-cells.ts';
import type { Cell, Cells } from '../../../runs/cells.ts';
import { looksLikeMetric } from '../../../direction.ts';
import { NOT_APPLICABLE } from '../../../table/table.ts';
import { describeValue } from '../../../file/issue.ts';
import type { Context } from '../../types.ts';
import type { JsonTable } from './json-table.ts';
import { knownName } from '../known-names.ts';
import type { FlatTable } from '../table.ts';
import { numberOfText } from '../text-cells.ts';

/** Texts by which writers that cannot write NaN or an infinity as a number say so; Ray writes "null" for NaN. */
const SPECIAL = /^(?:[+-]?(?:nan|inf|infinity)|null)$/i;

/** A table in JSON, packed, before its cells are looked at; what is nested does not apply. */
export interface PackedJson {
  readonly names: readonly string[];
  readonly length: number;
  readonly columns: readonly Cells[];
  /** Columns that hold lists or objects. */
  readonly nested: readonly string[];
}

/**
 * A table of JSON values as scalars. Columns that hold lists or objects are left out, with a note. Texts become numbers
 * where a number is expected: the special ones ("NaN", "inf", …) beside numbers, and any number in a column that is
 * named like a metric or declared `numeric`. Other texts among a metric's numbers are missing, with a note.
 */
export function typeJson(
  { names, rows }: JsonTable,
  context: Pick<Context, 'note'>,
  numeric: ReadonlySet<string> = new Set(),
): FlatTable {
  const nested = names.filter((_, column) => rows.some((row) => isNested(row[column])));
  const columns = names.map((_, column) =>
    packCells(rows.map((row) => (isNested(row[column]) ? undefined : (row[column] as Cell)))),
  );
  return typePackedJson({ names, length: rows.length, columns, nested }, context, numeric);
}

/** The same of cells that are packed already. */
export function typePackedJson(
  table: PackedJson,
  { note }: Pick<Context, 'note'>,
  numeric: ReadonlySet<string> = new Set(),
): FlatTable {
  if (table.nested.length > 0) {
    note(`Lists and objects are left out, in ${table.nested.map((name) => `"${name}"`).join(', ')}.`);
  }
  const kept = table.names.flatMap((name, column) => {
    const cells = table.columns[column]!;
    if (countKinds(cells)[NOT_APPLICABLE] === cells.length) return [];
    return [
      { name, cells: isName(name) ? asTexts(cells) : numbersWhereExpected(name, cells, numeric, note) },
    ];
  });
  return {
    names: kept.map(({ name }) => name),
    length: table.length,
    columns: kept.map(({ cells }) => cells),
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

function asTexts(cells: Cells): Cells {
  const { [NUMBER]: numbers = 0, [TRUE]: yes = 0, [FALSE]: no = 0 } = countKinds(cells);
  if (numbers + yes + no === 0) return cells;
  return packCells(
    listOfCells(cells).map((cell) => (cell === undefined || cell === null ? cell : String(cell))),
  );
}

function numbersWhereExpected(
  name: string,
  cells: Cells,
  declared: ReadonlySet<string>,
  note: Context['note'],
): Cells {
  const { [TEXT]: texts = 0, [NUMBER]: numbers = 0 } = countKinds(cells);
  if (texts === 0) return cells;
  const isMetric = looksLikeMetric(name);
  const isOdd = cells.texts.map((text) => !SPECIAL.test(text) && numberOfText(text) === undefined);
  const isOddAt = (row: number) => kindAt(cells, row) === TEXT && isOdd[cells.values![row]!]!;
  let odd = 0;
  for (let row = 0; row < cells.length; row++) if (isOddAt(row)) odd++;
  // Among numbers such a text is one; alone it is only where it is spelt as nobody would a word.
  const isSpecial =
    cells.texts.every((text) => SPECIAL.test(text)) && (numbers > 0 || cells.texts.some(isJsNumber));
  if (odd === 0 && (isMetric || declared.has(name) || isSpecial)) return mapTexts(cells, toNumber);
  if (!isMetric || odd * 2 > numbers + texts) return cells;

  let row = 0;
  while (!isOddAt(row)) row++;
  note(
    `[${String(row)}].${name}: expected a number, got ${describeValue(cellAt(cells, row))}; it is taken as missing` +
      (odd > 1 ? `, as are ${String(odd - 1)} more of that column.` : '.'),
  );
  return mapTexts(cells, (text, place) => (isOdd[place]! ? null : toNumber(text)));
}

function isJsNumber(text: string): boolean {
  return /^(?:NaN|-?Infinity)$/.test(text);
}

function toNumber(text: string): number | undefined {
  return /^null$/i.test(text) ? NaN : numberOfText(text);
}
