import type { History } from '../types.ts';

/** What a file gave. */
export interface Imported {
  readonly history: History;
  /** The format that its content was recognised as; equals `source.format` of its runs unless the file is our own. */
  readonly format: string;
  /** Full sentences for people: what was taken, left out, repaired. */
  readonly notes: readonly string[];
}

/** Why a file cannot be imported, as a full sentence that names the file. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
