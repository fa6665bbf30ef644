import { JsonError, parseJson } from '../file/json.ts';
import { textOfBytes } from './files/bytes.ts';
import { readAtOnce } from './files/pieces.ts';
import type { Reading } from './files/pieces.ts';
import { readCsv } from './flat/csv/csv-table.ts';
import { readRecords } from './flat/json/read-records.ts';
import { linesOfBytes, readMoreLines } from './json-lines.ts';
import { ForeignFileError } from './types.ts';
import type { Content, Context } from './types.ts';

/** Flat records are read as columns from so many bytes on; below, objects of them weigh little and every format sees all. */
const MANY_BYTES = 2 ** 20;

/** Up to so many bytes records with objects in them are read as values, which have the members of these. */
const MOST_BYTES = 2 ** 26;

const LONGEST_COMMENT = 2 ** 20;
const LF = 10;
const WHOLE = { at: 0, length: Infinity };

/** The text in bytes, like `readText`. */
export function openText(bytes: Uint8Array, context: Context): Content {
  return readAtOnce(readText(bytes.length, context), bytes);
}

/**
 * Reads bytes as text, and the text as what its first character says: JSON or JSON lines when it is a brace or a
 * bracket, otherwise a table. JSON in a comment before the header, as monitors of Stable-Baselines3 have it, is kept.
 * @param size how many bytes there are; null where nobody knows yet
 * @param asValues whether JSON is wanted as values, however large it is
 * @throws {JsonError} with line and column.
 * @throws {ForeignFileError} for bytes that are no text, and for a text that is neither.
 */
export function* readText(size: number | null, context: Context, asValues = false): Reading<Content> {
  const { fileName } = context;
  if (/\.ya?ml$/i.test(fileName)) {
    throw new ForeignFileError(
      `"${fileName}" is YAML: parameters of a run whose log should lie beside it, not a history.`,
    );
  }
  const mark = yield* firstMark();
  if (mark === '<') {
    throw new ForeignFileError(`"${fileName}" is a web page or XML, not a history.`);
  }
  if (mark === '{' || mark === '[') {
    const isLarge = size === null || size > MANY_BYTES;
    // Of a file that grows or is very large only what is flat is kept: values weigh too much, or are not to be gone on with.
    const isDeepKept = context.growth === undefined && size !== null && size <= MOST_BYTES;
    const records = isLarge && !asValues ? yield* readRecords(size, context, isDeepKept) : null;
    if (records) return { kind: 'records', ...records };
    const lines = yield* readMoreLines(context);
    return lines ? { kind: 'lines', lines } : readJson((yield WHOLE).bytes, context);
  }
  const comment = mark === '#' ? yield* readComment() : null;
  const table = yield* readCsv(size, context, comment?.end ?? (yield* readPreamble(mark)));
  if (table) return { kind: 'table', table, ...(comment === null ? {} : { about: comment.json }) };
  // Whatever it is, it may be no text at all.
  yield* wholeText(context);
  throw proseError(context);
}

function proseError({ fileName }: Context): ForeignFileError {
  return new ForeignFileError(`"${fileName}" is text, but neither JSON nor a table of columns.`);
}

function* wholeText(context: Context): Reading<string> {
  return textOfBytes((yield WHOLE).bytes, context);
}

/** JSON in a comment that is the first line, and where that ends; null where there is none. */
function* readComment(): Reading<{ readonly json: unknown; readonly end: number } | null> {
  const { bytes } = yield { at: 0, length: LONGEST_COMMENT };
  const end = bytes.indexOf(LF) + 1;
  const line = new TextDecoder().decode(bytes.subarray(0, end));
  const start = line.indexOf('#{') + 1;
  const text = line.slice(start).trimEnd();
  return start > 0 && isJson(text) ? { json: parseJson(text), end } : null;
}

/**
 * Where a table begins behind what is written above it: comments, of which the last has the names where the line below it
 * begins with a number, as NumPy writes them; or the line in which spreadsheets are told the separator.
 */
function* readPreamble(mark: string): Reading<number> {
  if (!'#sS'.includes(mark) || mark === '') return 0;
  const { bytes } = yield { at: 0, length: LONGEST_COMMENT };
  const lineAt = (at: number): string => {
    const end = bytes.indexOf(LF, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : end);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(line).trimEnd();
  };
  const next = (at: number) => bytes.indexOf(LF, at) + 1;
  if (mark !== '#') return /^\uFEFF?sep=.?$/i.test(lineAt(0)) ? next(0) : 0;
  let [last, at] = [0, 0];
  while (lineAt(at).trimStart().startsWith('#')) {
    last = at;
    at = next(at);
    if (at === 0) return 0;
  }
  const hasNames = !/^\s*[-+]?[.\d]/.test(lineAt(at));
  const sign = /^\s*#\s*/.exec(lineAt(last))![0];
  return hasNames ? at : last + new TextEncoder().encode(sign).length;
}

/** The first character that is no blank and no byte order mark, where it is one of ASCII. */
function* firstMark(): Reading<string> {
  const { bytes } = yield { at: 0, length: 2 ** 16 };
  const isBlank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const at = bytes.findIndex((byte, index) => index >= start && !isBlank(byte));
  return at < 0 ? '' : String.fromCharCode(bytes[at]!);
}

/** A file of one line may be either, which its name tells; one of several is lines where its first is JSON by itself. */
function readJson(bytes: Uint8Array, context: Context): Content {
  const text = textOfBytes(bytes, context);
  const isLines = /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(context.fileName);
  if (isLines) return { kind: 'lines', lines: linesOfBytes(bytes, text, context) };
  try {
    return { kind: 'json', json: parseJson(text) };
  } catch (error) {
    const [first, ...more] = text.trim().split('\n', 2);
    if (!(error instanceof JsonError)) throw error;
    const isFirst = isJson(first!);
    // Lines of what a program said begin with a bracket too: `[2024-05-01 10:00:00][INFO] …`
    if (!isFirst && /\.(?:log|txt|out|err)$/i.test(context.fileName)) throw proseError(context);
    if (more.length === 0 || !isFirst) throw error;
    return { kind: 'lines', lines: linesOfBytes(bytes, text, context) };
  }
}

function isJson(line: string): boolean {
  try {
    parseJson(line);
    return true;
  } catch {
    return false;
  }
}
