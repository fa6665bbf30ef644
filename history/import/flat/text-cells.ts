import { NOT_APPLICABLE_TEXT, unescapeFormula } from '../../export/csv.ts';
import { cellAt, countKinds, kindAt, NUMBER, TEXT } from '../../runs/cells.ts';
import { mapTexts } from '../../runs/growing-cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { looksLikeMetric } from '../../direction.ts';
import { MISSING, NOT_APPLICABLE } from '../../table/table.ts';
import type { Context } from '../types.ts';
import type { TextTable } from './csv/csv-table.ts';
import { conversionOf, convertTexts } from '../values/column-values.ts';
import type { ColumnConversion } from '../values/column-values.ts';
import { isMissingWord } from '../values/missing-words.ts';
import { knownName } from './known-names.ts';
import type { FlatTable } from './table.ts';

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

/**
 * Parses trimmed text as a cell: its kind, and its number or text.
 */
export function readCell(
  text: string,
  { isText, decimalComma }: { readonly isText: boolean; readonly decimalComma: boolean },
): [kind: number, value: number | string] {
  if (text === NOT_APPLICABLE_TEXT) return [NOT_APPLICABLE, NaN];
  if (isMissingWord(text)) return [MISSING, NaN];
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

/** How a text column is read: names stay text; `texts` and `numbers` have no conversion of all their texts. */
type TextColumnType = 'names' | 'numbers' | 'texts' | ColumnConversion;

function typeOf(name: string, cells: Cells): TextColumnType {
  if (isName(name)) return 'names';
  const { [TEXT]: bad = 0, [NUMBER]: numbers = 0 } = countKinds(cells);
  if (bad === 0) return 'numbers';
  const conversion = conversionOf(name, cells);
  if (conversion) return conversion;
  return looksLikeMetric(name) && bad * 2 <= bad + numbers ? 'numbers' : 'texts';
}

/** Whether a column has names or ids, which stay text, so that `007` is not 7. */
export function isName(name: string): boolean {
  return ['run', 'id', 'from'].includes(knownName(name) ?? '');
}

/**
 * Whether the numbers of a column are needed as text: for names and categories with decimal points, or as they are written
 * for columns with separators between thousands. Null if not.
 */
export function neededSpelling(name: string, cells: Cells): 'normal' | 'original' | null {
  if (countKinds(cells)[NUMBER] === 0) return null;
  const type = typeOf(name, cells);
  if (typeof type === 'object') return type.needsSpelling ? 'original' : null;
  return type === 'texts' || type === 'names' ? 'normal' : null;
}

/**
 * Converts a table of texts to typed cells. A column becomes numbers (including NaN and infinities), booleans or dates if all
 * its texts can be parsed as such (see `conversionOf`), otherwise text, where `nan` is missing. `--` is not applicable. Names
 * and ids of runs stay text.
 *
 * In a column named like a metric, text among numbers is treated as missing, with a note on the first.
 */
export function typeTexts(table: TextTable, { note }: Pick<Context, 'note'>): FlatTable {
  const columns = table.names.map((name, column) => typeColumn(name, table.columns[column]!, note));
  return { ...table, columns };
}

function typeColumn(name: string, cells: Cells, note: Context['note']): Cells {
  const type = typeOf(name, cells);
  if (typeof type === 'object') return convertTexts(name, cells, type, note);
  switch (type) {
    case 'names':
      return mapTexts(cells, unescapeFormula);
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
