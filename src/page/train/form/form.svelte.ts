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

/** The run that the next training is to begin from. */
export interface Fork {
  readonly run: Run;
  /** Its weights, to go on from; null to begin with new ones. */
  readonly initial: readonly LayerWeights[] | null;
  /** Parameters of the run that no setting stands for. */
  readonly unmapped: readonly string[];
}

/** What the trainer's fields hold, and what a start would make of it. */
export class TrainerForm {
  settings = $state<TrainingSettings>(notebookSettings());
  lesson = $state.raw<Lesson | null>(null);
  fork = $state.raw<Fork | null>(null);
  /** Parts that a teacher's link hides. */
  hidden = $state.raw<readonly Hideable[]>([]);
  /** What a start would train, or the sentence that stands in its way. */
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

  /** The optimiser has been changed: its usual rate comes with it. */
  followOptimizer(): void {
    followOptimizer(this.settings.fields, this.#optimizer);
    this.#optimizer = this.settings.fields.optimizer;
  }

  /** The data have been changed: how they are usually standardised comes with them. */
  followData(before: string): void {
    followData(this.settings.fields, before, this.settings.data.name);
  }

  /** Fills in what a lesson says; without one, what is there stays. */
  study(lesson: Lesson | null): void {
    this.lesson = lesson;
    if (lesson) this.#fill(settingsOfLesson(lesson));
  }

  /** Fills in what a link says. */
  followLink({ settings, hidden }: Setup): void {
    this.lesson = null;
    this.#fill(settings);
    this.hidden = hidden;
  }

  shows(part: Hideable): boolean {
    return !this.hidden.includes(part);
  }

  /** Fills in the settings of a run; a start then makes children of it. */
  forkFrom(run: Run, initial: Fork['initial']): void {
    const { unmapped } = configOfRun(run);
    this.lesson = null;
    this.#fill(settingsOfRun(run, this.settings, this.catalogue));
    this.fork = { run, initial, unmapped };
  }

  /** @throws {Error} a sentence that names the field and its value */
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
