import type { FitJob, TrainedModel } from '../../../../trainer/index.ts';
import type { RunLibrary } from '../../experiments/library.svelte.ts';
import { lazy } from '../../shell/lazy.ts';
import { sentenceOf, type Messages } from '../../shell/messages.svelte.ts';
import { uniqueId } from '../../shell/fallbacks/unique-id.ts';
import type { StoredSweep } from '../../train/running/sweep-store.ts';
import type { Models } from './models.svelte.ts';
import { roomForModels } from './room.ts';

const loadReader = lazy('The code that reads networks', () => import('./model-reader.ts'));

/** Stores networks: those from training, and those opened from files. */
export class ModelKeeper {
  constructor(
    private readonly models: Models,
    private readonly library: RunLibrary,
    private readonly messages: Messages,
  ) {}

  /** Stores the network of a finished fit if there is room. */
  async keep(
    { id, index, fold }: FitJob,
    model: TrainedModel,
    { id: sweep, job }: StoredSweep,
  ): Promise<void> {
    const room = roomForModels(model);
    if (index === room)
      this.messages.notice(`Only the first ${String(room)} networks of this training are kept.`);
    if (index >= room) return;
    const { data, limit, candidates } = job;
    const source = { id: sweep, data, limit, seed: candidates[0]!.config.seed };
    try {
      await this.models.keep(id, model, fold?.split.test ?? null, source);
    } catch (error) {
      this.messages.error(`A network is not kept: ${sentenceOf(error)}`);
    }
  }

  /**
   * Adds a run for a network from files.
   *
   * @throws {Error} naming the file that is missing or invalid
   */
  async open(files: readonly File[]): Promise<void> {
    const { openModel, runOfModel, sourceOfModel } = await loadReader();
    const model = await openModel(files);
    const id = uniqueId();
    this.library.add(runOfModel(model, files[0]!.name, id), `Open ${files[0]!.name}`);
    await this.models.keep(id, model, null, sourceOfModel(model));
  }
}
