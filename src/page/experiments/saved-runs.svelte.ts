import type { Models } from '../networks/models/models.svelte.ts';
import type { KeyStorage } from '../shell/fallbacks/storage.ts';
import { sentenceOf, type Messages } from '../shell/messages.svelte.ts';
import type { RunLibrary } from './library.svelte.ts';
import type { RunStore } from './store/run-store.ts';
import { unitsOf } from './units.ts';

interface SavedRunsOptions {
  readonly openStore: () => Promise<RunStore>;
  readonly library: RunLibrary;
  readonly models: Pick<Models, 'forget'>;
  readonly messages: Messages;
  /** Remembers that runs are stored, which the page can read before the store is open. */
  readonly storage: KeyStorage;
  /** Asks the browser to keep what is stored; absent where it cannot. */
  readonly persist: () => unknown;
}

const KEY = 'heddle.stored';

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

  /** Whether runs were stored at an earlier visit; they may have been deleted since. */
  get areExpected(): boolean {
    return this.#options.storage.getItem(KEY) !== null;
  }

  async load(): Promise<void> {
    const { openStore, library, messages, storage } = this.#options;
    try {
      const store = await openStore();
      const { history, acts, unreadable } = await store.load();
      library.restore(history, acts);
      if (history.runs.length > 0) storage.setItem(KEY, 'yes');
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
    const { openStore, library, models, messages, storage, persist } = this.#options;
    const { own, past, future } = library;
    if (this.#problem !== null) return own.runs.length === 0;
    if (own.runs.length > 0) {
      persist();
      storage.setItem(KEY, 'yes');
    }
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
