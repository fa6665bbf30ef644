import type { Run } from '../../../../history/index.ts';
import type { CustomActivation, LayerWeights } from '../../../../trainer/index.ts';
import type { ActivationCatalogue } from '../../activations/catalogue.svelte.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { withNames } from './own-formulas.ts';
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

/** Where the settings of a form are from. */
interface Origin {
  readonly lesson: Lesson | null;
  readonly fork: Fork | null;
}

/** The state of the trainer's fields. `TrainerPlan` has the job that they describe. */
export class TrainerForm {
  settings = $state<TrainingSettings>(notebookSettings());
  lesson = $state.raw<Lesson | null>(null);
  fork = $state.raw<Fork | null>(null);
  /** Parts of the form that the link hides. */
  hidden = $state.raw<readonly Hideable[]>([]);
  /** User-defined activations of the link that are not in the catalogue yet: see `adopt`. */
  linked = $state.raw<readonly CustomActivation[]>([]);
  #optimizer: string | boolean = 'sgd';

  /** Sets the default learning rate of the chosen optimiser. */
  followOptimizer(): void {
    followOptimizer(this.settings.fields, this.#optimizer);
    this.#optimizer = this.settings.fields.optimizer;
  }

  /** Sets the default standardisation of the chosen data. */
  followData(before: string): void {
    followData(this.settings.fields, before, this.settings.data.name);
  }

  /** Fills in the settings of a link. */
  followLink({ settings, hidden, own }: Setup): void {
    this.fill(settings);
    this.hidden = hidden;
    this.linked = own;
  }

  /** Adds the link's activations to the catalogue, and names them in the settings as there. Returns what was done. */
  adopt(catalogue: Pick<ActivationCatalogue, 'adopt'>): readonly string[] {
    const { names, sentences } = catalogue.adopt(this.linked);
    this.linked = [];
    this.settings = withNames(this.settings, names);
    return sentences;
  }

  shows(part: Hideable): boolean {
    return !this.hidden.includes(part);
  }

  /** Fills in settings. @param origin the lesson or the run that they are from */
  fill(settings: TrainingSettings, { lesson = null, fork = null }: Partial<Origin> = {}): void {
    this.lesson = lesson;
    this.fork = fork;
    this.settings = settings;
    this.#optimizer = settings.fields.optimizer;
  }
}
