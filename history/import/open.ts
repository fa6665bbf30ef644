import { JsonError, parseJson } from '../json.ts';
import { textOfBytes } from './files/bytes.ts';
import { parseCsv } from './flat/csv-table.ts';
import { parseJsonLines } from './json-lines.ts';
import { ForeignFileError } from './types.ts';
import type { Content, Context } from './types.ts';

/**
 * Reads bytes as text, and the text as what its first character says: JSON or JSON lines when it is a brace or a
 * bracket, otherwise a table. JSON in a comment before the header, as monitors of Stable-Baselines3 have it, is kept.
 * @throws {JsonError} with line and column.
 * @throws {ForeignFileError} for bytes that are no text, and for a text that is neither.
 */
export function openText(bytes: Uint8Array, context: Context): Content {
  const text = textOfBytes(bytes, context);
  if (/\.ya?ml$/i.test(context.fileName)) {
    throw new ForeignFileError(
      `"${context.fileName}" is YAML: parameters of a run whose log should lie beside it, not a history.`,
    );
  }
  const start = /\S/.exec(text)?.[0];
  if (start === '{' || start === '[') return readJson(text, context);
  if (start === '<') throw new ForeignFileError(`"${context.fileName}" is a web page or XML, not a history.`);
  const comment = /^#(\{.*\})\s*$/m.exec(text.slice(0, text.indexOf('\n')))?.[1];
  const about = comment === undefined || !isJson(comment) ? undefined : parseJson(comment);
  const table = parseCsv(about === undefined ? text : text.slice(text.indexOf('\n') + 1), context);
  if (!table)
    throw new ForeignFileError(`"${context.fileName}" is text, but neither JSON nor a table of columns.`);
  return { kind: 'table', table, ...(about === undefined ? {} : { about }) };
}

/** A file of one line may be either, which its name tells; one of several is lines where its first is JSON by itself. */
function readJson(text: string, context: Context): Content {
  const isLines = /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(context.fileName);
  if (isLines) return { kind: 'lines', lines: parseJsonLines(text, context) };
  try {
    return { kind: 'json', json: parseJson(text) };
  } catch (error) {
    const [first, ...more] = text.trim().split('\n', 2);
    if (!(error instanceof JsonError) || more.length === 0 || !isJson(first!)) throw error;
    return { kind: 'lines', lines: parseJsonLines(text, context) };
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
