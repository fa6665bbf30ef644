import type { TrainedModel } from '../../../../trainer/index.ts';
import type { WorkerHost } from '../../../../history/scheduling/index.ts';
import type { WorkerService } from '../../train/running/train.worker.ts';
import type { Evaluation, PlanePoints } from './evaluation-service.ts';
import type { ModelSource, ModelStore, StoredModel } from './model-store.ts';
import { Once } from './once.ts';
import { lazy } from '../../shell/lazy.ts';
import { unique, without } from '../../shell/names.ts';

/** A model with its source. */
export interface OpenModel {
  readonly stored: StoredModel;
  readonly source: ModelSource | null;
}

/** The networks of the runs, and their predictions. */
export class Models {
  /** Ids of the runs that have one. */
  known = $state.raw<readonly string[]>([]);
  readonly #openHost = lazy('The code that evaluates networks', async () => {
    const { createServiceHost } = await import('../../train/running/service-host.ts');
    return createServiceHost('network worker');
  });
  readonly #evaluations = new Once<Evaluation | null>();

  constructor(private readonly openStore: () => Promise<ModelStore>) {}

  /** Loads the ids of stored models. */
  async open(): Promise<void> {
    this.known = unique([...this.known, ...(await (await this.openStore()).runs())]);
  }

  async keep(run: string, model: TrainedModel, heldOut: Uint32Array | null, source: ModelSource | null) {
    const store = await this.openStore();
    await store.save({ run, model, heldOut, source: source?.id ?? null }, source);
    this.#evaluations.forget(run);
    this.known = unique([...this.known, run]);
  }

  /** Deletes the models of runs that were deleted permanently. */
  async forget(runs: readonly string[]): Promise<void> {
    const left = without(this.known, runs);
    const gone = without(this.known, left);
    if (gone.length === 0) return;
    this.known = left;
    for (const id of gone) this.#evaluations.forget(id);
    const store = await this.openStore();
    await store.remove(gone);
  }

  async load(run: string): Promise<OpenModel | null> {
    const store = await this.openStore();
    const found = await store.load(run);
    return found && { stored: found.model, source: found.source };
  }

  /** The model's predictions on rows that it was not trained on; null if its data are not known. */
  evaluate({ stored, source }: OpenModel): Promise<Evaluation | null> {
    if (source === null) return Promise.resolve(null);
    return this.#evaluations.get(stored.run, () => this.#call((service) => service.evaluate(stored, source)));
  }

  /** The features of some of the held-out rows. */
  examples({ stored, source }: OpenModel, rows: Uint32Array): Promise<Float32Array> {
    return this.#call((service) => service.examples(stored, source!, rows));
  }

  plane({ source }: OpenModel): Promise<PlanePoints | null> {
    return source === null ? Promise.resolve(null) : this.#call((service) => service.plane(source));
  }

  readonly #call: WorkerHost<WorkerService>['call'] = async (use) =>
    (await this.#openHost()).call(use, { isIdempotent: true });
}
