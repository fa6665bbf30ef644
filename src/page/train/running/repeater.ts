import { lazy } from '../../shell/lazy.ts';
import type { Models } from '../../networks/models/models.svelte.ts';
import type { MoreRepeats } from '../more-repeats.ts';
import type { Training } from './training.svelte.ts';

const loadJobs = lazy('the trainer', () => import('../more-repeats.ts'));

/** Trains more repeats of configurations that a view compares. */
export class Repeater {
  constructor(
    private readonly training: Training,
    private readonly models: Pick<Models, 'load'>,
  ) {}

  /** Whether something is being trained, so that nothing else can start. */
  get isBusy(): boolean {
    return this.training.isBusy;
  }

  /** Resolves when training has ended. Rejects with a sentence if the configurations cannot be repeated. */
  async start(more: MoreRepeats): Promise<void> {
    const { moreRepeatsJob, sourceOfConfiguration } = await loadJobs();
    const [first] = more.configurations;
    const source = first ? await sourceOfConfiguration(first, (run) => this.models.load(run)) : null;
    await this.training.start(moreRepeatsJob(more, source));
  }
}
