import type { Run } from '../../../../history/index.ts';
import { changedParameters, configOfRun, type LayerWeights } from '../../../../trainer/index.ts';
import type { ActivationCatalogue } from '../../activations/catalogue.svelte.ts';
import { sentenceOf } from '../../shell/messages.svelte.ts';
import { candidatesOf, describeFits } from './candidates.ts';
import { unique } from '../../shell/names.ts';
import { settingsOfRun } from './fork.ts';
import { jobOf, planOf } from '../running/job.ts';
import { settingsOfLesson, type Lesson } from '../lessons.ts';
import type { TrainingJob } from '../running/protocol.ts';
import type { Hideable, Setup } from './setup-link.ts';
import { followData, followOptimizer, notebookSettings, type TrainingSettings } from './settings.ts';

/** The run that the next training starts from. */
export interface Fork {
  readonly run: Run;
  /** Its weights, if training continues from them; null for new ones. */
  readonly initial: readonly LayerWeights[] | null;
  /** Parameters of the run that correspond to no setting. */
  readonly unmapped: readonly string[];
}

/** The state of the trainer's fields, and the job that they describe. */
export class TrainerForm {
  settings = $state<TrainingSettings>(notebookSettings());
  lesson = $state.raw<Lesson | null>(null);
  fork = $state.raw<Fork | null>(null);
  /** Parts of the form that the link hides. */
  hidden = $state.raw<readonly Hideable[]>([]);
  /** Describes what Start would train, or why it cannot. */
  readonly plan = $derived.by(() => {
    try {
      return { isGood: true, text: describeFits(planOf(this.settings, this.#choiceOf)) };
    } catch (error) {
      return { isGood: false, text: sentenceOf(error).split('\n')[0]! };
    }
  });
  /** The parameters in which the next training differs from the run that it is forked from. */
  readonly changes = $derived.by(() => {
    if (!this.fork || !this.plan.isGood) return [];
    const { run } = this.fork;
    const configs = candidatesOf(this.settings, this.#choiceOf).map(({ config }) => config);
    return unique(configs.flatMap((config) => changedParameters(run, config)));
  });
  #optimizer: string | boolean = 'sgd';
  readonly #choiceOf = (name: string) => this.catalogue.choiceOf(name);

  constructor(private readonly catalogue: ActivationCatalogue) {}

  /** Sets the default learning rate of the chosen optimiser. */
  followOptimizer(): void {
    followOptimizer(this.settings.fields, this.#optimizer);
    this.#optimizer = this.settings.fields.optimizer;
  }

  /** Sets the default standardisation of the chosen data. */
  followData(before: string): void {
    followData(this.settings.fields, before, this.settings.data.name);
  }

  /** Fills in the settings of a lesson; without one, nothing changes. */
  study(lesson: Lesson | null): void {
    this.lesson = lesson;
    if (lesson) this.#fill(settingsOfLesson(lesson));
  }

  /** Fills in the settings of a link. */
  followLink({ settings, hidden }: Setup): void {
    this.lesson = null;
    this.#fill(settings);
    this.hidden = hidden;
  }

  shows(part: Hideable): boolean {
    return !this.hidden.includes(part);
  }

  /** Fills in the settings of a run, which becomes the parent of the next training. */
  forkFrom(run: Run, initial: Fork['initial']): void {
    const { unmapped } = configOfRun(run);
    this.lesson = null;
    this.#fill(settingsOfRun(run, this.settings, this.catalogue));
    this.fork = { run, initial, unmapped };
  }

  /** @throws {Error} naming the field and its value */
  job(): TrainingJob {
    const { fork } = this;
    const origin = fork && { parent: fork.run.id, initial: fork.initial };
    return jobOf($state.snapshot(this.settings) as TrainingSettings, this.#choiceOf, origin);
  }

  #fill(settings: TrainingSettings): void {
    this.fork = null;
    this.settings = settings;
    this.#optimizer = settings.fields.optimizer;
  }
}
