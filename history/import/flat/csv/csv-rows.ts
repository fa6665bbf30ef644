import Papa from 'papaparse';
import { textOfBytes } from '../../files/bytes.ts';
import type { Reading } from '../../files/pieces.ts';
import type { Context } from '../../types.ts';
import { NonStandardCsvError } from './non-standard-csv-error.ts';
import { CsvReader } from './csv-reader.ts';
import type { CsvLayout } from './csv-reader.ts';
import type { CsvHead } from './csv-head.ts';

/** The rows below the header. */
export interface CsvRows {
  readonly reader: CsvReader;
  /** Whether the last line has a line end. */
  readonly isEnded: boolean;
}

/** Reads the rows below the header: in pieces, or at once from text. */
export type ReadRows = (layout: CsvLayout) => Reading<CsvRows> | CsvRows;

/** Rows already read of a file that is being written, and the offset to resume at. */
interface KeptRows {
  readonly reader: CsvReader;
  readonly at: number;
}

const [LF, CR] = [10, 13];
/** The first piece is small: the number of rows is estimated from it. */
const FIRST_PIECE = 2 ** 18;
const PIECE = 2 ** 22;

/**
 * Reads rows that conform to RFC 4180 directly from bytes.
 * @param size number of bytes; null if unknown
 */
export function rowsOfBytes(size: number | null, { readState }: Context): ReadRows {
  return function* (layout) {
    const name = `rows ${JSON.stringify(layout)}`;
    const kept = readState?.take<KeptRows>(name);
    const reader = kept?.reader ?? new CsvReader(layout);
    let at = kept?.at ?? 0;
    let wanted = FIRST_PIECE;
    for (;;) {
      const { bytes, isLast } = yield { at, length: wanted };
      const end = bytes.lastIndexOf(LF) + 1;
      if (end === 0 && !isLast) {
        // The row is longer than the piece.
        wanted *= 2;
        continue;
      }
      const start = at === 0 ? endOfHeader(reader, bytes, end) : 0;
      const used = reader.read(bytes, start, end);
      if (isLast && readState !== undefined) {
        readState.keep(name, { reader, at: at + used } satisfies KeptRows);
        readState.hasIncompleteLine ||= used < bytes.length;
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

/** Reads a last line without line end. */
function finish(reader: CsvReader, bytes: Uint8Array, used: number): boolean {
  const last = bytes.at(-1);
  if (used < bytes.length) {
    const rest = new Uint8Array(bytes.length - used + 1);
    rest.set(bytes.subarray(used));
    rest[rest.length - 1] = LF;
    if (reader.read(rest, 0, rest.length) < rest.length)
      throw new NonStandardCsvError('a quote is never closed');
  }
  return last === LF || last === CR;
}

function endOfHeader(reader: CsvReader, bytes: Uint8Array, end: number): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  const headerEnd = end > 0 ? reader.endOfHeader(bytes, at, end) : 0;
  if (headerEnd === 0) throw new NonStandardCsvError('the header does not conform to RFC 4180');
  return headerEnd;
}

/** Reads rows with papaparse, which handles misplaced quotes. */
export function rowsOfText(text: string, { delimiter, headerLines }: CsvHead): ReadRows {
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: 'greedy' });
  const isEnded = /[\r\n]$/.test(text);
  return (layout) => {
    const reader = new CsvReader(layout);
    for (const line of data.slice(headerLines)) reader.addRow(line.map((cell) => cell.trim()));
    return { reader, isEnded };
  };
}

/** Reads the whole text, or only complete lines if the file is being written. */
export function* textOfRows(context: Context): Reading<string> {
  const { readState } = context;
  const text = textOfBytes((yield { at: 0, length: Infinity }).bytes, context);
  if (readState === undefined) return text;
  const ended = text.slice(0, 1 + Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')));
  readState.hasIncompleteLine ||= ended.length < text.length;
  return ended;
}
