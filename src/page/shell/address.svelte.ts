import type { PlotState } from '../../../viz/index.ts';
import type { RunLibrary } from '../experiments/library.svelte.ts';
import { pinsOf, rowsOfPins, type Pin } from '../plot/pins.ts';
import type { TrainerForm } from '../train/form/form.svelte.ts';
import { readSetup, writeSetup } from '../train/form/setup-link.ts';
import { readLink, writeLink } from './link.ts';
import { sentenceOf, type Messages } from './messages.svelte.ts';

interface Params {
  readonly library: RunLibrary;
  readonly plot: PlotState;
  readonly form: TrainerForm;
  readonly messages: Messages;
}

/** A drag changes the view at every move; browsers refuse so many changes of the address. */
const PAUSE = 250;

/** Keeps the view in the address, and follows one that is given. To be made while a component is. */
export class Address {
  readonly #params: Params;
  /** What a link pins whose rows are not here yet. */
  #toCome = $state.raw<readonly Pin[]>([]);

  constructor(params: Params) {
    this.#params = params;
    $effect(() => this.#pinWhatCame());
    $effect(() => {
      const hash = this.#hash();
      const timer = setTimeout(() => writeAddress(hash), PAUSE);
      return () => clearTimeout(timer);
    });
  }

  /** Applies what the address says of the view. */
  follow(): void {
    if (location.hash.length <= 1) return;
    const { library, plot, form, messages } = this.#params;
    try {
      const view = readLink(location.hash);
      library.options = view.rows;
      plot.applyView(view.plot);
      this.#toCome = view.pins;
      if (view.pins.length === 0) plot.clearPins();
      const setup = readSetup(location.hash);
      if (setup) form.followLink(setup);
    } catch (error) {
      messages.error(`The link's view was not applied: ${sentenceOf(error)}`);
    }
  }

  #hash(): string {
    const { library, plot, form } = this.#params;
    const { history } = library.shown;
    const pins = this.#toCome.length > 0 ? this.#toCome : pinsOf(plot.table, history, plot.pinned);
    const view = writeLink({ rows: library.options, plot: plot.view, pins });
    return [view, ...writeSetup(form)].filter((part) => part !== '').join('&');
  }

  /** Pins of a link wait for the rows that they name. */
  #pinWhatCame(): void {
    const { library, plot } = this.#params;
    const rows = rowsOfPins(plot.table, library.shown.history, this.#toCome);
    if (rows.length === 0) return;
    this.#toCome = [];
    plot.pin(rows);
  }
}

function writeAddress(hash: string): void {
  if (location.hash.replace(/^#/, '') === hash) return;
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
}
