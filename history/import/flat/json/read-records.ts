import { parseJson } from '../../../file/json.ts';
import type { Reading } from '../../files/pieces.ts';
import { ImportError } from '../../types.ts';
import type { Context } from '../../types.ts';
import type { PackedJson } from './json-cells.ts';
import { isObject } from './json-table.ts';
import { decodeText } from '../text-index.ts';
import { JsonReader, NotARecordError, skipBlank } from './json-reader.ts';

/** Flat records of a JSON file. */
export interface PackedRecords {
  readonly table: PackedJson;
  /** Whether the file is JSON Lines rather than a list. */
  readonly isLines: boolean;
  /** The first records, and the first record with each new key, as values for format detection. */
  readonly head: readonly unknown[];
}

/** Records already read of a file that is being written, and the offset to resume at. */
interface KeptRecords {
  readonly reader: JsonReader;
  readonly head: unknown[];
  readonly at: number;
}

/** The first piece is small: the number of records is estimated from it. */
const FIRST_PIECE = 2 ** 18;
const PIECE = 2 ** 22;
/** Maximum length of a record in bytes. */
const MAX_RECORD_LENGTH = 2 ** 26;
/** Number of first records returned as values, and the maximum including those with new keys. */
const HEAD_RECORDS = 20;
const MAX_HEAD_RECORDS = 1000;
const [TAB, LF, CR, SPACE, COMMA, OPEN_LIST, CLOSE_LIST, OPEN] = [9, 10, 13, 32, 44, 91, 93, 123];

/**
 * Reads the records of a JSON list or of JSON Lines in pieces, without creating objects. Returns null for any other content,
 * which `parseJson` then reads or rejects.
 * @param size number of bytes; null if unknown
 * @param onlyFlat whether to return null for records with nested objects too, whose values columns cannot hold
 */
export function* readRecords(
  size: number | null,
  { fileName, note, readState }: Context,
  onlyFlat = false,
): Reading<PackedRecords | null> {
  const begin = beginOf((yield { at: 0, length: FIRST_PIECE }).bytes, fileName);
  if (begin === null) return null;
  const { isLines } = begin;
  const kept = readState?.take<KeptRecords>('records');
  const reader = kept?.reader ?? new JsonReader();
  const head = kept?.head ?? [];
  let { at } = kept ?? begin;
  // The line end of the last record may have been appended since.
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
      if (readState === undefined) note('The last line is cut off and left out.');
      break;
    } else if (place === 0) {
      // The record is longer than the piece.
      wanted *= 2;
      if (wanted > MAX_RECORD_LENGTH) return null;
      continue;
    }
    if (wanted === FIRST_PIECE && size !== null) {
      reader.reserve(Math.ceil(1.05 * (size / at) * reader.length) + 64);
    }
    wanted = PIECE;
  }
  const { length, columns } = reader;
  if (isLines) readState?.keep('records', { reader, head, at } satisfies KeptRecords);
  const isKept = readState !== undefined;
  const table: PackedJson = {
    names: columns.map(({ name }) => name),
    length,
    columns: columns.map((column) => column.finish(length, isKept)),
    nested: columns.filter(({ nestedFrom }) => nestedFrom < length).map(({ name }) => name),
  };
  return { table, isLines, head };
}

/** Maximum length of a list that may be a parameter. */
const MAX_LIST_LENGTH = 16;

/** Whether a record has values that `typeJson` can keep and columns cannot: objects, and lists as short as parameters are. */
function isDeep(record: unknown): boolean {
  return (
    isObject(record) &&
    Object.values(record).some(
      (value) => isObject(value) || (Array.isArray(value) && value.length <= MAX_LIST_LENGTH),
    )
  );
}

/** Returns the offset of the first record; null if the text is neither a list of objects nor JSON Lines. */
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
    const end = nextRecord(bytes, new JsonReader().read(bytes, at), true, false);
    return bytes[end] === OPEN;
  } catch {
    return false;
  }
}

/**
 * Reads the complete records of a piece.
 * @returns the offset after them, and whether they are the end of the list or file
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
      next = nextRecord(bytes, end, isLines, isLast);
      if (length < HEAD_RECORDS || (reader.columns.length > known && head.length < MAX_HEAD_RECORDS)) {
        head.push(parseJson(decodeText(bytes, place, end)));
      }
    } catch (error) {
      if (error instanceof ImportError) throw error;
      // It is not a record, or not complete in this piece.
      reader.truncate(length);
      return { place, isEnd: false };
    }
    place = next;
    isEnd = bytes[next] !== OPEN;
  }
  return { place: skipBlank(bytes, place), isEnd };
}

/**
 * Returns the offset of the next record, or that after the last one's list or line.
 * @throws {NotARecordError} if something else follows, or the piece ends before the file
 */
function nextRecord(bytes: Uint8Array, end: number, isLines: boolean, isLast: boolean): number {
  let at = end;
  if (isLines) {
    while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CR) at++;
    if (bytes[at] === LF) return skipBlank(bytes, at);
    if (at >= bytes.length && isLast) return at;
    throw new NotARecordError();
  }
  at = skipBlank(bytes, at);
  if (bytes[at] === CLOSE_LIST) return at + 1;
  if (bytes[at] !== COMMA) throw new NotARecordError();
  at = skipBlank(bytes, at + 1);
  if (bytes[at] !== OPEN) throw new NotARecordError();
  return at;
}
