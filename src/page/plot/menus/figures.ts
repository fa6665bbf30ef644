/** Writes the plot as a figure; it is loaded when the first one is exported. */
export { toPng, toSvg } from '../../../../viz/index.ts';
