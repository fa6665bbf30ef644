import Dexie, { type EntityTable } from 'dexie';
import type { TrainedModel } from '../../../../trainer/index.ts';
import type { DataRequest } from '../../data/request.ts';

/** The data that models were trained on: those of one start. */
export interface ModelSource {
  readonly id: string;
  readonly data: DataRequest;
  readonly limit: number | null;
  /** The seed of the data set, if it is generated or shuffled with one. */
  readonly seed: number;
}

/** The trained network of a run. */
export interface StoredModel {
  /** Id of the run. */
  readonly run: string;
  /** Id of its source; null for a model that was opened from files. */
  readonly source: string | null;
  readonly model: TrainedModel;
  /** Of a fold: the rows that were held out from it. */
  readonly heldOut: Uint32Array | null;
}

type Database = Dexie & {
  models: EntityTable<StoredModel, 'run'>;
  sources: EntityTable<ModelSource, 'id'>;
};

/** The networks of the page's runs, in IndexedDB. */
export class ModelStore {
  readonly #database: Database;

  constructor(name = 'heddle-models') {
    this.#database = new Dexie(name) as Database;
    this.#database.version(1).stores({ models: 'run, source', sources: 'id' });
  }

  /** The ids of runs that have one. */
  async runs(): Promise<string[]> {
    return this.#database.models.toCollection().primaryKeys();
  }

  async save(model: StoredModel, source: ModelSource | null): Promise<void> {
    const { models, sources } = this.#database;
    await this.#database.transaction('rw', models, sources, async () => {
      if (source) await sources.put(source);
      await models.put(model);
    });
  }

  async load(run: string): Promise<{ model: StoredModel; source: ModelSource | null } | null> {
    const model = await this.#database.models.get(run);
    if (!model) return null;
    const source = model.source === null ? undefined : await this.#database.sources.get(model.source);
    return { model, source: source ?? null };
  }

  /** Deletes these models, and the sources that no other model has. */
  async remove(runs: readonly string[]): Promise<void> {
    const { models, sources } = this.#database;
    await this.#database.transaction('rw', models, sources, async () => {
      await models.bulkDelete([...runs]);
      const used = new Set(await models.orderBy('source').uniqueKeys());
      await sources.filter(({ id }) => !used.has(id)).delete();
    });
  }
}
