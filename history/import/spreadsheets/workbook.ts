import { decodeXmlText, elementsOf, textOfRuns } from './xml.ts';

/** A cell of a worksheet: a number, a text, a truth value; null if it is empty or an error of a formula. */
export type SheetCell = number | string | boolean | null;

/** What the cells of a workbook refer to. */
export interface Workbook {
  /** The worksheets in their order, with their paths in the archive. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly strings: readonly string[];
  /** What the numbers of each cell style are. */
  readonly styles: readonly NumberKind[];
  /** Days from 1970-01-01 to the day 0 of the workbook. */
  readonly epoch: number;
}

type NumberKind = 'number' | 'date' | 'duration';

/**
 * Reads the parts of a workbook that its sheets refer to.
 * @param part returns the text of a part of the archive; '' if it is absent
 */
export function readWorkbook(part: (path: string) => string): Workbook {
  const workbook = part('xl/workbook.xml');
  const targets = new Map(
    elementsOf(part('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attribute }) => {
      const target = attribute('Target');
      return [attribute('Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
  const is1904 = elementsOf(workbook, 'workbookPr').some(({ attribute }) =>
    /^(?:1|true)$/.test(attribute('date1904')),
  );
  return {
    sheets: elementsOf(workbook, 'sheet').flatMap(({ attribute }) => {
      const path = targets.get(attribute('r:id') || attribute('id'));
      return path === undefined ? [] : [{ name: attribute('name'), path }];
    }),
    strings: elementsOf(part('xl/sharedStrings.xml'), 'si').map(({ content }) => textOfRuns(content)),
    styles: stylesOf(part('xl/styles.xml')),
    // Excel counts a February 29, 1900, which did not exist.
    epoch: is1904 ? -24107 : -25569,
  };
}

function stylesOf(xml: string): NumberKind[] {
  const formats = new Map(
    elementsOf(xml, 'numFmt').map(({ attribute }) => [attribute('numFmtId'), attribute('formatCode')]),
  );
  const [cells] = elementsOf(xml, 'cellXfs');
  return elementsOf(cells?.content ?? '', 'xf').map(({ attribute }) => {
    const id = attribute('numFmtId');
    return kindOfFormat(Number(id), formats.get(id) ?? '');
  });
}

/** ECMA-376, part 1, 18.8.30: 14 to 17 and 22 are dates, 18 to 21 and 45 to 47 times of day or durations. */
function kindOfFormat(id: number, code: string): NumberKind {
  if ((id >= 14 && id <= 17) || id === 22) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'duration';
  const plain = code.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/[yd]/i.test(plain)) return 'date';
  return /[hs]/i.test(plain) ? 'duration' : 'number';
}

/** Reads the rows of a worksheet; cells that it leaves out are null. */
export function rowsOfSheet(xml: string, workbook: Workbook, maxCells: number): SheetCell[][] {
  const rows: SheetCell[][] = [];
  let count = 0;
  for (const { content } of elementsOf(xml, 'row')) {
    const row: SheetCell[] = [];
    for (const cell of elementsOf(content, 'c')) {
      const column = columnOf(cell.attribute('r')) ?? row.length;
      count += Math.max(1, column + 1 - row.length);
      if (count > maxCells) throw new RangeError(`a sheet has more than ${String(maxCells)} cells`);
      while (row.length < column) row.push(null);
      row[column] = valueOf(cell, workbook);
    }
    rows.push(row);
  }
  return rows;
}

/** Maximum number of columns of a worksheet. */
const MAX_COLUMNS = 16_384;

/** Returns the index of the column of a reference: 27 for AB3. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0];
  if (letters === undefined) return null;
  const column = [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return column < MAX_COLUMNS ? column : null;
}

function valueOf(
  { content, attribute }: ReturnType<typeof elementsOf>[number],
  { strings, styles, epoch }: Workbook,
): SheetCell {
  const type = attribute('t');
  if (type === 'inlineStr') return textOfRuns(content);
  const [value] = elementsOf(content, 'v');
  if (value === undefined || type === 'e') return null;
  const text = decodeXmlText(value.content);
  if (type === 's') return strings[Number(text)] ?? null;
  if (type === 'b') return text === '1';
  if (type === 'str' || type === 'd') return text;
  const number = Number(text);
  const kind = styles[Number(attribute('s') || 0)] ?? 'number';
  if (kind === 'duration') return number * 86_400;
  return kind === 'date' ? (dateOf(number + epoch) ?? number) : number;
}

/** Returns a date in ISO 8601, with the time if it is not midnight. */
function dateOf(days: number): string | null {
  const date = new Date(Math.round(days * 86_400) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString().slice(0, 19).replace('T', ' ');
  return iso.replace(' 00:00:00', '');
}
