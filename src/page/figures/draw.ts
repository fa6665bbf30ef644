/** Writes figures; it is loaded when the first one is exported. */
export {
  comparisonsFigure,
  curvesFigure,
  functionsFigure,
  parseWidth,
  scatterFigure,
  toPdf,
  toPng,
  toSvg,
  unitsPerInch,
} from '../../../viz/figures/index.ts';
