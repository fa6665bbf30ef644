import { untrack } from 'svelte';
import type { PlotState } from '../../../viz/index.ts';
import type { RunLibrary } from '../experiments/library.svelte.ts';
import { pinsOf, rowsOfPins, type Pin } from '../plot/pins.ts';
import type { TrainerForm } from '../train/form/form.svelte.ts';
import { filterOf, fingerprintOf, misfitsOf, selectsRows, type ViewFilter } from './link-fit.ts';
import { describeLeftOut, initialPage, readLink, writeLink } from './link.ts';
import type { Messages } from './messages.svelte.ts';

interface Params {
  readonly library: RunLibrary;
  readonly plot: PlotState;
  readonly form: TrainerForm;
  readonly messages: Messages;
}

/** The selection of a link that waits for its data, with their fingerprint. */
interface HeldFilter {
  readonly filter: ViewFilter;
  readonly data: string | null;
  /** Whether a message about the wait was shown. */
  readonly isAnnounced: boolean;
}

/** Milliseconds between updates: a drag changes the view at every move, and browsers limit changes of the address. */
const PAUSE = 250;

/** Synchronises the view with the address. Must be created during a component's initialisation. */
export class Address {
  readonly #params: Params;
  /** Pins of a link whose rows do not exist yet. */
  #pendingPins = $state.raw<readonly Pin[]>([]);
  #held = $state.raw<HeldFilter | null>(null);
  readonly #fingerprint = $derived.by(() => fingerprintOf(this.#params.plot.table));

  constructor(params: Params) {
    this.#params = params;
    $effect(() => this.#pinRows());
    $effect(() => {
      if (params.plot.table.length > 0) untrack(() => this.#applyHeld());
    });
    $effect(() => {
      const hash = this.#hash();
      const timer = setTimeout(() => writeAddress(hash), PAUSE);
      return () => clearTimeout(timer);
    });
  }

  /** Applies the view of the address. */
  follow(): void {
    if (location.hash.length <= 1) return;
    const { library, plot, form, messages } = this.#params;
    const { view, leftOut } = readLink(location.hash);
    const notice = describeLeftOut(leftOut);
    if (notice !== null) messages.notice(notice);
    library.options = view.rows;
    const filter = filterOf(view.plot);
    this.#held = selectsRows(filter) ? { filter, data: view.data, isAnnounced: false } : null;
    const isFit = this.#held !== null && plot.table.length > 0 && this.#misfits(this.#held).length === 0;
    plot.applyView(
      isFit || this.#held === null ? view.plot : { ...view.plot, ...filterOf(initialPage.plot) },
    );
    if (isFit) this.#held = null;
    else if (plot.table.length > 0) this.#announce();
    this.#pendingPins = view.pins;
    if (view.pins.length === 0) plot.clearPins();
    if (view.setup !== initialPage.setup) form.followLink(view.setup);
  }

  #hash(): string {
    const { library, plot, form } = this.#params;
    const { history } = library.shown;
    const pins = this.#pendingPins.length > 0 ? this.#pendingPins : pinsOf(plot.table, history, plot.pinned);
    const { view } = plot;
    const own = filterOf(view);
    // A waiting selection stays in the address until it is replaced.
    const held = selectsRows(own) ? null : this.#held;
    const filter = held?.filter ?? own;
    const data = held === null ? this.#fingerprint : held.data;
    return writeLink({
      rows: library.options,
      plot: { ...view, ...filter },
      pins,
      data: selectsRows(filter) ? data : null,
      setup: { settings: form.settings, hidden: form.hidden },
    });
  }

  /** Applies the link's selection once its data are open. */
  #applyHeld(): void {
    const { plot } = this.#params;
    if (this.#held === null) return;
    if (selectsRows(filterOf(plot.view))) this.#held = null;
    else if (this.#misfits(this.#held).length > 0) this.#announce();
    else {
      plot.amendView({ ...plot.view, ...this.#held.filter });
      this.#held = null;
    }
  }

  /** Why the selection does not fit the runs on the page. */
  #misfits({ filter, data }: HeldFilter): string[] {
    const { library, plot } = this.#params;
    if (data !== null && data === this.#fingerprint) return [];
    const misfits = misfitsOf(filter, plot.table);
    if (misfits.length === 0 && data !== null && library.isExample) return ['the example has other columns'];
    return misfits;
  }

  #announce(): void {
    if (this.#held === null || this.#held.isAnnounced) return;
    const misfits = this.#misfits(this.#held).join(', ');
    this.#params.messages.notice(
      `This link was made for other data, and its selection waits until they are opened: ${misfits}.`,
    );
    this.#held = { ...this.#held, isAnnounced: true };
  }

  /** Applies the link's pins once their rows exist. */
  #pinRows(): void {
    const { library, plot } = this.#params;
    const rows = rowsOfPins(plot.table, library.shown.history, this.#pendingPins);
    if (rows.length === 0) return;
    this.#pendingPins = [];
    plot.pin(rows);
  }
}

function writeAddress(hash: string): void {
  if (location.hash.replace(/^#/, '') === hash) return;
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
}
