export * from './api/index.ts';
export * from './export/index.ts';
export { PlotState, emptyTable } from './plot.svelte.ts';
export { setTable } from './set-table.ts';
export { default as ParallelPlot } from './ParallelPlot.svelte';
export { default as Legend } from './Legend.svelte';
export { initialView, parseView, viewLink, type PlotView } from './view/view.ts';
export {
  part,
  partOfProperty,
  partsOf,
  readParts,
  writeParts,
  type LeftOut,
  type LinkedSetting,
  type LinkPart,
} from './view/link.ts';
export {
  decodeName,
  encodeName,
  list,
  nameText,
  readNumber,
  splitList,
  type TextCodec,
} from './view/text.ts';
export type { CategoriesExtent, Extent, LanePicks, LanesExtent, RangeExtent } from './core/extent.ts';
export {
  CLASS_PALETTES,
  defaultPalette,
  RAMPS,
  type ClassPalette,
  type Palette,
  type RampName,
} from './core/palette.ts';
export { profileOf, type ColumnProfile } from './core/columns.ts';
export { laneOf, laneLabels, laneTitles, type Lane } from './core/lanes.ts';
export { axisKind, groupAxes, type AxisKind } from './core/axis-kinds.ts';
export { fittingOrientation, type Orientation } from './core/layout.ts';
export { canScale, type ScaleType } from './core/scale-types.ts';
export { defaultStyle as defaultLines, LINE_LIMITS, type LineStyle } from './core/raster/style.ts';
export { placeMenu } from './gestures/place-menu.ts';
export { formatCell, formatValue } from './core/format.ts';
export type { Legend as LegendContent } from './core/color.ts';
