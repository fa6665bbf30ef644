/** Exports a plot as SVG or PNG. */
export { toSvg, type PictureOptions } from './svg.ts';
export { checkOptions } from './options.ts';
export { toPng } from './png/png.ts';
