import type { PlotState } from '../../../../viz/index.ts';
import { initialSettings, type Settings } from './link.ts';

/** The settings of the page around the plot. They are undone in one sequence with the plot's view. */
export class PageSettings {
  readonly #plot: Pick<PlotState, 'pageSettings' | 'changePageSettings'>;

  constructor(plot: Pick<PlotState, 'pageSettings' | 'changePageSettings'>) {
    this.#plot = plot;
  }

  get current(): Settings {
    return (this.#plot.pageSettings as Settings | undefined) ?? initialSettings;
  }

  /** Changes settings. Consecutive changes of the same gesture are one step of undo, until the plot's `endGesture`. */
  change(part: Partial<Settings>, gesture: string | null = null): void {
    this.#plot.changePageSettings({ ...this.current, ...part }, gesture);
  }
}
