import { topRows } from '../../analysis/index.ts';
import type { LineStyle } from '../core/raster/style.ts';
import { toggled } from '../core/persistent.ts';
import type { Best } from '../core/order/best.ts';
import type { PlotBands } from '../core/bands/kinds.ts';
import type { Overlay } from '../core/overlays.ts';
import type { AxesState } from './axes-state.svelte.ts';
import type { SelectionState } from './selection-state.svelte.ts';
import type { ViewTimeline } from './view-timeline.svelte.ts';

/** The style of lines, the highlighted ones, and the overlays. */
export class LinesState {
  readonly #view: ViewTimeline;
  readonly #axes: AxesState;
  readonly #selection: SelectionState;
  readonly #overlays = $derived.by(() => this.#view.present.marks);
  readonly #bands = $derived.by(() => this.#view.present.bands);
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

  /** The overlays: histograms on axes, correlations between them. */
  get overlays(): ReadonlySet<Overlay> {
    return this.#overlays;
  }
  toggleOverlay(overlay: Overlay): void {
    this.#view.change({ marks: toggled(this.#overlays, overlay) });
  }

  /** What is drawn of the spread of configurations, or of the selected rows. */
  get bands(): PlotBands {
    return this.#bands;
  }
  setBands(bands: PlotBands): void {
    this.#view.change({ bands });
  }

  /** Width, opacity and curvature of lines. */
  get style(): LineStyle {
    return this.#lines;
  }
  /** Until `endGesture`, further changes are one step of `undo`. */
  setStyle(change: Partial<LineStyle>): void {
    this.#view.change({ lines: { ...this.#lines, ...change } }, 'lines');
  }

  /** The number of best selected rows to highlight, the others de-emphasised; null to highlight all selected rows. */
  get best(): Best | null {
    return this.#best;
  }
  /** Until `endGesture`, further changes are one step of `undo`. */
  setBest(best: Best | null): void {
    this.#view.change({ best }, 'best');
  }
  /** The column by which rows are best; null if none are highlighted or there is no such column of numbers. */
  get bestBy(): string | null {
    return this.#bestBy?.name ?? null;
  }
  /** The rows whose lines are drawn in front, ascending: the selected ones, or the best of them. */
  get front(): Uint32Array {
    return this.#front;
  }
}
