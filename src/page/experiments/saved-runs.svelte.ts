import type { Models } from '../networks/models/models.svelte.ts';
import { sentenceOf, type Messages } from '../shell/messages.svelte.ts';
import type { RunLibrary } from './library.svelte.ts';
import type { RunStore } from './store/run-store.ts';
import { unitsOf } from './units.ts';

interface SavedRunsOptions {
  readonly openStore: () => Promise<RunStore>;
  readonly library: RunLibrary;
  readonly models: Pick<Models, 'forget'>;
  readonly messages: Messages;
  /** Asks the browser to keep what is stored; absent where it cannot. */
  readonly persist: () => unknown;
}

/** Loads the runs of the last visit, saves those of this one, and reports what the browser refuses. */
export class SavedRuns {
  readonly #options: SavedRunsOptions;
  #problem = $state<string | null>(null);

  constructor(options: SavedRunsOptions) {
    this.#options = options;
  }

  /** Why the browser cannot store runs; null if it can. */
  get problem(): string | null {
    return this.#problem;
  }

  async load(): Promise<void> {
    const { openStore, library, messages } = this.#options;
    try {
      const store = await openStore();
      const { history, acts, unreadable } = await store.load();
      library.restore(history, acts);
      for (const { name, reason, forget } of unreadable) {
        messages.error(`The stored run "${name}" cannot be read and stays stored: ${reason}`, [], {
          label: 'Delete it',
          run: forget,
        });
      }
    } catch (error) {
      this.#problem = sentenceOf(error);
      messages.error(`This browser cannot store runs for the next visit: ${this.#problem}`);
    }
  }

  /** Saves changes. What the browser refuses is reported, and the rest saved. Resolves to whether all runs are stored. */
  async save(): Promise<boolean> {
    const { openStore, library, models, messages, persist } = this.#options;
    const { own, past, future } = library;
    if (this.#problem !== null) return own.runs.length === 0;
    if (own.runs.length > 0) persist();
    try {
      const store = await openStore();
      const { refused, forgotten, keyOf } = await store.save(own, { past, future });
      library.release(keyOf);
      for (const { name, runs, reason } of refused) {
        const what = runs === 1 ? `"${name}"` : `"${name}" (${runs.toLocaleString('en')} runs)`;
        messages.error(`${what} is not stored for the next visit: ${reason}`);
      }
      await models.forget(forgotten);
      return unitsOf(own).every((unit) => keyOf(unit) !== null);
    } catch (error) {
      messages.error(`These runs are not stored for the next visit: ${sentenceOf(error)}`);
      return false;
    }
  }
}
