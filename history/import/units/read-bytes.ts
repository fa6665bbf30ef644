import { HistoryError } from '../../error.ts';
import { describeValue } from '../../issue.ts';
import { JsonError } from '../../json.ts';
import type { Run } from '../../types.ts';
import { refuseBinary, unpacked } from '../files/bytes.ts';
import { FORMATS } from '../formats.ts';
import { openText } from '../open.ts';
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
  const binary: Content = { kind: 'bytes', bytes };
  const format = formatOf(binary, context);
  if (format) return { format: format.name, runs: format.read(binary, context) };
  refuseBinary(bytes, context);
  const content = openText(bytes, context);
  const known = formatOf(content, context);
  if (!known) throw new ForeignFileError(unknown(content, context.fileName));
  return { format: known.name, runs: known.read(content, context) };
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
  const reason = error instanceof HistoryError ? error.message : String(error);
  return new ImportError(`"${fileName}" cannot be read: ${reason}.`, { cause: error });
}

function unknown(content: Content, fileName: string): string {
  const reads = FORMATS.map(({ description }) => description).join('; ');
  return `"${fileName}" is ${describeContent(content)} of no known format; this reads ${reads}.`;
}

function describeContent(content: Content): string {
  switch (content.kind) {
    case 'json':
      return `JSON (${describeJson(content.json)})`;
    case 'lines':
      return `JSON lines (${String(content.lines.length)}, the first is ${describeJson(content.lines[0])})`;
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
