import type { Orientation } from '../core/layout/layout.ts';
import type { DrawnBy, RendererOption } from '../renderer/choice.ts';
import type { PlotState } from '../state/plot.svelte.ts';

/** The properties of a plot as a component. */
export interface PlotProps {
  plot: PlotState;
  label?: string;
  /** The element in which keyboard shortcuts apply to this plot; by default the plot itself. */
  keys?: HTMLElement | undefined;
  /** The renderer: `gpu`, `cpu`, or `auto` for the faster one. */
  renderer?: RendererOption;
  /** Called with the renderer in use and the reason, initially and on every change. */
  onDrawnBy?: (drawnBy: DrawnBy) => void;
  /** Called with the row of a line that is clicked. */
  onLineClick?: (row: number) => void;
  /** The direction of the axes; `auto` is vertical if the plot is too narrow for its axes. */
  orientation?: Orientation | 'auto';
  /** The plural noun for rows in texts. */
  noun?: string;
  /** The description of the selection for screen readers; delayed during a drag. */
  summary?: string;
}
