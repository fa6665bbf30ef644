import type { KeyStorage } from './fallbacks/storage.ts';

/** The parts of the page that are shown: plot and views, or one of them alone. */
export type Shown = 'both' | 'plot' | 'views';

const KEY = 'heddle.plot-height';
const RUNS_KEY = 'heddle.runs-list';

/** The share of the plot at first; the views that are looked at need more room than the table. */
export const INITIAL_SHARE = 0.58;

/** How the page is divided. The height of the plot and whether the list of runs is open are those of the last visit. */
export class Layout {
  #share = $state(INITIAL_SHARE);
  shown = $state<Shown>('both');
  #isRunsOpen = $state<boolean | null>(null);
  readonly #storage: KeyStorage;

  constructor(storage: KeyStorage) {
    this.#storage = storage;
    const stored = Number(storage.getItem(KEY));
    if (stored > 0 && stored < 1) this.#share = stored;
    const runs = storage.getItem(RUNS_KEY);
    if (runs !== null) this.#isRunsOpen = runs === 'open';
  }

  /** The share of the plot in the height of plot and views, from 0 to 1. */
  get share(): number {
    return this.#share;
  }
  set share(share: number) {
    this.#share = share;
    if (share === INITIAL_SHARE) this.#storage.removeItem(KEY);
    else this.#storage.setItem(KEY, String(share));
  }

  /** Whether the list of runs was opened or closed by hand, in this visit or an earlier one; null if neither. */
  get isRunsOpen(): boolean | null {
    return this.#isRunsOpen;
  }
  set isRunsOpen(isOpen: boolean) {
    this.#isRunsOpen = isOpen;
    this.#storage.setItem(RUNS_KEY, isOpen ? 'open' : 'closed');
  }

  /** Shows a part alone, or both parts again. */
  toggle(part: 'plot' | 'views'): void {
    this.shown = this.shown === part ? 'both' : part;
  }
}
