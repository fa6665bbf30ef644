import type { FitJob, TrainedModel } from '../../../../trainer/index.ts';
import type { RunLibrary } from '../../experiments/library.svelte.ts';
import { sentenceOf, type Messages } from '../../shell/messages.svelte.ts';
import { uniqueId } from '../../shell/unique-id.ts';
import type { StoredSweep } from '../../train/running/sweep-store.ts';
import { openModel } from './archive.ts';
import type { Models } from './models.svelte.ts';
import { runOfModel, sourceOfModel } from './opened-run.ts';
import { roomForModels } from './room.ts';

/** Brings networks to where the page keeps them: those that training leaves, and those that somebody opens. */
export class ModelKeeper {
  constructor(
    private readonly models: Models,
    private readonly library: RunLibrary,
    private readonly messages: Messages,
  ) {}

  /** Keeps the network of a fit that has ended, while there is room. */
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
   * Adds a run for a network that was saved before, here or elsewhere.
   *
   * @throws {Error} a sentence that names the file that is missing or wrong
   */
  async open(files: readonly File[]): Promise<void> {
    const model = await openModel(files);
    const id = uniqueId();
    this.library.add(runOfModel(model, files[0]!.name, id), `Open ${files[0]!.name}`);
    await this.models.keep(id, model, null, sourceOfModel(model));
  }
}
