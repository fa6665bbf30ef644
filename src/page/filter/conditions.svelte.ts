import type { RunSet, Table } from '../../../history/index.ts';
import type * as language from './language.ts';
import { lazy } from '../shell/lazy.ts';
import { sentenceOf } from '../shell/messages.svelte.ts';

export type FilterLanguage = typeof language;

/** The code that evaluates conditions, and reads and writes them as text. It is loaded when a filter is first used. */
export class Conditions {
  #language = $state.raw<FilterLanguage | null>(null);
  #problem = $state.raw<string | null>(null);
  readonly #load: () => Promise<FilterLanguage>;

  constructor(load: () => Promise<FilterLanguage> = () => import('./language.ts')) {
    this.#load = lazy('The code of filters', load);
  }

  /** Null until it is loaded. */
  get language(): FilterLanguage | null {
    return this.#language;
  }

  /** Why it could not be loaded; null if it could, or was not needed yet. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Loads the language, or tries it again. Resolves in any case: `problem` has the error. */
  async load(): Promise<void> {
    if (this.#language !== null) return;
    try {
      this.#language = await this.#load();
      this.#problem = null;
    } catch (error) {
      this.#problem = sentenceOf(error);
    }
  }

  /**
   * Evaluates the text of a condition: 1 per row that passes; null if the condition is invalid for the table. Until the
   * language is loaded, all rows pass; a derived value that depends on this is computed again then.
   */
  mask(text: string, table: Table, set: RunSet | null): Uint8Array | null {
    if (this.#language !== null) return this.#language.conditionMask(text, table, set);
    void this.load();
    return null;
  }
}
