import Papa from 'papaparse';
import { textOfBytes } from '../../files/bytes.ts';
import type { Reading } from '../../files/pieces.ts';
import type { Context } from '../../types.ts';
import { OddCsv } from './odd-csv.ts';
import { CsvReader } from './csv-reader.ts';
import type { CsvLayout } from './csv-reader.ts';
import type { CsvHead } from './csv-head.ts';

/** The rows below the header. */
export interface CsvRows {
  readonly reader: CsvReader;
  /** Whether the last line is ended. */
  readonly isEnded: boolean;
}

/** Reads the rows below the header: piece by piece, or at once where the text is there already. */
export type ReadRows = (layout: CsvLayout) => Reading<CsvRows> | CsvRows;

/** Rows that were read of a file that grows, and behind which of its bytes it goes on. */
interface KeptRows {
  readonly reader: CsvReader;
  readonly at: number;
}

const [LF, CR] = [10, 13];
/** The first is small: the number of rows is estimated from it. */
const FIRST_PIECE = 2 ** 18;
const PIECE = 2 ** 22;

/**
 * The rows as RFC 4180 has them, straight from the bytes.
 * @param size how many bytes there are; null where nobody knows yet
 */
export function rowsOfBytes(size: number | null, { growth }: Context): ReadRows {
  return function* (layout) {
    const name = `rows ${JSON.stringify(layout)}`;
    const kept = growth?.take<KeptRows>(name);
    const reader = kept?.reader ?? new CsvReader(layout);
    let at = kept?.at ?? 0;
    let wanted = FIRST_PIECE;
    for (;;) {
      const { bytes, isLast } = yield { at, length: wanted };
      const end = bytes.lastIndexOf(LF) + 1;
      if (end === 0 && !isLast) {
        // A row that is longer than a piece wants a larger one.
        wanted *= 2;
        continue;
      }
      const start = at === 0 ? behindHeader(reader, bytes, end) : 0;
      const used = reader.read(bytes, start, end);
      if (isLast && growth !== undefined) {
        growth.keep(name, { reader, at: at + used } satisfies KeptRows);
        growth.isWaiting ||= used < bytes.length;
        return { reader, isEnded: true };
      }
      if (isLast) return { reader, isEnded: finish(reader, bytes, used) };
      if (at === 0 && size !== null) {
        reader.reserve(Math.ceil(1.05 * (size / used) * reader.length) + 64);
      }
      at += used;
      wanted = used === 0 ? 2 * wanted : PIECE;
    }
  };
}

/** The line that is not ended, if there is one. */
function finish(reader: CsvReader, bytes: Uint8Array, used: number): boolean {
  const last = bytes.at(-1);
  if (used < bytes.length) {
    const rest = new Uint8Array(bytes.length - used + 1);
    rest.set(bytes.subarray(used));
    rest[rest.length - 1] = LF;
    if (reader.read(rest, 0, rest.length) < rest.length) throw new OddCsv('a quote is never closed');
  }
  return last === LF || last === CR;
}

function behindHeader(reader: CsvReader, bytes: Uint8Array, end: number): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  const behind = end > 0 ? reader.behindHeader(bytes, at, end) : 0;
  if (behind === 0) throw new OddCsv('the header is written in an odd way');
  return behind;
}

/** The rows as papaparse finds them in a text, which knows how quotes in odd places are meant. */
export function rowsOfText(text: string, { delimiter }: CsvHead): ReadRows {
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy' });
  const isEnded = /[\r\n]$/.test(text);
  return (layout) => {
    const reader = new CsvReader(layout);
    for (const line of data.slice(1)) reader.addRow(line.map((cell) => cell.trim()));
    return { reader, isEnded };
  };
}

/** The whole text; of a file that grows, up to where its last line ends. */
export function* textOfRows(context: Context): Reading<string> {
  const { growth } = context;
  const text = textOfBytes((yield { at: 0, length: Infinity }).bytes, context);
  if (growth === undefined) return text;
  const ended = text.slice(0, 1 + Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')));
  growth.isWaiting ||= ended.length < text.length;
  return ended;
}
