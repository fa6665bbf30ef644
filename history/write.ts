import type { History } from './types.ts';

/** The text of a history file, which `readHistory` reads back without loss. */
export function writeHistory(history: History): string {
  return JSON.stringify(history);
}
