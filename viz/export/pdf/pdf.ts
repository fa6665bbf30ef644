import { contentOf } from './content.ts';
import { PdfFile, pdfText } from './file.ts';
import { pdfNumber } from './path.ts';
import { PdfResources } from './resources.ts';
import { parseSvg } from './svg-nodes.ts';

/** A PDF file, and the characters of its text that the standard fonts do not have: they are question marks. */
export interface PdfFigure {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly unknown: readonly string[];
}

/** Points per unit of a length: an inch has 72 points and 96 CSS pixels. */
const POINTS: Readonly<Record<string, number>> = { in: 72, pt: 1, px: 0.75, '': 0.75 };

/**
 * Converts a figure from SVG to a PDF of one page, with paths as paths and text as text. Runs in pages, workers and Node.
 * Fonts are the standard ones of PDF that resemble those of the figure; they are not embedded.
 *
 * @param svg a document made by `element` and `text` of `viz/export`
 */
export function toPdf(svg: string): PdfFigure {
  const root = parseSvg(svg);
  const { width: wide = '', height: tall = '', viewBox = '' } = root.attributes;
  const [width, height] = [points(wide), points(tall)];
  const [, , units = 1] = viewBox.split(' ').map(Number);
  const file = new PdfFile();
  const resources = new PdfResources(file, root);
  const drawn = contentOf(root.children, { 'font-family': root.attributes['font-family'] ?? '' }, resources);
  const scale = (width / units).toFixed(6);
  const content = file.addStream('', `${scale} 0 0 -${scale} 0 ${pdfNumber(height)} cm\n${drawn}`);
  resources.finish();
  const pages = file.reserve();
  const box = `[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]`;
  const page = file.add(
    `<< /Type /Page /Parent ${pages} /MediaBox ${box} /Resources ${resources.reference} /Contents ${content} >>`,
  );
  file.set(pages, `<< /Type /Pages /Kids [${page}] /Count 1 >>`);
  const catalog = file.add(`<< /Type /Catalog /Pages ${pages} >>`);
  const title = root.children.find(({ name }) => name === 'title')?.text ?? '';
  const info = file.add(`<< /Title ${pdfText(title)} /Producer ${pdfText('Heddle')} >>`);
  return { bytes: file.write(catalog, info), unknown: [...resources.unknown] };
}

/** A CSS length in points. */
function points(length: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)([a-z]*)$/.exec(length) ?? [];
  const factor = POINTS[unit];
  if (number === '' || factor === undefined)
    throw new Error(`expected a length in in, pt or px, got "${length}"`);
  return Number(number) * factor;
}
