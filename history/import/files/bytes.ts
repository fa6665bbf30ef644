import { ForeignFileError, ImportError, NotUtf8Error } from '../types.ts';
import type { Context } from '../types.ts';
import { Unpacker } from './archives/unpacker.ts';

/** Maximum size of files that must be read whole, packed or not: their text and values would fill the memory of a page. */
export const MAX_FILE_BYTES = 256 * 2 ** 20;

/** Maximum size of tables that are read in pieces: their columns alone would fill the memory of a page. */
const MAX_TABLE_BYTES = 2 ** 31;

/** Maximum number of cells of a table: a small gzip file may unpack to far more numbers than its text has bytes. */
const MAX_CELLS = 2 ** 28;

/**
 * Returns the number of rows to allocate for a table of `columns` columns: `wanted`, within the limit.
 * @throws {ImportError} if the table already has as many rows as the limit allows.
 */
export function rowCapacity(rows: number, wanted: number, columns: number): number {
  const max = Math.floor(MAX_CELLS / Math.max(1, columns));
  if (rows >= max) {
    throw new ImportError(
      `The table has more than ${MAX_CELLS.toLocaleString('en')} cells, which would fill the memory.`,
    );
  }
  return Math.min(max, wanted);
}

/** Reading a pickle runs the code in it. */
const PICKLE =
  'a Python pickle, which can run code when it is read: write JSON instead, json.dump(history, open("history.json", "w"))';

/** Signatures of binary files, and advice for each. */
const BINARY: readonly (readonly [start: string, what: string])[] = [
  ['\xd0\xcf\x11\xe0', 'a workbook or document of an old Office: save its sheet as CSV'],
  ['\x89HDF', 'an HDF5 file'],
  ['\x93NUMPY', 'a NumPy file'],
  ['\x89PNG', 'an image'],
  ['%PDF', 'a PDF document'],
  ['\x80\x02', PICKLE],
  ['\x80\x03', PICKLE],
  ['\x80\x04', PICKLE],
  ['\x80\x05', PICKLE],
];

/** The note on a compressed file. */
export const UNPACKED = 'The file is unpacked from gzip.';

export function isGzip(bytes: Uint8Array): boolean {
  return startsWith(bytes, '\x1f\x8b');
}

/**
 * Returns the bytes of a file, unpacked if it is gzip.
 * @throws {ImportError} if the file is empty, too large or broken gzip.
 */
export function unpacked(bytes: Uint8Array, { fileName, note }: Context): Uint8Array {
  if (bytes.length === 0) throw new ForeignFileError(`"${fileName}" is empty.`);
  if (bytes.length > MAX_FILE_BYTES) throw new ImportError(tooLarge(fileName));
  if (!isGzip(bytes)) return bytes;
  const plain = unpack(bytes, fileName);
  note(UNPACKED);
  return plain;
}

/** @throws {ImportError} if the bytes have the signature of a known binary format */
export function refuseBinary(bytes: Uint8Array, { fileName }: Context): void {
  if (startsWith(bytes, 'PK\x03\x04')) throw new ForeignFileError(`"${fileName}" is ${describeZip(bytes)}.`);
  for (const [start, what] of BINARY) {
    if (startsWith(bytes, start)) throw new ForeignFileError(`"${fileName}" is ${what}.`);
  }
}

/** Names of members by which zip files of other formats are known, and advice for each. */
const ZIP_FORMATS: readonly (readonly [member: RegExp, what: string])[] = [
  [
    /xl\/(?:workbook|worksheets)|opendocument\.spreadsheet|Index\/Document\.iwa/,
    'a workbook: save its sheet as CSV',
  ],
  [/word\/document\.xml|ppt\/|opendocument\.(?:text|presentation)/, 'an Office document, not a history'],
  [/\.npy/, 'a NumPy archive of arrays: save the history as JSON or CSV'],
  [/data\.pkl/, 'a PyTorch checkpoint, which holds weights: save the history as JSON'],
  [/model\.weights\.h5/, 'a Keras model, which holds weights: save the history as JSON'],
];

function describeZip(bytes: Uint8Array): string {
  // Names of members are not packed; they stand before each member and at the end of the file.
  const text = new TextDecoder('latin1').decode(bytes);
  const known = ZIP_FORMATS.find(([member]) => member.test(text));
  return known?.[1] ?? 'a zip archive: unpack it and import the files in it';
}

/**
 * Decodes UTF-8 text without its byte order mark.
 * @throws {ImportError} if the text is blank or not UTF-8.
 */
export function textOfBytes(bytes: Uint8Array, { fileName }: Pick<Context, 'fileName'>): string {
  const text = textOrNone(bytes, { fileName });
  if (text.trim() === '') throw new ForeignFileError(`"${fileName}" is empty.`);
  return text;
}

/** Decodes UTF-8 text like `textOfBytes`, but accepts blank text. */
export function textOrNone(bytes: Uint8Array, { fileName }: Pick<Context, 'fileName'>): string {
  const text = decode(bytes, fileName);
  if (text.includes('\0')) throw new ForeignFileError(`"${fileName}" is not text: it contains zero bytes.`);
  return text;
}

/** Whether bytes start with a signature, given as one character per byte. */
export function startsWith(bytes: Uint8Array, start: string): boolean {
  return bytes.length >= start.length && [...start].every((char, i) => bytes[i] === char.charCodeAt(0));
}

/** @throws {ImportError} if the file is too large to be read whole */
export function refuseWhole(size: number, { fileName }: Pick<Context, 'fileName'>): void {
  if (size > MAX_FILE_BYTES) throw new ImportError(tooLarge(fileName));
}

/** @throws {ImportError} if the file is too large to be read as columns */
export function refuseTable(size: number, { fileName }: Pick<Context, 'fileName'>): void {
  if (size <= MAX_TABLE_BYTES) return;
  throw new ImportError(
    `"${fileName}" is larger than ${String(MAX_TABLE_BYTES / 2 ** 30)} GiB: its columns would fill the memory.`,
  );
}

function tooLarge(fileName: string): string {
  return `"${fileName}" is larger than ${String(MAX_FILE_BYTES / 2 ** 20)} MiB, the maximum size.`;
}

function unpack(bytes: Uint8Array, fileName: string): Uint8Array {
  const unpacker = new Unpacker('gzip', { fileName });
  unpacker.push(bytes, 0, true, () => unpacker.length > MAX_FILE_BYTES);
  refuseWhole(unpacker.length, { fileName });
  return unpacker.take();
}

function decode(bytes: Uint8Array, fileName: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const readable = new TextDecoder().decode(bytes);
    const line = readable.slice(0, readable.indexOf('\uFFFD')).split('\n').length;
    throw new NotUtf8Error(`"${fileName}" is not text in UTF-8: line ${String(line)} has invalid bytes.`, {
      cause: error,
    });
  }
}
