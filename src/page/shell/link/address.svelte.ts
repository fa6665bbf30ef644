import { untrack } from 'svelte';
import type { CustomActivation } from '../../../../trainer/index.ts';
import type { PlotState } from '../../../../viz/index.ts';
import type { RunLibrary } from '../../experiments/library.svelte.ts';
import type { Conditions } from '../../filter/conditions.svelte.ts';
import { pinsOf, rowsOfPins, type Pin } from '../../plot/pins.ts';
import { namesOf } from '../../train/form/own-formulas.ts';
import type { TrainerForm } from '../../train/form/form.svelte.ts';
import {
  describeMisfits,
  filterOf,
  fingerprintOf,
  hasCondition,
  missingColumns,
  noFilter,
  selectsRows,
  splitFilter,
  type SplitFilter,
  type ViewFilter,
} from './link-fit.ts';
import { describeLeftOut, initialPage, readLink, settingsOf, writeLink, type ViewName } from './link.ts';
import type { Messages } from '../messages.svelte.ts';
import type { PageSettings } from './settings.svelte.ts';

interface Params {
  readonly library: RunLibrary;
  readonly plot: PlotState;
  readonly conditions: Conditions;
  readonly settings: PageSettings;
  /** The view below the plot. */
  readonly panel: { current: ViewName };
  /** The trainer's settings. */
  readonly form: Pick<TrainerForm, 'settings' | 'hidden' | 'followLink'>;
  readonly messages: Messages;
  /** The user-defined activations of the page. */
  readonly activations: () => readonly CustomActivation[];
}

/** The selection of a link of which parts wait for their data, with their fingerprint. */
interface HeldFilter {
  readonly filter: ViewFilter;
  /** The parts that the plot has, as it returns them. */
  readonly applied: ViewFilter;
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
      void params.conditions.language;
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
    const { plot, panel, form, messages } = this.#params;
    const { view, leftOut } = readLink(location.hash);
    const notice = describeLeftOut(leftOut);
    if (notice !== null) messages.notice(notice);
    plot.applyView({ ...view.plot, ...noFilter }, settingsOf(view));
    panel.current = view.view;
    const applied = filterOf(plot.view);
    this.#held = { filter: filterOf(view.plot), applied, data: view.data, isAnnounced: false };
    if (plot.table.length > 0) this.#applyHeld();
    this.#pendingPins = view.pins;
    if (view.pins.length === 0) plot.clearPins();
    if (view.setup !== initialPage.setup) form.followLink(view.setup);
  }

  #hash(): string {
    const { library, plot, settings, panel, form } = this.#params;
    const { history } = library.shown;
    const pins = this.#pendingPins.length > 0 ? this.#pendingPins : pinsOf(plot.table, history, plot.pinned);
    const { view } = plot;
    const own = filterOf(view);
    // A selection that waits stays in the address until the selection is changed.
    const held = this.#held !== null && isSame(own, this.#held.applied) ? this.#held : null;
    const filter = held?.filter ?? own;
    const data = held === null ? this.#fingerprint : held.data;
    const names = namesOf(form.settings);
    const activations = this.#params.activations().filter(({ name }) => names.includes(name));
    return writeLink({
      ...settings.current,
      view: panel.current,
      plot: { ...view, ...filter },
      pins,
      data: selectsRows(filter) ? data : null,
      setup: { settings: form.settings, hidden: form.hidden, own: activations },
    });
  }

  /** Applies what fits of the link's selection, and names what waits. Ends the wait if the selection was changed. */
  #applyHeld(): void {
    const { plot, messages, conditions } = this.#params;
    const held = this.#held;
    if (held === null) return;
    if (!isSame(filterOf(plot.view), held.applied)) {
      this.#held = null;
      return;
    }
    if (hasCondition(held.filter) && conditions.language === null) {
      void conditions.load();
      return;
    }
    const { fitting, misfits } = this.#split(held);
    if (!isSame(fitting, held.applied)) plot.amendView({ ...plot.view, ...fitting });
    if (!held.isAnnounced) {
      const isSameData = held.data !== null && held.data === this.#fingerprint;
      const notice = describeMisfits(
        isSameData ? [] : [...misfits, ...missingColumns(plot.view, plot.table)],
      );
      if (notice !== null) messages.notice(notice);
    }
    this.#held = misfits.length === 0 ? null : { ...held, applied: filterOf(plot.view), isAnnounced: true };
  }

  /** What of a selection fits the runs on the page. The example's rows are not those of a link that was made for others. */
  #split({ filter, data }: HeldFilter): SplitFilter {
    const { library, plot, conditions } = this.#params;
    if (!selectsRows(filter) || (data !== null && data === this.#fingerprint)) {
      return { fitting: filter, misfits: [] };
    }
    const split = splitFilter(filter, plot.table, conditions.language);
    if (data === null || !library.isExample) return split;
    const misfits = split.misfits.length > 0 ? split.misfits : ['the example has other columns'];
    return { fitting: noFilter, misfits };
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

/** Whether two filters of plots are the same. */
function isSame(a: ViewFilter, b: ViewFilter): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
