import { HistoryError } from './error.ts';
import type { History } from './types.ts';

/**
 * The history that a parsed JSON value describes, checked in full.
 * @throws {HistoryError} naming the path and the value of what is wrong.
 */
export function parseHistory(json: unknown): History {
  throw new HistoryError(`expected a history, got ${typeof json}`);
}

/**
 * The history in the text of a history file; the inverse of `writeHistory`.
 * @throws {HistoryError} as `parseHistory`, and with line and column when the text is not JSON.
 */
export function readHistory(text: string): History {
  return parseHistory(JSON.parse(text));
}
