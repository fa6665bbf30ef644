export * from './api/index.ts';
export { applyHiPlot } from './api/apply-hiplot.ts';
export type { PictureOptions } from './export/index.ts';
export { PlotState, emptyTable } from './state/plot.svelte.ts';
export { setTable } from './state/set-table.ts';
export { default as ParallelPlot } from './plot/FacetedPlot.svelte';
export { prepareDrawing } from './renderer/page-graphics.ts';
export { default as Legend } from './plot/legend/Legend.svelte';
export type { PlotView } from './view/plot-view.ts';
export { initialView, parseView } from './view/view.ts';
export { viewLink } from './view/link/view-link.ts';
export {
  initialValues,
  part,
  partOfProperty,
  partsOf,
  readParts,
  writeParts,
  type LeftOut,
  type LinkedSetting,
  type LinkPart,
} from './view/link/link.ts';
export {
  decodeName,
  encodeName,
  list,
  names as nameList,
  readNumber,
  splitList,
  type TextCodec,
} from './view/link/text.ts';
export { splitName, type SplitName } from './core/layout/split-name.ts';
export {
  fitExtent,
  type CategoriesExtent,
  type Extent,
  type LanePicks,
  type LanesExtent,
  type RangeExtent,
} from './core/brush/extent.ts';
export {
  categoryColors,
  defaultPalette,
  type CategoricalPalette,
  type Palette,
  type SequentialPalette,
} from './core/color/palette.ts';
export { profileOf, type ColumnProfile } from './core/rows/columns.ts';
export type { Lane } from './core/layout/lanes.ts';
export { groupAxes, type AxisKind } from './core/order/axis-kinds.ts';
export { fittingOrientation, type Orientation } from './core/layout/layout.ts';
export type { ScaleType } from './core/scale/scale-types.ts';
export { defaultStyle as defaultLines, LINE_LIMITS, type LineStyle } from './core/raster/style.ts';
export { placeMenu } from './gestures/place-menu.ts';
export { formatCell, formatValue } from './core/scale/format.ts';
export type { Legend as LegendContent } from './core/color/color.ts';
export { default as Scatter } from './scatter/Scatter.svelte';
export type { ScatterBrush } from './scatter/brush.ts';
export type { Directions } from './scatter/staircase.ts';
export { maxLines as maxLineageLines } from './scatter/lineage.ts';
export type { ColorScale } from './core/color/color.ts';
export { default as Curves } from './curves/Curves.svelte';
export { type Baseline, type CurveGroups, type CurveMark, type CurveZoom } from './curves/types.ts';
export { BANDS, type Band } from './core/curves/band-kinds.ts';
export { meanCurves } from './core/curves/mean-band.ts';
