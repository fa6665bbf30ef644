import Dexie, { type EntityTable, type Table } from 'dexie';
import type { BackendName, FitStore, SavedFit } from '../../../../trainer/index.ts';
import type { TrainingJob } from './protocol.ts';

/** An unfinished job, stored between visits. */
export interface StoredSweep {
  readonly id: string;
  readonly job: TrainingJob;
  /** The backend that trains it: others round differently, so it is resumed on the same one. */
  readonly backend: BackendName;
  /** Ids of its runs, in the order of the plan. */
  readonly ids: readonly string[];
}

interface StoredFit {
  readonly sweep: string;
  readonly index: number;
  readonly fit: SavedFit;
}

type Database = Dexie & {
  sweeps: EntityTable<StoredSweep, 'id'>;
  fits: Table<StoredFit, [sweep: string, index: number]>;
};

/** Unfinished jobs with the checkpoints of their fits, in IndexedDB. */
export class SweepStore {
  readonly #database: Database;

  constructor(name = 'heddle-sweeps') {
    this.#database = new Dexie(name) as Database;
    const tables = { sweeps: 'id', fits: '[sweep+index], sweep' };
    this.#database.version(1).stores(tables);
    // Version 1 stored jobs in another form: its unfinished jobs are deleted.
    this.#database
      .version(2)
      .stores(tables)
      .upgrade((transaction) =>
        Promise.all(Object.keys(tables).map((table) => transaction.table(table).clear())),
      );
  }

  all(): Promise<StoredSweep[]> {
    return this.#database.sweeps.toArray();
  }

  async begin(sweep: StoredSweep): Promise<void> {
    await this.#database.sweeps.put(sweep);
  }

  async fits(sweep: string): Promise<Map<number, SavedFit>> {
    const stored = await this.#database.fits.where({ sweep }).toArray();
    return new Map(stored.map(({ index, fit }) => [index, fit]));
  }

  /** The store of a sweep's fits, for the queue. */
  fitStore(sweep: string): FitStore {
    return {
      save: async (index, fit) => {
        await this.#database.fits.put({ sweep, index, fit });
      },
    };
  }

  /** Deletes a sweep that has ended. */
  async end(sweep: string): Promise<void> {
    await this.#database.transaction('rw', this.#database.sweeps, this.#database.fits, async () => {
      await this.#database.sweeps.delete(sweep);
      await this.#database.fits.where({ sweep }).delete();
    });
  }
}
