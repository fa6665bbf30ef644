import { topRows } from '../../analysis/index.ts';
import type { LineStyle } from '../core/raster/style.ts';
import { toggled } from '../core/persistent.ts';
import type { Best } from '../core/order/best.ts';
import type { Mark } from '../core/marks.ts';
import type { AxesState } from './axes-state.svelte.ts';
import type { SelectionState } from './selection-state.svelte.ts';
import type { ViewTimeline } from './view-timeline.svelte.ts';

/** How the lines look, which of them stand in front, and what is shown beside them. */
export class LinesState {
  readonly #view: ViewTimeline;
  readonly #axes: AxesState;
  readonly #selection: SelectionState;
  readonly #marks = $derived.by(() => this.#view.present.marks);
  readonly #lines = $derived.by(() => this.#view.present.lines);
  readonly #best = $derived.by(() => this.#view.present.best);
  readonly #bestBy = $derived.by(() => {
    if (this.#best === null) return null;
    const column = this.#axes.columns.get(this.#best.by ?? this.#axes.target ?? '');
    return column?.kind === 'number' ? column : null;
  });
  readonly #front = $derived.by(() =>
    this.#best === null || this.#bestBy === null || this.#best.count >= this.#selection.selected.length
      ? this.#selection.selected
      : topRows(this.#bestBy, this.#selection.selected, this.#best.count),
  );

  constructor(view: ViewTimeline, axes: AxesState, selection: SelectionState) {
    this.#view = view;
    this.#axes = axes;
    this.#selection = selection;
  }

  /** What is shown beside the lines: histograms on axes, correlations between them. */
  get marks(): ReadonlySet<Mark> {
    return this.#marks;
  }
  toggleMark(mark: Mark): void {
    this.#view.change({ marks: toggled(this.#marks, mark) });
  }

  /** How wide, opaque and curved lines are. */
  get style(): LineStyle {
    return this.#lines;
  }
  /** Until `settle`, further changes count as one to `undo`. */
  setStyle(change: Partial<LineStyle>): void {
    this.#view.change({ lines: { ...this.#lines, ...change } }, 'lines');
  }

  /** How many of the best selected rows stand in front, the other selected ones pale behind them; null for all selected ones. */
  get best(): Best | null {
    return this.#best;
  }
  /** Until `settle`, further changes count as one to `undo`. */
  setBest(best: Best | null): void {
    this.#view.change({ best }, 'best');
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
