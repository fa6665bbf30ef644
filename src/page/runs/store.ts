import Dexie, { type EntityTable } from 'dexie';
import { FORMAT_VERSION, type History, type Run } from '../../../history/index.ts';

interface StoredRun {
  readonly id: string;
  /** Place among the runs, so that they come back in their order. */
  readonly position: number;
  readonly run: Run;
}

type Database = Dexie & { runs: EntityTable<StoredRun, 'id'> };

/** The person's runs, kept in the browser from visit to visit. */
export class RunStore {
  readonly #database: Database;
  /** What the store holds, so that saving writes only what changed. */
  #saved = new Map<string, StoredRun>();
  #pending: Promise<void> = Promise.resolve();

  constructor(name = 'heddle') {
    this.#database = new Dexie(name) as Database;
    this.#database.version(FORMAT_VERSION).stores({ runs: 'id, position' });
  }

  /** The runs of the last visit. */
  async load(): Promise<History> {
    const stored = await this.#database.runs.orderBy('position').toArray();
    this.#saved = new Map(stored.map((entry) => [entry.id, entry]));
    return { version: FORMAT_VERSION, runs: stored.map((entry) => entry.run) };
  }

  /** Makes the store hold exactly the runs of `history`; saves are done one after another. */
  save(history: History): Promise<void> {
    const save = this.#pending.then(() => this.#write(history));
    // A failed save is its caller's to report; the next one still gets its turn.
    this.#pending = save.catch(() => undefined);
    return save;
  }

  async #write(history: History): Promise<void> {
    const entries = history.runs.map((run, position) => ({ id: run.id, position, run }));
    const changed = entries.filter((entry) => {
      const saved = this.#saved.get(entry.id);
      return saved?.run !== entry.run || saved.position !== entry.position;
    });
    const kept = new Set(entries.map((entry) => entry.id));
    const gone = [...this.#saved.keys()].filter((id) => !kept.has(id));
    await this.#database.transaction('rw', this.#database.runs, async () => {
      await this.#database.runs.bulkDelete(gone);
      await this.#database.runs.bulkPut(changed);
    });
    this.#saved = new Map(entries.map((entry) => [entry.id, entry]));
  }
}
