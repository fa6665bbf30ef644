import { untrack } from 'svelte';
import { configParameters } from '../../../trainer/index.ts';
import type { KeyStorage } from '../shell/fallbacks/storage.ts';
import type { Dashboard } from '../shell/dashboard.ts';
import { sentenceOf } from '../shell/messages.svelte.ts';
import { unique } from '../shell/names.ts';
import { forgetGuesses, keepGuess, readGuesses, restoreGuesses, type Guess } from './guess/guesses.ts';
import { isJobOfLesson } from './lesson-job.ts';
import { settingsOfLesson, type Finding, type Lesson } from './lesson.ts';
import { viewOfLesson, withAxes } from './show-lesson.ts';

/**
 * The study of a lesson: its guess is asked for and stored, its training is shown in the lesson's view, and the answer
 * follows both. Must be created during a component's initialisation.
 */
export class Study {
  readonly #dashboard: Dashboard;
  readonly #storage: KeyStorage;
  /** All stored guesses. */
  guesses = $state.raw<readonly Guess[]>([]);
  /** The job before the lesson was chosen: later ones are the lesson's. */
  #jobBefore = $state.raw<Dashboard['training']['job']>(null);
  /** Whether the axes wait for the columns of the lesson's runs. */
  #areAxesPending = $state(false);

  constructor(dashboard: Dashboard, storage: KeyStorage) {
    this.#dashboard = dashboard;
    this.#storage = storage;
    this.guesses = readGuesses(storage);
    this.#jobBefore = dashboard.training.job;
    $effect(() => {
      // Every start is shown, also a second one of the same lesson.
      if (this.isStarted && dashboard.training.job !== null) untrack(() => this.#show());
    });
    $effect(() => this.#showAxes());
  }

  get lesson(): Lesson | null {
    return this.#dashboard.form.lesson;
  }

  /** The guess at the lesson; null before. */
  readonly guess = $derived.by(() => {
    const name = this.lesson?.name;
    return this.guesses.find(({ lesson }) => lesson === name) ?? null;
  });

  /** Whether training was started since the lesson was chosen. */
  readonly isStarted = $derived.by(() => {
    const { job } = this.#dashboard.training;
    return this.lesson !== null && job !== null && job !== this.#jobBefore;
  });

  /** Whether that training has ended. */
  readonly isTrained = $derived.by(() => {
    const { isBusy, runs } = this.#dashboard.training;
    return this.isStarted && !isBusy && runs.length > 0;
  });

  /** What the runs show; null for runs of other settings or that were stopped, a text if the claim cannot be checked. */
  readonly finding = $derived.by((): Finding | string | null => {
    const { job, runs } = this.#dashboard.training;
    const { lesson } = this;
    if (!this.isTrained || lesson === null || job === null || !isJobOfLesson(job, lesson)) return null;
    if (runs.some(({ status }) => status === 'stopped' || status === 'failed')) return null;
    try {
      return lesson.claim(runs);
    } catch (error) {
      return sentenceOf(error);
    }
  });

  /** Fills in the settings of a lesson; null closes it and leaves the settings. */
  choose(lesson: Lesson | null): void {
    const { form, training } = this.#dashboard;
    this.#jobBefore = training.job;
    this.#areAxesPending = false;
    if (lesson === null) form.lesson = null;
    else form.fill(settingsOfLesson(lesson), { lesson });
  }

  keep(choice: number, confidence: number): void {
    if (this.lesson === null) return;
    this.guesses = keepGuess(this.#storage, { lesson: this.lesson.name, choice, confidence });
  }

  /** Removes all guesses; the message about it can restore them. */
  forget(): void {
    const forgotten = this.guesses;
    forgetGuesses(this.#storage);
    this.guesses = [];
    const count = forgotten.length === 1 ? '1 guess' : `${String(forgotten.length)} guesses`;
    this.#dashboard.messages.notice(`${count} forgotten.`, [], {
      label: 'Undo',
      run: () => (this.guesses = restoreGuesses(this.#storage, forgotten)),
    });
  }

  /** Shows the lesson's view and hides earlier runs, in one step that can be undone. Colours and line style stay. */
  #show(): void {
    const { lesson } = this;
    if (lesson === null) return;
    const { plot, settings, panel, library, training } = this.#dashboard;
    const { plot: view, rows, curves, scatter, view: name } = viewOfLesson(lesson);
    const { palette, lines } = plot.view;
    const isEarlier = (id: string) => !training.runs.some((run) => run.id === id);
    const earlier = library.own.runs.map(({ id }) => id).filter(isEarlier);
    plot.applyView(
      { ...view, palette, lines },
      { ...settings.current, rows, curves, scatter, visibility: { only: false, runs: earlier } },
    );
    panel.current = name;
    this.#areAxesPending = true;
  }

  /** Hides all columns but the lesson's, as soon as the table has its runs. */
  #showAxes(): void {
    const { lesson } = this;
    const { plot, library } = this.#dashboard;
    if (lesson === null || !this.#areAxesPending || library.isExample || plot.table !== library.table) return;
    const { job } = this.#dashboard.training;
    // Some parameters, such as a standard deviation, are columns only once a later run has them.
    const parameters = job?.candidates.flatMap(({ config }) => Object.keys(configParameters(config))) ?? [];
    const names = unique([...plot.table.columns.map(({ name }) => name), ...parameters]);
    untrack(() => {
      const view = withAxes(plot.view, lesson.axes, names);
      if (view === null) return;
      this.#areAxesPending = false;
      plot.amendView(view);
    });
  }
}
