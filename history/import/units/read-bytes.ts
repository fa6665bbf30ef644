import { HistoryError } from '../../error.ts';
import { describeValue } from '../../file/issue.ts';
import { JsonError } from '../../file/json.ts';
import type { Run } from '../../types.ts';
import { isGzip, refuseBinary, refuseTable, refuseWhole, unpacked, UNPACKED } from '../files/bytes.ts';
import { folderOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { plainSource, readAtOnce, readInPieces } from '../files/pieces.ts';
import type { Follower, Reading, Slice, Source } from '../files/pieces.ts';
import { unpackingSource } from '../files/unpacking-source.ts';
import type { PackedRecords } from '../flat/json/read-records.ts';
import { YamlError } from '../files/yaml.ts';
import { FORMATS } from '../formats.ts';
import { readText } from '../open.ts';
import { records } from '../records.ts';
import { ForeignFileError, ImportError } from '../types.ts';
import type { Content, Context, Format } from '../types.ts';

/** What a file was recognised as, and its runs. */
export interface Recognised {
  readonly format: string;
  readonly runs: readonly Run[] | Promise<readonly Run[]>;
}

/**
 * Reads the bytes of a file in whichever format they have.
 * @throws {ImportError} when the file is of no known format.
 * @throws {HistoryError} naming the path and the value of what is wrong.
 * @throws {JsonError} with line and column.
 */
export function readBytes(packed: Uint8Array, context: Context): Recognised {
  const bytes = unpacked(packed, context);
  return readAtOnce(readPieces(bytes.length, context), bytes);
}

/** Files from so many bytes on are fetched in pieces where they can be. */
const MANY_BYTES = 2 ** 23;

/**
 * Reads a file like `readBytes`; a large one piece by piece, so that a table of any format that takes columns never is in
 * memory as a whole. Of one that grows only what was added is read where its format allows that.
 * @throws what `readBytes` does, and the reason of the follower's signal.
 */
export async function readEntry(file: FileEntry, context: Context, follower: Follower): Promise<Recognised> {
  const { size, unpack } = file;
  if (unpack) {
    const source = unpack();
    // What is packed twice is unpacked whole.
    const isPacked = isGzip((await source.fetch(0, 2)).bytes);
    return isPacked ? readBytes(await file.read(), context) : readUnpacked(source, context, follower);
  }
  const whole = file.slice === undefined ? await file.read() : null;
  const slice: Slice = file.slice ?? ((start, end) => Promise.resolve(whole!.subarray(start, end)));
  if (isGzip(await slice(0, 2))) {
    const packed = { size: whole?.length ?? size, slice, packing: 'gzip' } as const;
    context.note(UNPACKED);
    return readUnpacked(unpackingSource(packed, context), context, follower);
  }
  const { growth } = file;
  const isSmall = size < MANY_BYTES && growth === undefined;
  if (file.slice === undefined || isSmall) return readBytes(whole ?? (await file.read()), context);
  refuseTable(size, context);
  const source = plainSource(size, slice, () => refuseWhole(size, context));
  return readInPieces(readPieces(size, { ...context, ...(growth && { growth }) }), source, follower);
}

/** How large it is nobody knows before, whatever an archive says. */
async function readUnpacked(source: Source, context: Context, follower: Follower): Promise<Recognised> {
  const head = await source.fetch(0, MANY_BYTES);
  return head.isLast
    ? readAtOnce(readPieces(head.bytes.length, context), head.bytes)
    : readInPieces(readPieces(null, context), source, follower);
}

/** So much of a file tells whether it is text. */
const HEAD = 2 ** 20;

/**
 * The same, piece by piece; what is gzip is unpacked already.
 * @param size how many bytes there are; null where nobody knows yet
 */
export function* readPieces(size: number | null, context: Context): Reading<Recognised> {
  const head = yield { at: 0, length: HEAD };
  const binary = formatOf({ kind: 'bytes', bytes: head.bytes }, context);
  if (binary) {
    const { bytes } = head.isLast ? head : yield { at: 0, length: Infinity };
    return { format: binary.name, runs: binary.read({ kind: 'bytes', bytes }, context) };
  }
  refuseBinary(head.bytes, context);
  const content = yield* readText(size, context);
  const format = formatOf(content.kind === 'records' ? headOf(content) : content, context);
  if (!format) throw new ForeignFileError(unknown(content, context.fileName));
  // Only the most general of the formats takes columns.
  const taken =
    content.kind === 'records' && format !== records ? yield* readText(size, context, true) : content;
  return { format: format.name, runs: format.read(taken, context) };
}

/** The first records as the values that they are. */
function headOf({ isLines, head }: PackedRecords): Content {
  return isLines ? { kind: 'lines', lines: head } : { kind: 'json', json: head };
}

function formatOf(content: Content, context: Context): Format | undefined {
  return FORMATS.find(({ detect }) => detect(content, context));
}

/** The sentence of whatever an import ended in. */
export function importErrorOf(error: unknown, fileName: string): ImportError {
  if (error instanceof ImportError) return error;
  if (error instanceof JsonError) {
    return new ImportError(`"${fileName}" is not valid JSON: ${error.message}.`, { cause: error });
  }
  if (error instanceof YamlError) {
    return new ImportError(`"${fileName}" is not valid YAML: ${error.message}.`, { cause: error });
  }
  // Of a fault of this program, a TypeError, the name is to be seen too.
  const isPlain = error instanceof HistoryError || (error instanceof Error && error.name === 'Error');
  const reason = isPlain ? error.message : String(error);
  return new ImportError(`"${fileName}" cannot be read: ${reason.replace(/\.$/, '')}.`, { cause: error });
}

function unknown(content: Content, fileName: string): string {
  const sentence = `"${fileName}" is ${describeContent(content)} of no known format.`;
  // A folder holds all sorts of files; who names one by itself meant it to be read.
  if (folderOf(fileName) !== '') return sentence;
  return `${sentence} Files of training tools are read, and any table: a header with rows, or records as JSON.`;
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
