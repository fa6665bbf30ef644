/** Pictures of a plot for papers and slides. */
export { toSvg, type PictureOptions } from './svg.ts';
export { toPng } from './png.ts';
