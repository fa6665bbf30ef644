import { HistoryError } from '../error.ts';
import { describeValue } from '../issue.ts';
import { JsonError } from '../json.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { Run } from '../types.ts';
import { textOfBytes } from './bytes.ts';
import { FORMATS } from './formats.ts';
import { openText } from './open.ts';
import { ImportError } from './types.ts';
import type { Content, Context, Imported } from './types.ts';

/**
 * Reads a file of any known format, plain or as gzip. The format is recognised by the content; the name only serves
 * messages and the names of runs.
 * @throws {ImportError} when the file cannot be read; nothing else is ever thrown.
 */
export function importFile(bytes: Uint8Array, fileName: string): Imported {
  const notes: string[] = [];
  const title = fileName.replace(/^.*[/\\]/, '').replace(/(?<=.)(?:\.(?:gz|json|csv|tsv|txt|log))+$/i, '');
  const context: Context = { fileName, title, note: (sentence) => notes.push(sentence) };
  try {
    const content = openText(textOfBytes(bytes, context), context);
    const format = FORMATS.find(({ detect }) => detect(content));
    if (!format) throw new ImportError(unknown(content, fileName));
    const runs = format.read(content, context);
    return {
      history: { version: FORMAT_VERSION, runs },
      format: format.name,
      notes: [taken(runs), ...notes],
    };
  } catch (error) {
    if (error instanceof JsonError) {
      throw new ImportError(`"${fileName}" is not valid JSON: ${error.message}.`, { cause: error });
    }
    if (error instanceof HistoryError) {
      throw new ImportError(`"${fileName}" cannot be read: ${error.message}.`, { cause: error });
    }
    throw error;
  }
}

function taken(runs: readonly Run[]): string {
  const epochs = runs.reduce((sum, { records }) => sum + records.length, 0);
  if (runs.length === 0) return 'The file holds no runs.';
  const many = runs.length === 1 ? '1 run' : `${String(runs.length)} runs`;
  if (epochs === 0) return `${many} without epochs.`;
  return `${many} with ${epochs === 1 ? '1 epoch' : `${String(epochs)} epochs`} in all.`;
}

function unknown(content: Content, fileName: string): string {
  const found = content.kind === 'table' ? 'a table' : `JSON (${describeContent(content.json)})`;
  return `"${fileName}" is ${found} of no known format; this reads ${FORMATS.map((f) => f.description).join('; ')}.`;
}

function describeContent(json: unknown): string {
  if (Array.isArray(json)) return `${describeValue(json)}, the first is ${describeValue(json[0])}`;
  if (typeof json !== 'object' || json === null) return describeValue(json);
  const keys = Object.keys(json).slice(0, 5).map(describeValue);
  return keys.length > 0 ? `an object with the keys ${keys.join(', ')}` : 'an empty object';
}
