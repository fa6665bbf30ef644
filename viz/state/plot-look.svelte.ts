import { topRows } from '../../analysis/index.ts';
import type { LineStyle } from '../core/raster/style.ts';
import { toggled } from '../core/persistent.ts';
import type { Best } from '../core/order/best.ts';
import type { Mark } from '../core/marks.ts';
import { PlotSelection } from './plot-selection.svelte.ts';

/** How the lines look, which of them stand in front, and what is shown beside them. */
export class PlotLook extends PlotSelection {
  readonly #marks = $derived(this.present.marks);
  readonly #lines = $derived(this.present.lines);
  readonly #best = $derived(this.present.best);
  readonly #bestBy = $derived.by(() => {
    if (this.#best === null) return null;
    const column = this.columns.get(this.#best.by ?? this.target ?? '');
    return column?.kind === 'number' ? column : null;
  });
  readonly #front = $derived(
    this.#best === null || this.#bestBy === null || this.#best.count >= this.selection.length
      ? this.selection
      : topRows(this.#bestBy, this.selection, this.#best.count),
  );

  /** What is shown beside the lines: histograms on axes, correlations between them. */
  get marks(): ReadonlySet<Mark> {
    return this.#marks;
  }
  toggleMark(mark: Mark): void {
    this.change({ marks: toggled(this.#marks, mark) });
  }

  /** How wide, opaque and curved lines are. */
  get lines(): LineStyle {
    return this.#lines;
  }
  /** Until `settle`, further changes count as one to `undo`. */
  setLines(change: Partial<LineStyle>): void {
    this.change({ lines: { ...this.#lines, ...change } }, 'lines');
  }

  /** How many of the best selected rows stand in front, the other selected ones pale behind them; null for all selected ones. */
  get best(): Best | null {
    return this.#best;
  }
  /** Until `settle`, further changes count as one to `undo`. */
  setBest(best: Best | null): void {
    this.change({ best }, 'best');
  }
  /** The column that says which rows are best; null while none are asked for, or there is no such column of numbers. */
  get bestBy(): string | null {
    return this.#bestBy?.name ?? null;
  }
  /** The rows whose lines are drawn in front, ascending: the selected ones, or the best of them. */
  get front(): Uint32Array {
    return this.#front;
  }
}
