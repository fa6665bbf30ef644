import { JsonError, parseJson } from '../json.ts';
import { parseCsv } from './flat/csv-table.ts';
import { ImportError } from './types.ts';
import type { Content, Context } from './types.ts';

/**
 * Reads a text as what its first character says: JSON when it is a brace or a bracket, otherwise a table.
 * @throws {JsonError} with line and column.
 * @throws {ImportError} for a text that is neither.
 */
export function openText(text: string, context: Context): Content {
  const start = /\S/.exec(text)?.[0];
  if (start === '{' || start === '[') return { kind: 'json', json: readJson(text, context) };
  if (start === '<') throw new ImportError(`"${context.fileName}" is a web page or XML, not a history.`);
  const table = parseCsv(text, context);
  if (!table)
    throw new ImportError(`"${context.fileName}" is text, but neither JSON nor a table of columns.`);
  return { kind: 'table', table };
}

function readJson(text: string, { fileName }: Context): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError) || !isJson(text.trimStart().split('\n', 1)[0]!)) throw error;
    throw new ImportError(`"${fileName}" has JSON on each line, which is not read; save it as one list.`, {
      cause: error,
    });
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
