import { parseJson } from '../../../file/json.ts';
import type { Reading } from '../../files/pieces.ts';
import { ImportError } from '../../types.ts';
import type { Context } from '../../types.ts';
import type { PackedJson } from './json-cells.ts';
import { isObject } from './json-table.ts';
import { decodeText } from '../text-index.ts';
import { JsonReader, NoRecord, skipBlank } from './json-reader.ts';

/** Flat records of a JSON file. */
export interface PackedRecords {
  readonly table: PackedJson;
  /** Whether they stand on lines of their own, rather than in a list. */
  readonly isLines: boolean;
  /** The first records and the first of every new key as values, to tell the format by. */
  readonly head: readonly unknown[];
}

/** Records on lines that were read of a file that grows, and behind which of its bytes it goes on. */
interface KeptRecords {
  readonly reader: JsonReader;
  readonly head: unknown[];
  readonly at: number;
}

/** The first is small: the number of records is estimated from it. */
const FIRST_PIECE = 2 ** 18;
const PIECE = 2 ** 22;
/** No record is longer. */
const LONGEST = 2 ** 26;
/** Of so many records all are given as values. */
const HEAD = 20;
const MOST_HEAD = 1000;
const [TAB, LF, CR, SPACE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN] = [9, 10, 13, 32, 44, 91, 93, 123];

/**
 * The records of a JSON list or of JSON lines, read from pieces without making an object of any. Null for every other
 * JSON, and for what is none: the ordinary way knows what it is, or what is wrong with it.
 * @param size how many bytes there are; null where nobody knows yet
 * @param onlyFlat whether it is null for records with objects in them too, of which columns keep no more than that they were
 */
export function* readRecords(
  size: number | null,
  { fileName, note, growth }: Context,
  onlyFlat = false,
): Reading<PackedRecords | null> {
  const begin = beginOf((yield { at: 0, length: FIRST_PIECE }).bytes, fileName);
  if (begin === null) return null;
  const { isLines } = begin;
  const kept = growth?.take<KeptRecords>('records');
  const reader = kept?.reader ?? new JsonReader();
  const head = kept?.head ?? [];
  let { at } = kept ?? begin;
  // The line end of the last record may have come since.
  if (kept) at += skipBlank((yield { at, length: FIRST_PIECE }).bytes, 0);
  let wanted = FIRST_PIECE;
  let isClosed = false;
  for (;;) {
    const { bytes, isLast } = yield { at, length: wanted };
    if (isClosed && skipBlank(bytes, 0) < bytes.length) return null;
    const { place, isEnd } = readPiece(reader, bytes, isLines, isLast, head);
    if (wanted === FIRST_PIECE && onlyFlat && head.some(isDeep)) return null;
    at += place;
    if (isEnd) {
      if (place < bytes.length) return null;
      isClosed = !isLines;
      if (isLast) break;
    } else if (isLast) {
      if (!isLines || reader.length === 0 || bytes.indexOf(LF, place) >= 0) return null;
      if (growth === undefined) note('The last line is cut off and left out.');
      break;
    } else if (place === 0) {
      // A record that is longer than a piece wants a larger one.
      wanted *= 2;
      if (wanted > LONGEST) return null;
      continue;
    }
    if (wanted === FIRST_PIECE && size !== null) {
      reader.reserve(Math.ceil(1.05 * (size / at) * reader.length) + 64);
    }
    wanted = PIECE;
  }
  const { length, columns } = reader;
  if (isLines) growth?.keep('records', { reader, head, at } satisfies KeptRecords);
  const isKept = growth !== undefined;
  const table: PackedJson = {
    names: columns.map(({ name }) => name),
    length,
    columns: columns.map((column) => column.finish(length, isKept)),
    nested: columns.filter(({ nestedFrom }) => nestedFrom < length).map(({ name }) => name),
  };
  return { table, isLines, head };
}

function isDeep(record: unknown): boolean {
  return isObject(record) && Object.values(record).some(isObject);
}

/** Where the first record begins; null where the text is neither a list of objects nor lines of them. */
function beginOf(bytes: Uint8Array, fileName: string): { at: number; isLines: boolean } | null {
  const at = skipBlank(bytes, bytes[0] === 0xef ? 3 : 0);
  if (bytes[at] === OPEN) {
    const isLines = /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(fileName) || beginsLines(bytes, at);
    return isLines ? { at, isLines } : null;
  }
  if (bytes[at] !== OPEN_LIST) return null;
  const first = skipBlank(bytes, at + 1);
  return bytes[first] === OPEN ? { at: first, isLines: false } : null;
}

/** Whether the first line is a record by itself, and another follows. */
function beginsLines(bytes: Uint8Array, at: number): boolean {
  try {
    const end = behindRecord(bytes, new JsonReader().read(bytes, at), true, false);
    return bytes[end] === OPEN;
  } catch {
    return false;
  }
}

/**
 * Reads the records of a piece that are whole in it.
 * @returns where the first one begins that is not, or where what was read ends; and whether no other may follow
 */
function readPiece(
  reader: JsonReader,
  bytes: Uint8Array,
  isLines: boolean,
  isLast: boolean,
  head: unknown[],
): { place: number; isEnd: boolean } {
  let place = 0;
  let isEnd = bytes[place] !== OPEN && skipBlank(bytes, place) === bytes.length;
  while (!isEnd) {
    const { length } = reader;
    const known = reader.columns.length;
    let next: number;
    try {
      const end = reader.read(bytes, place);
      next = behindRecord(bytes, end, isLines, isLast);
      if (length < HEAD || (reader.columns.length > known && head.length < MOST_HEAD)) {
        head.push(parseJson(decodeText(bytes, place, end)));
      }
    } catch (error) {
      if (error instanceof ImportError) throw error;
      // It is no record, or not all of it is in this piece.
      reader.takeBack(length);
      return { place, isEnd: false };
    }
    place = next;
    isEnd = bytes[next] !== OPEN;
  }
  return { place: skipBlank(bytes, place), isEnd };
}

/**
 * Where the next record begins behind one that ends here, or where the last one's list or line ends.
 * @throws {NoRecord} where something else follows, or nothing although the file goes on
 */
function behindRecord(bytes: Uint8Array, end: number, isLines: boolean, isLast: boolean): number {
  let at = end;
  if (isLines) {
    while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CR) at++;
    if (bytes[at] === LF) return skipBlank(bytes, at);
    if (at >= bytes.length && isLast) return at;
    throw new NoRecord();
  }
  at = skipBlank(bytes, at);
  if (bytes[at] === CLOSE_LIST) return at + 1;
  if (bytes[at] !== COMMA) throw new NoRecord();
  at = skipBlank(bytes, at + 1);
  if (bytes[at] !== OPEN) throw new NoRecord();
  return at;
}
