import type { Column, Table } from '../../history/index.ts';
import type { AngleBrush } from '../core/brush/angles.ts';
import { findColumn } from '../core/rows/columns.ts';
import type { ColorScale } from '../core/color/color.ts';
import type { Extent } from '../core/brush/extent.ts';
import { createGeometry, type PlotGeometry } from '../core/layout/geometry.ts';
import { createPositions } from '../core/layout/positions.ts';
import type { Orientation } from '../core/layout/layout.ts';
import type { SplitName } from '../core/layout/split-name.ts';
import type { LineStyle } from '../core/raster/style.ts';
import type { Overlay } from '../core/overlays.ts';
import type { PlotState } from '../state/plot.svelte.ts';
import type { PictureTheme } from './theme.ts';

/** The contents of an exported picture, as plain data. Lengths are in CSS pixels. */
export interface Picture {
  readonly geometry: PlotGeometry;
  /** Per axis, per row, the position below the top of the axes. */
  readonly positions: readonly Float32Array[];
  readonly rows: Uint32Array;
  readonly selection: Uint32Array;
  /** The rows whose lines are drawn in front. */
  readonly front: Uint32Array;
  readonly colorScale: ColorScale | null;
  readonly rowColor: (row: number) => string;
  /** The column of the lines' weights; undefined if all lines have the same one. */
  readonly weight: Column | undefined;
  readonly brushes: ReadonlyMap<string, readonly Extent[]>;
  readonly negated: ReadonlySet<string>;
  readonly angles: readonly AngleBrush[];
  /** The table as shown on the axes. */
  readonly shownTable: Table;
  /** The highlighted rows, and the name of a row. */
  readonly pinned: readonly number[];
  readonly nameOf: (row: number) => SplitName;
  readonly overlays: ReadonlySet<Overlay>;
  readonly titleOf: (name: string) => string;
  readonly style: LineStyle;
  readonly theme: PictureTheme;
}

/** The picture of a plot whose lines and axes fill `width` × `height`. Too small a box is overflowed, as on the page. */
export function createPicture(
  plot: PlotState,
  width: number,
  height: number,
  theme: PictureTheme,
  orientation: Orientation = 'horizontal',
): Picture {
  const { scales, inverted, domains, rows, selection, front, colorScale, brushes, negated, overlays, lines } =
    plot;
  const columns = plot.axes.flatMap((name) => findColumn(plot.shownTable, name) ?? []);
  const isVertical = orientation === 'vertical';
  const geometry = createGeometry({
    width: isVertical ? height : width,
    height: isVertical ? width : height,
    orientation,
    columns,
    scales,
    inverted,
    domains,
    labels: plot.host.labels,
  });
  const positions = geometry.axes.map((axis) => createPositions(axis.column, axis.scale, axis.laneY));
  const rowColor = (row: number) => (colorScale === null ? theme.accent : plot.rowColor(row));
  return {
    geometry,
    positions,
    rows,
    selection,
    front,
    colorScale,
    rowColor,
    weight: plot.columnOf('weight'),
    brushes,
    negated,
    angles: plot.angles,
    shownTable: plot.shownTable,
    pinned: plot.pinned,
    nameOf: (row) => plot.nameAmong(row, plot.pinned),
    overlays,
    titleOf: plot.host.labels.titleOf,
    style: lines,
    theme,
  };
}
