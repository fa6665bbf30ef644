import { cellAt, countKinds, FALSE, kindAt, listOfCells, NUMBER, TEXT, TRUE } from '../../../runs/cells.ts';
import { mapTexts, packCells } from '../../../runs/growing-cells.ts';
import type { Cell, Cells } from '../../../runs/cells.ts';
import { looksLikeMetric } from '../../../direction.ts';
import { NOT_APPLICABLE } from '../../../table/table.ts';
import { describeValue } from '../../../file/issue.ts';
import type { Context } from '../../types.ts';
import { conversionOf, convertTexts } from '../../values/column-values.ts';
import { isMissingWord } from '../../values/missing-words.ts';
import { parameterValue } from '../../shared/flat-parameters.ts';
import type { JsonTable } from './json-table.ts';
import { knownName } from '../known-names.ts';
import type { FlatTable } from '../table.ts';
import { numberOfText } from '../text-cells.ts';

/** Texts for NaN and infinities from writers of strict JSON; Ray writes "null" for NaN. */
const SPECIAL = /^(?:[+-]?(?:nan|inf|infinity)|null)$/i;

/** A table of JSON scalars as packed columns; nested values are not applicable. */
export interface PackedJson {
  readonly names: readonly string[];
  readonly length: number;
  readonly columns: readonly Cells[];
  /** Columns with lists or objects. */
  readonly nested: readonly string[];
}

/**
 * Converts a table of JSON values to typed cells. Short lists, such as the sizes of layers, become JSON text; other lists
 * and objects are left out, with a note. Text becomes a number if one is
 * expected: "NaN", "inf", … in a column of numbers, and any number in a column named like a metric or declared `numeric`.
 * Columns of other texts are converted as in CSV, see `conversionOf`. Other text among a metric's numbers becomes missing, with
 * a note.
 */
export function typeJson(
  { names, rows }: JsonTable,
  context: Pick<Context, 'note'>,
  numeric: ReadonlySet<string> = new Set(),
): FlatTable {
  const isLog = rows.length > 1 && names.some(isCounter);
  const nested: string[] = [];
  const columns = names.map((name, column) => {
    const cells = rows.map((row) => row[column]);
    if (!cells.some(isNested)) return packCells(cells as Cell[]);
    const texts = looksLikeMetric(name) ? null : textsOfLists(cells, isLog);
    if (texts) return packCells(texts);
    nested.push(name);
    return packCells(cells.map((cell) => (isNested(cell) ? undefined : (cell as Cell))));
  });
  return typePackedJson({ names, length: rows.length, columns, nested }, context, numeric);
}

/** Like `typeJson`, for packed cells. */
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

/** Whether the name of a column says that its numbers count the rows of a log. */
function isCounter(name: string): boolean {
  return ['epoch', 'step', 'counter'].includes(knownName(name) ?? '');
}

/** Maximum length of a list that is kept as text: longer lists are data rather than settings. */
const MAX_LIST_TEXT = 100;

/**
 * Returns cells with their lists as JSON text, as `parameterValue` writes them. Null if some cell has an object or a long
 * list, or if the lists vary over the rows of a log, where they are measurements.
 */
function textsOfLists(cells: readonly unknown[], isLog: boolean): Cell[] | null {
  const texts = cells.map((cell) => (isNested(cell) ? textOfList(cell) : cell));
  if (texts.some((text, row) => text === null && cells[row] !== null)) return null;
  return isLog && 2 * new Set(texts).size > texts.length ? null : (texts as Cell[]);
}

function textOfList(cell: unknown): string | null {
  const isList = (value: unknown): boolean =>
    Array.isArray(value) && value.every((each) => !isNested(each) || isList(each));
  const text = isList(cell) ? String(parameterValue(cell)) : null;
  return text === null || text.length > MAX_LIST_TEXT ? null : text;
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
  const isInvalid = cells.texts.map((text) => !SPECIAL.test(text) && numberOfText(text) === undefined);
  const isInvalidAt = (row: number) => kindAt(cells, row) === TEXT && isInvalid[cells.values![row]!]!;
  let invalid = 0;
  for (let row = 0; row < cells.length; row++) if (isInvalidAt(row)) invalid++;
  // Without numbers in the column, only the spelling of JavaScript is clearly a number.
  const isSpecial =
    cells.texts.every((text) => SPECIAL.test(text)) && (numbers > 0 || cells.texts.some(isJsNumber));
  if (invalid === 0 && (isMetric || declared.has(name) || isSpecial)) return mapTexts(cells, toNumber);
  const conversion = conversionOf(name, cells);
  if (conversion) return convertTexts(name, cells, conversion, note);
  const isReadable = (text: string) =>
    isMissingWord(text) || (numberOfText(text) !== undefined && !/^[-+]?0\d/.test(text));
  if (numbers > 0 && cells.texts.every(isReadable))
    return mapTexts(cells, (text) => numberOfText(text) ?? null);
  if (!isMetric || invalid * 2 > numbers + texts) return withoutMissingWords(cells);

  let row = 0;
  while (!isInvalidAt(row)) row++;
  note(
    `[${String(row)}].${name}: expected a number, got ${describeValue(cellAt(cells, row))}; it is treated as missing` +
      (invalid > 1 ? `, as are ${String(invalid - 1)} more in this column.` : '.'),
  );
  return mapTexts(cells, (text, place) => (isInvalid[place]! ? null : toNumber(text)));
}

/** Python's None and the like as text are missing, as in CSV; empty text is text. */
function withoutMissingWords(cells: Cells): Cells {
  const isMissing = (text: string) => text !== '' && isMissingWord(text);
  return cells.texts.some(isMissing) ? mapTexts(cells, (text) => (isMissing(text) ? null : text)) : cells;
}

function isJsNumber(text: string): boolean {
  return /^(?:NaN|-?Infinity)$/.test(text);
}

function toNumber(text: string): number | undefined {
  return /^null$/i.test(text) ? NaN : numberOfText(text);
}
