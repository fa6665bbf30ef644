import { NOT_APPLICABLE_TEXT, unescapeFormula } from '../../export/csv.ts';
import { cellAt, countKinds, kindAt, NUMBER, TEXT } from '../../runs/cells.ts';
import { mapTexts } from '../../runs/growing-cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { looksLikeMetric } from '../../direction.ts';
import { MISSING, NOT_APPLICABLE } from '../../table/table.ts';
import type { Context } from '../types.ts';
import type { TextTable } from './csv/csv-table.ts';
import { knownName } from './known-names.ts';
import type { FlatTable } from './table.ts';

/** Texts for a missing value in files of Python and R. */
const MISSING_TEXTS = new Set([
  '',
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '<NA>',
  'None',
  'null',
  'NULL',
  'NaT',
  '#na#',
]);

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const NAN = /^[+-]?nan$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/**
 * Parses a number, including NaN and infinities as Python and JavaScript write them. Returns undefined for other text, and for
 * an integer that a double cannot represent exactly.
 */
export function numberOfText(text: string): number | undefined {
  if (DECIMAL.test(text)) {
    const number = Number(text);
    return /^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number) ? undefined : number;
  }
  if (NAN.test(text)) return NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return undefined;
}

const CLOCK = /^(?:(\d+) days? )?(?:(\d+):)?(\d\d?):(\d\d(?:\.\d+)?)$/;

/** Parses a duration in seconds: `1:05` as fastai writes it, `0 days 00:00:47.077985` as pandas does. */
function secondsOfText(text: string): number | undefined {
  const match = CLOCK.exec(text);
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/**
 * Parses trimmed text as a cell: its kind, and its number or text.
 */
export function readCell(
  text: string,
  { isText, decimalComma }: { readonly isText: boolean; readonly decimalComma: boolean },
): [kind: number, value: number | string] {
  if (text === NOT_APPLICABLE_TEXT) return [NOT_APPLICABLE, NaN];
  if (MISSING_TEXTS.has(text)) return [MISSING, NaN];
  const plain = decimalComma ? withPoint(text) : text;
  const number = isText ? undefined : numberOfText(plain);
  return number === undefined ? [TEXT, plain] : [NUMBER, number];
}

/** A number with a decimal comma. */
export const COMMA_NUMBER = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;

/** A number with a decimal point. */
export const POINT_NUMBER = /^[+-]?\d*\.\d+(?:e[+-]?\d+)?$/i;

function withPoint(text: string): string {
  return COMMA_NUMBER.test(text) ? text.replace(',', '.') : text;
}

/** The type of a text column. */
type TextColumnType = 'names' | 'flags' | 'durations' | 'numbers' | 'texts';

function typeOf(name: string, cells: Cells): TextColumnType {
  if (isName(name)) return 'names';
  const { [TEXT]: bad = 0, [NUMBER]: numbers = 0 } = countKinds(cells);
  if (bad === 0) return 'numbers';
  if (numbers === 0 && cells.texts.every((text) => /^(?:true|false)$/i.test(text))) return 'flags';
  if (numbers === 0 && cells.texts.every((text) => secondsOfText(text) !== undefined)) return 'durations';
  return looksLikeMetric(name) && bad * 2 <= bad + numbers ? 'numbers' : 'texts';
}

/** Whether a column has names or ids, which stay text, so that `007` is not 7. */
export function isName(name: string): boolean {
  return ['run', 'id', 'from'].includes(knownName(name) ?? '');
}

/** Whether the numbers of a column are needed in their original spelling. */
export function needsTexts(name: string, cells: Cells): boolean {
  const type = typeOf(name, cells);
  return (type === 'texts' || type === 'names') && countKinds(cells)[NUMBER]! > 0;
}

/**
 * Converts a table of texts to typed cells. A column becomes numbers (including NaN and infinities), seconds, or booleans if
 * all its texts can be parsed as such, otherwise text, where `nan` is missing. `--` is not applicable. Names and ids of runs
 * stay text.
 *
 * In a column named like a metric, text among numbers is treated as missing, with a note on the first.
 */
export function typeTexts(table: TextTable, { note }: Pick<Context, 'note'>): FlatTable {
  const columns = table.names.map((name, column) => typeColumn(name, table.columns[column]!, note));
  return { ...table, columns };
}

function typeColumn(name: string, cells: Cells, note: Context['note']): Cells {
  switch (typeOf(name, cells)) {
    case 'names':
      return mapTexts(cells, unescapeFormula);
    case 'flags':
      return mapTexts(cells, (text) => text.toLowerCase() === 'true');
    case 'durations':
      return mapTexts(cells, secondsOfText);
    case 'texts':
      return mapTexts(cells, (text) => (NAN.test(text) ? null : unescapeFormula(text)));
    case 'numbers':
      return numbersAmongTexts(name, cells, note);
  }
}

function numbersAmongTexts(name: string, cells: Cells, note: Context['note']): Cells {
  const invalid = countKinds(cells)[TEXT]!;
  if (invalid === 0) return cells;
  let row = 0;
  while (kindAt(cells, row) !== TEXT) row++;
  note(
    `Row ${String(row + 1)}, column "${name}": expected a number, got ${JSON.stringify(cellAt(cells, row))}; it is treated as missing` +
      (invalid > 1 ? `, as are ${String(invalid - 1)} more in this column.` : '.'),
  );
  return mapTexts(cells, () => null);
}
