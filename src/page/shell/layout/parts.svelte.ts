import { MediaQuery } from 'svelte/reactivity';
import type { RunLibrary } from '../../experiments/library.svelte.ts';
import type { TrainerForm } from '../../train/form/form.svelte.ts';
import type { Training } from '../../train/running/training.svelte.ts';
import type { Layout } from './layout.svelte.ts';
import type { PageName } from './Pages.svelte';

/** The width of the room for runs, plot and views from which all are open at first, in CSS pixels. */
const MIN_WIDTH = 1200;
/** More runs than this are listed on demand only. */
const MAX_LISTED = 20_000;

interface PartsOptions {
  readonly library: RunLibrary;
  readonly layout: Layout;
  readonly form: Pick<TrainerForm, 'shows' | 'fork'>;
  readonly training: Pick<Training, 'isBusy'>;
}

/** Which parts of the page are shown. Must be created during a component's initialisation. */
export class Parts {
  readonly #options: PartsOptions;
  readonly #narrow = new MediaQuery('max-width: 700px');
  readonly #stacked = new MediaQuery('max-width: 900px');
  /** Whether the trainer was opened or closed by hand; null before. */
  #wantsTrainer = $state<boolean | null>(null);
  #areRunsOpenStacked = $state(false);
  /** Whether the list was open: it does not close when all runs but one are deleted in it. */
  #wasListed = $state(false);
  /** Whether the list was just opened or closed by a button, which the opposite button replaces. */
  #isButtonReplaced = false;
  /** The page that a narrow screen shows. */
  page = $state<PageName>('plot');
  /** The width of the room for runs, plot and views in CSS pixels. */
  width = $state(0);

  constructor(options: PartsOptions) {
    this.#options = options;
    $effect(() => {
      if (this.areRunsOpen) this.#wasListed = true;
    });
    $effect(() => {
      if (options.form.fork !== null || options.training.isBusy) this.#wantsTrainer = true;
    });
  }

  /** Whether runs, plot and views are pages of their own. */
  get arePages(): boolean {
    return this.#narrow.current;
  }

  /** Without a choice the trainer is open until the page has runs of its own. */
  get isTrainerOpen(): boolean {
    const { form, library } = this.#options;
    return form.shows('trainer') && (this.#wantsTrainer ?? library.own.runs.length === 0);
  }
  set isTrainerOpen(isOpen: boolean) {
    this.#wantsTrainer = isOpen;
  }

  /**
   * The list of runs is open at first where it leaves enough room, and there are some runs, but not very many. Where plot
   * and views are below each other it is opened on demand.
   */
  get areRunsOpen(): boolean {
    if (this.arePages) return this.page === 'runs';
    if (this.#stacked.current) return this.#areRunsOpenStacked;
    const { library, layout } = this.#options;
    const count = library.shownSet.length;
    const isSuited = this.width >= MIN_WIDTH && count >= (this.#wasListed ? 1 : 2) && count <= MAX_LISTED;
    return layout.areRunsOpen ?? isSuited;
  }
  set areRunsOpen(isOpen: boolean) {
    this.#isButtonReplaced = true;
    if (this.#stacked.current) this.#areRunsOpenStacked = isOpen;
    else this.#options.layout.areRunsOpen = isOpen;
  }

  /** Focuses the button that opens or closes the list if it replaces the one that was pressed, with the focus. */
  readonly takeFocus = (button: HTMLElement): void => {
    if (this.#isButtonReplaced && document.activeElement === document.body) button.focus();
    this.#isButtonReplaced = false;
  };

  get isPlotShown(): boolean {
    return this.arePages ? this.page === 'plot' : this.#options.layout.shown !== 'views';
  }

  get areViewsShown(): boolean {
    return this.arePages ? this.page === 'views' : this.#options.layout.shown !== 'plot';
  }

  /** What of plot and views is shown beside the list of runs. */
  get shown(): 'both' | 'plot' | 'views' | 'runs' {
    if (this.isPlotShown) return this.areViewsShown ? 'both' : 'plot';
    return this.areViewsShown ? 'views' : 'runs';
  }
}
