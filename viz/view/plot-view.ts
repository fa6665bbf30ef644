import type { AngleBrush } from '../core/brush/angles.ts';
import type { Palette } from '../core/color/palette.ts';
import type { Lane } from '../core/layout/lanes.ts';
import type { Best } from '../core/order/best.ts';
import type { PlotBands } from '../core/bands/kinds.ts';
import type { Overlay } from '../core/overlays.ts';
import type { LineStyle } from '../core/raster/style.ts';
import type { ScaleType } from '../core/scale/scale-types.ts';

/** A range on an axis. A column with several ranges has several brushes. */
export type Brush =
  | {
      readonly column: string;
      readonly kind: 'range';
      readonly min: number;
      readonly max: number;
      readonly lanes?: Lane[] | undefined;
    }
  | {
      readonly column: string;
      readonly kind: 'categories';
      readonly values: string[];
      readonly lanes?: Lane[] | undefined;
    }
  | { readonly column: string; readonly kind: 'lanes'; readonly lanes?: Lane[] | undefined };

/** The parts of a view that define the filter. */
export interface FilterView {
  readonly brushes: Brush[];
  readonly negated: string[];
  readonly angles: AngleBrush[];
  readonly combine: 'all' | 'any';
  /** A condition that brushes cannot express; absent for none. */
  readonly condition?: string | undefined;
}

/** The column that rows are compared by. Without a direction it is that of the data. */
export interface PlotObjective {
  readonly metric: string;
  readonly direction?: 'min' | 'max' | undefined;
}

/** Rows that were kept or excluded by the filter of that time. */
export interface FilterStepView extends FilterView {
  readonly action: 'keep' | 'exclude';
}

/**
 * All changes of a plot, as plain JSON. Column names are values, never keys, since a column can be called `__proto__`.
 * Without `colorBy` the column is inferred; null is a single colour.
 */
export interface PlotView extends FilterView {
  readonly order: string[];
  readonly hidden: string[];
  readonly shown: string[];
  readonly inverted: string[];
  readonly scales: { readonly column: string; readonly type: ScaleType }[];
  readonly categoryOrders: { readonly column: string; readonly names: string[] }[];
  readonly domains: { readonly column: string; readonly min: number; readonly max: number }[];
  readonly steps: FilterStepView[];
  /** Inferred if absent. */
  readonly objective?: PlotObjective | undefined;
  readonly colorBy?: string | null | undefined;
  readonly palette: Palette;
  readonly lines: LineStyle;
  readonly best: Best | null;
  readonly bands: PlotBands;
  readonly marks: Overlay[];
  /** The column whose values split the plot into small multiples; absent for none. */
  readonly facet?: string | undefined;
  /** The column whose numbers scale the opacity of lines; absent for none. */
  readonly weight?: string | undefined;
}
