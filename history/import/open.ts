import { JsonError, parseJson } from '../file/json.ts';
import { textOfBytes } from './files/bytes.ts';
import { readAtOnce } from './files/pieces.ts';
import type { Reading } from './files/pieces.ts';
import { readCsv } from './flat/csv/csv-table.ts';
import { readRecords } from './flat/json/read-records.ts';
import { isProgramOutput } from './files/program-output.ts';
import { linesOfBytes, readMoreLines } from './json-lines.ts';
import { ForeignFileError } from './types.ts';
import type { Content, Context } from './types.ts';

/** Minimum size for reading flat records as columns; smaller files are parsed, so that every format sees all values. */
const MIN_COLUMNAR_BYTES = 2 ** 20;

/** Maximum size for parsing records with nested objects; larger files are read as columns without nested values. */
const MAX_PARSED_BYTES = 2 ** 26;

const MAX_COMMENT_LENGTH = 2 ** 20;
const LF = 10;
const WHOLE = { at: 0, length: Infinity };

/** Reads bytes as text like `readText`. */
export function openText(bytes: Uint8Array, context: Context): Content {
  return readAtOnce(readText(bytes.length, context), bytes);
}

/**
 * Reads text as JSON or JSON Lines if its first character is a brace or a bracket, otherwise as a table. JSON in a comment
 * before the header, as in monitors of Stable-Baselines3, is kept.
 * @param size number of bytes; null if unknown
 * @param asValues whether to parse JSON of any size
 * @throws {JsonError} with line and column.
 * @throws {ForeignFileError} if the bytes are not text, or the text is neither JSON nor a table.
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
    const isLarge = size === null || size > MIN_COLUMNAR_BYTES;
    // Nested values take too much memory in very large files, and cannot be resumed in files that are being written.
    const isDeepKept = context.readState === undefined && size !== null && size <= MAX_PARSED_BYTES;
    const records = isLarge && !asValues ? yield* readRecords(size, context, isDeepKept) : null;
    if (records) return { kind: 'records', ...records };
    const lines = yield* readMoreLines(context);
    return lines ? { kind: 'lines', lines } : readJson((yield WHOLE).bytes, context);
  }
  if (isProgramOutput(yield* firstLines())) throw outputError(context);
  const comment = mark === '#' ? yield* readComment() : null;
  const table = yield* readCsv(size, context, comment?.end ?? (yield* readPreamble(mark)));
  if (table) return { kind: 'table', table, ...(comment === null ? {} : { about: comment.json }) };
  // Throws if the bytes are not text.
  yield* wholeText(context);
  throw proseError(context);
}

function proseError({ fileName }: Context): ForeignFileError {
  return new ForeignFileError(`"${fileName}" is text, but neither JSON nor a table of columns.`);
}

function outputError({ fileName }: Context): ForeignFileError {
  return new ForeignFileError(`"${fileName}" is the output of a program, not a table of columns.`);
}

function* wholeText(context: Context): Reading<string> {
  return textOfBytes((yield WHOLE).bytes, context);
}

/** Reads JSON in a comment on the first line, and the offset after it; null if there is none. */
function* readComment(): Reading<{ readonly json: unknown; readonly end: number } | null> {
  const { bytes } = yield { at: 0, length: MAX_COMMENT_LENGTH };
  const end = bytes.indexOf(LF) + 1;
  const line = new TextDecoder().decode(bytes.subarray(0, end));
  const start = line.indexOf('#{') + 1;
  const text = line.slice(start).trimEnd();
  return start > 0 && isJson(text) ? { json: parseJson(text), end } : null;
}

/**
 * Returns the offset of a table after its preamble: comments, or the `sep=` line of spreadsheets. If the line after the
 * comments starts with a number, the last comment is the header, as NumPy writes it.
 */
function* readPreamble(mark: string): Reading<number> {
  if (!'#sS'.includes(mark) || mark === '') return 0;
  const { bytes } = yield { at: 0, length: MAX_COMMENT_LENGTH };
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

/** Returns the first character after white space and byte order mark; '' if there is none. */
function* firstMark(): Reading<string> {
  const { bytes } = yield { at: 0, length: 2 ** 16 };
  const isBlank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const at = bytes.findIndex((byte, index) => index >= start && !isBlank(byte));
  return at < 0 ? '' : String.fromCharCode(bytes[at]!);
}

/** Returns the first lines, without one that may be cut off. */
function* firstLines(): Reading<readonly string[]> {
  const { bytes } = yield { at: 0, length: 2 ** 16 };
  const lines = new TextDecoder('latin1').decode(bytes.subarray(0, 2 ** 13)).split(/\r?\n/);
  return lines.length > 1 ? lines.slice(0, -1) : lines;
}

/** Parses JSON or JSON Lines, as the extension indicates, else JSON Lines if the first of several lines is valid JSON. */
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
    // Lines of console output may start with a bracket too: `[2024-05-01 10:00:00][INFO] …`
    if (!isFirst && isProgramOutput(text.slice(0, 2 ** 13).split('\n'))) throw outputError(context);
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
