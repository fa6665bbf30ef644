import type { KeyStorage } from '../fallbacks/storage.ts';
import type { ViewName } from '../link/link.ts';

/** The parts of the page that are shown: plot and views, or one of them alone. */
export type Shown = 'both' | 'plot' | 'views';

const KEY = 'heddle.plot-height';
const FIRST_KEY = 'heddle.first-view-width';
const RUNS_KEY = 'heddle.runs-list';

/** The share of the plot in the height of plot and views, unless it was chosen: pictures need more room than rows. */
const SHARE_ABOVE_TABLE = 0.58;
const SHARE_ABOVE_PICTURES = 0.47;

/** How the page is divided. The height of the plot, the width of the first of two views and whether the list of runs is open are those of the last visit. */
export class Layout {
  #chosen = $state<number | null>(null);
  #firstShare = $state(0.5);
  shown = $state<Shown>('both');
  #areRunsOpen = $state<boolean | null>(null);
  readonly #storage: KeyStorage;
  readonly #view: () => ViewName;
  readonly #initial = $derived.by(() =>
    this.#view() === 'table' ? SHARE_ABOVE_TABLE : SHARE_ABOVE_PICTURES,
  );

  /** @param view the view below the plot */
  constructor(storage: KeyStorage, view: () => ViewName) {
    this.#storage = storage;
    this.#view = view;
    const stored = Number(storage.getItem(KEY));
    if (stored > 0 && stored < 1) this.#chosen = stored;
    const first = Number(storage.getItem(FIRST_KEY));
    if (first > 0 && first < 1) this.#firstShare = first;
    const runs = storage.getItem(RUNS_KEY);
    if (runs !== null) this.#areRunsOpen = runs === 'open';
  }

  /** The share of the plot in the height of plot and views, from 0 to 1. */
  get share(): number {
    return this.#chosen ?? this.#initial;
  }

  /** Chooses the share; null for the one that suits the view. */
  resize(share: number | null): void {
    this.#chosen = share;
    if (share === null) this.#storage.removeItem(KEY);
    else this.#storage.setItem(KEY, String(share));
  }

  /** The share of the first view in the width of two, from 0 to 1. */
  get firstShare(): number {
    return this.#firstShare;
  }

  /** Chooses the share of the first view; null for a half. */
  resizeFirst(share: number | null): void {
    this.#firstShare = share ?? 0.5;
    if (share === null) this.#storage.removeItem(FIRST_KEY);
    else this.#storage.setItem(FIRST_KEY, String(share));
  }

  /** Whether the list of runs was opened or closed by hand, in this visit or an earlier one; null if neither. */
  get areRunsOpen(): boolean | null {
    return this.#areRunsOpen;
  }
  set areRunsOpen(isOpen: boolean) {
    this.#areRunsOpen = isOpen;
    this.#storage.setItem(RUNS_KEY, isOpen ? 'open' : 'closed');
  }

  /** Shows a part alone, or both parts again. */
  toggle(part: 'plot' | 'views'): void {
    this.shown = this.shown === part ? 'both' : part;
  }
}
