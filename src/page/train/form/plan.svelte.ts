import { changedParameters } from '../../../../trainer/index.ts';
import type { ActivationCatalogue } from '../../activations/catalogue.svelte.ts';
import { sentenceOf } from '../../shell/messages.svelte.ts';
import { unique } from '../../shell/names.ts';
import { jobOf, planOf } from '../running/job.ts';
import type { TrainingJob } from '../running/protocol.ts';
import { candidatesOf, describeFits } from './candidates.ts';
import { epochsToContinue } from './fork.ts';
import type { TrainerForm } from './form.svelte.ts';
import type { TrainingSettings } from './settings.ts';

/** The job that the trainer's fields describe. */
export class TrainerPlan {
  /** Describes what Start would train, or why it cannot. */
  readonly fits = $derived.by(() => {
    try {
      return { isGood: true, text: describeFits(planOf(this.form.settings, this.#choiceOf)) };
    } catch (error) {
      return { isGood: false, text: sentenceOf(error).split('\n')[0]! };
    }
  });
  /** The first configuration that Start would train; null if there is none. */
  readonly first = $derived.by(() => {
    if (!this.fits.isGood) return null;
    return candidatesOf(this.form.settings, this.#choiceOf)[0]?.config ?? null;
  });
  /** The parameters in which the next training differs from the run that it is forked from. */
  readonly changes = $derived.by(() => {
    if (!this.form.fork || !this.fits.isGood) return [];
    const { run } = this.form.fork;
    const configs = candidatesOf(this.form.settings, this.#choiceOf).map(({ config }) => config);
    return unique(configs.flatMap((config) => changedParameters(run, config)));
  });

  constructor(
    private readonly form: TrainerForm,
    private readonly catalogue: ActivationCatalogue,
  ) {}

  /** @throws {Error} naming the field and its value */
  job(): TrainingJob {
    const { fork, settings } = this.form;
    const origin = fork && { parent: fork.run.id, initial: fork.initial };
    const job = jobOf($state.snapshot(settings) as TrainingSettings, this.#choiceOf, origin);
    const epochsBefore = fork && epochsToContinue(fork, job);
    return epochsBefore && job.fork ? { ...job, fork: { ...job.fork, epochsBefore } } : job;
  }

  readonly #choiceOf = (name: string) => this.catalogue.choiceOf(name);
}
