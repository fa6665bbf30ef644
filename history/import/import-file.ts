import { ImportError } from './types.ts';
import type { Imported } from './types.ts';

/**
 * Reads a file of any known format. The format is recognised by the content; the name only serves messages and the
 * names of runs.
 * @throws {ImportError} when the file cannot be read; nothing else is ever thrown.
 */
export function importFile(bytes: Uint8Array, fileName: string): Imported {
  throw new ImportError(`"${fileName}" (${String(bytes.length)} bytes) is of no format that is known here.`);
}
