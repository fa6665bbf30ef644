import { HistoryError } from '../../error.ts';
import { describeValue } from '../../file/issue.ts';
import { JsonError } from '../../file/json.ts';
import type { Run } from '../../types.ts';
import { isGzip, refuseBinary, refuseTable, refuseWhole, unpacked, UNPACKED } from '../files/bytes.ts';
import {
  completeLines,
  decodeAs,
  legacyEncodingOf,
  utf16Of,
  withoutCutCharacter,
} from '../files/encodings.ts';
import type { Encoding } from '../files/encodings.ts';
import { folderOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { plainSource, readAtOnce, readInPieces } from '../files/pieces.ts';
import type { ReadOptions, Reading, Slice, Source } from '../files/pieces.ts';
import { unpackingSource } from '../files/archives/unpacking-source.ts';
import type { PackedRecords } from '../flat/json/read-records.ts';
import { YamlError } from '../files/yaml.ts';
import { FORMATS } from '../formats.ts';
import { readText } from '../open.ts';
import { records } from '../records.ts';
import { ForeignFileError, ImportError, NotUtf8Error } from '../types.ts';
import type { Content, Context, Format } from '../types.ts';

/** The detected format of a file, and its runs. */
export interface DetectedRuns {
  readonly format: string;
  readonly runs: readonly Run[] | Promise<readonly Run[]>;
}

/**
 * Reads a file of any format.
 * @throws {ImportError} if the format is unknown.
 * @throws {HistoryError} with the path and the invalid value.
 * @throws {JsonError} with line and column.
 */
export function readBytes(packed: Uint8Array, context: Context): DetectedRuns {
  const bytes = unpacked(packed, context);
  return readAtOnce(readPieces(bytes.length, context), bytes);
}

/** Minimum size of files that are fetched in pieces. */
const MIN_PIECEWISE_BYTES = 2 ** 23;

/**
 * Reads a file like `readBytes`, a large one in pieces, so that its text is never in memory as a whole. If the file has a
 * read state and its format supports it, only appended data are read.
 * @throws the errors of `readBytes`, and the reason of the signal if it is aborted
 */
export async function readEntry(
  file: FileEntry,
  context: Context,
  readOptions: ReadOptions,
): Promise<DetectedRuns> {
  const { size, unpack } = file;
  if (unpack) {
    const source = unpack();
    // Gzip within a zip archive is unpacked whole.
    const isPacked = isGzip((await source.fetch(0, 2)).bytes);
    return isPacked ? readBytes(await file.read(), context) : readUnpacked(source, context, readOptions);
  }
  const whole = file.slice === undefined ? await file.read() : null;
  const slice: Slice = file.slice ?? ((start, end) => Promise.resolve(whole!.subarray(start, end)));
  if (isGzip(await slice(0, 2))) {
    const packed = { size: whole?.length ?? size, slice, packing: 'gzip' } as const;
    context.note(UNPACKED);
    return readUnpacked(unpackingSource(packed, context), context, readOptions);
  }
  const { readState } = file;
  const isSmall = size < MIN_PIECEWISE_BYTES && readState === undefined;
  if (file.slice === undefined || isSmall) return readBytes(whole ?? (await file.read()), context);
  refuseTable(size, context);
  const source = plainSource(size, slice, () => refuseWhole(size, context));
  return readInPieces(readPieces(size, { ...context, ...(readState && { readState }) }), source, readOptions);
}

/** The unpacked size is unknown in advance, since archives may declare a wrong one. */
async function readUnpacked(
  source: Source,
  context: Context,
  readOptions: ReadOptions,
): Promise<DetectedRuns> {
  const head = await source.fetch(0, MIN_PIECEWISE_BYTES);
  return head.isLast
    ? readAtOnce(readPieces(head.bytes.length, context), head.bytes)
    : readInPieces(readPieces(null, context), source, readOptions);
}

/** Number of bytes used to detect binary formats. */
const HEAD_LENGTH = 2 ** 20;

/**
 * Detects the format and reads the runs; gzip must be unpacked already.
 * @param size number of bytes; null if unknown
 */
function* readPieces(size: number | null, context: Context): Reading<DetectedRuns> {
  const head = yield { at: 0, length: HEAD_LENGTH };
  const binary = formatOf({ kind: 'bytes', bytes: head.bytes }, context);
  if (binary) {
    const { bytes } = head.isLast ? head : yield { at: 0, length: Infinity };
    return { format: binary.name, runs: binary.read({ kind: 'bytes', bytes }, context) };
  }
  refuseBinary(head.bytes, context);
  const utf16 = utf16Of(head.bytes);
  if (utf16) return yield* readEncoded(utf16, context);
  const notes: string[] = [];
  try {
    const detected = yield* readAsText(size, { ...context, note: (sentence) => notes.push(sentence) });
    for (const sentence of notes) context.note(sentence);
    return detected;
  } catch (error) {
    if (!(error instanceof NotUtf8Error)) throw error;
    const { bytes } = yield { at: 0, length: Infinity };
    const isGrowing = context.readState !== undefined;
    // Positions in other text than that of the file are of no use the next time: then it is read whole.
    const afresh = { ...context, readState: undefined };
    const complete = isGrowing ? completeLines(bytes) : withoutCutCharacter(bytes);
    if (complete) return readAtOnce(readAsText(complete.length, afresh), complete);
    const encoding = legacyEncodingOf(head.bytes);
    if (encoding === null) throw error;
    return yield* readEncoded(encoding, afresh);
  }
}

/** Reads text in another encoding than UTF-8, which is converted as a whole. */
function* readEncoded(encoding: Encoding, context: Context): Reading<DetectedRuns> {
  const { bytes } = yield { at: 0, length: Infinity };
  const text = decodeAs(encoding, bytes);
  context.note(`The text is not UTF-8; it is read as ${encoding.description}.`);
  const converted = new TextEncoder().encode(text);
  return readAtOnce(readAsText(converted.length, context), converted);
}

function* readAsText(size: number | null, context: Context): Reading<DetectedRuns> {
  const content = yield* readText(size, context);
  const format = formatOf(content.kind === 'records' ? headOf(content) : content, context);
  if (!format) throw new ForeignFileError(unknown(content, context.fileName));
  // Only the most general format reads columns.
  const accepted =
    content.kind === 'records' && format !== records ? yield* readText(size, context, true) : content;
  return { format: format.name, runs: format.read(accepted, context) };
}

/** Returns the first records as JSON values. */
function headOf({ isLines, head }: PackedRecords): Content {
  return isLines ? { kind: 'lines', lines: head } : { kind: 'json', json: head };
}

function formatOf(content: Content, context: Context): Format | undefined {
  return FORMATS.find(({ detect }) => detect(content, context));
}

/** Converts any error of an import to an ImportError. */
export function importErrorOf(error: unknown, fileName: string): ImportError {
  if (error instanceof ImportError) return error;
  if (error instanceof JsonError) {
    return new ImportError(`"${fileName}" is not valid JSON: ${error.message}.`, { cause: error });
  }
  if (error instanceof YamlError) {
    return new ImportError(`"${fileName}" is not valid YAML: ${error.message}.`, { cause: error });
  }
  // Include the name of unexpected errors, such as TypeError.
  const isPlain = error instanceof HistoryError || (error instanceof Error && error.name === 'Error');
  const reason = isPlain ? error.message : String(error);
  return new ImportError(`"${fileName}" cannot be read: ${reason.replace(/\.$/, '')}.`, { cause: error });
}

function unknown(content: Content, fileName: string): string {
  const sentence = `"${fileName}" is ${describeContent(content)} of an unknown format.`;
  // Folders contain unrelated files; a file chosen individually is meant to be read.
  if (folderOf(fileName) !== '') return sentence;
  return `${sentence} Supported are files of training tools, and tables: CSV with a header, or JSON records.`;
}

function describeContent(content: Content): string {
  switch (content.kind) {
    case 'json':
      return `JSON (${describeJson(content.json)})`;
    case 'lines':
      return `JSON lines (${String(content.lines.length)}, the first is ${describeJson(content.lines[0])})`;
    case 'records':
      return describeContent(headOf(content));
    case 'table':
      return 'a table';
    case 'bytes':
      return 'a file';
  }
}

function describeJson(json: unknown): string {
  if (Array.isArray(json)) return `${describeValue(json)}, the first is ${describeValue(json[0])}`;
  if (typeof json !== 'object' || json === null) return describeValue(json);
  const keys = Object.keys(json).slice(0, 5).map(describeValue);
  return keys.length > 0 ? `an object with the keys ${keys.join(', ')}` : 'an empty object';
}
