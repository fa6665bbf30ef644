/** Exports a plot as SVG or PNG. */
export { toSvg, type PictureOptions } from './svg.ts';
export { checkOptions } from './options.ts';
export { toPng } from './png/png.ts';
export { toPdf, type PdfFigure } from './pdf/pdf.ts';
export { FONT_SIZES, isFontSize, parseWidth, unitsPerInch, type Paper } from './paper.ts';
