import type { Run } from '../../../history/index.ts';
import type { FieldValues, VariedSettings } from '../train/form/fields.ts';
import { notebookSettings, type TrainingSettings } from '../train/form/settings.ts';

/** What a claim finds in the runs of a lesson. */
export interface Finding {
  readonly holds: boolean;
  /** The numbers that decide, in a few words: `sigmoid 1.099, ReLU 0.07`. */
  readonly measured: string;
}

/** What a lesson draws beside its question: see `lessonChart`. */
export type ChartName = 'gradients' | 'spreads' | 'rates';

/** An experiment with a question that is answered by its runs. */
export interface Lesson {
  /** The key of stored guesses; never renamed. */
  readonly name: string;
  readonly title: string;
  /** Asked before training. */
  readonly question: string;
  readonly choices: readonly string[];
  /** The index of the right choice. */
  readonly correct: number;
  /** What the runs show, and why. Says no more than `claim` checks. */
  readonly answer: string;
  /** A built-in data set, a toy with its noise if that is not the default: `moons:0.3`. */
  readonly data: string;
  /** The number of rows; all of them by default. */
  readonly limit?: string;
  readonly activations: readonly string[];
  readonly fields: Partial<FieldValues>;
  readonly varied?: VariedSettings;
  readonly folds?: string;
  /** The axes of the plot while the lesson is studied, from left to right. */
  readonly axes: readonly string[];
  /** The rest of the view, as pairs of a link: `view=curves&level=runs&lens=last&color=activation`. */
  readonly view: string;
  readonly chart?: ChartName;
  /**
   * Whether the runs show what the answer says.
   *
   * @param runs all runs of the lesson's settings with any seed, those of folds included
   * @throws {Error} if a run that the claim is about is missing
   */
  readonly claim: (runs: readonly Run[]) => Finding;
}

/** The settings of a lesson; those it leaves out are the notebook's. */
export function settingsOfLesson(
  { data, limit = '', activations, fields, varied, folds = '' }: Lesson,
  seed = 0,
): TrainingSettings {
  const base = notebookSettings();
  const [name = '', noise = ''] = data.split(':');
  return {
    ...base,
    data: { ...base.data, name, noise },
    limit,
    activations: [...activations],
    fields: { ...base.fields, seed: String(seed), ...fields },
    varied: { ...varied },
    folds: { ...base.folds, count: folds },
  };
}
