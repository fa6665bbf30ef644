/** Figures as SVG, PNG and PDF. Without Svelte, so that the command line draws them too; loaded when one is exported. */
export {
  FONT_SIZES,
  isFontSize,
  parseWidth,
  toPdf,
  toPng,
  toSvg,
  unitsPerInch,
  type Paper,
  type PdfFigure,
  type PictureOptions,
} from '../export/index.ts';
export type { FigureOptions } from './options.ts';
export { categoryColors } from '../core/color/palette.ts';
export { comparisonsFigure, type ComparisonsFigure } from './comparisons.ts';
export { curvesFigure, type CurvesFigure } from './curves.ts';
export { functionsFigure, type FunctionChart } from './functions.ts';
export { scatterFigure, type ScatterFigure } from './scatter.ts';
