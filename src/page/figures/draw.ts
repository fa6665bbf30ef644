/** Writes figures; it is loaded when the first one is exported. */
export { parseWidth, toPdf, toPng, toSvg, unitsPerInch } from '../../../viz/figures/index.ts';
