import { rgb } from 'd3';
import { encodeText, standardFont } from './fonts.ts';
import { circleOperators, pathOperators, pdfNumber } from './path.ts';
import type { PdfResources } from './resources.ts';
import type { SvgNode } from './svg-nodes.ts';

/** The attributes that elements inherit, as text. */
type Inherited = Readonly<Record<string, string>>;

const INHERITED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
];
const JOINS: Readonly<Record<string, number>> = { miter: 0, round: 1, bevel: 2 };
const CAPS: Readonly<Record<string, number>> = { butt: 0, round: 1, square: 2 };

/** The content stream of elements, in the units and with the axes of SVG (ISO 32000-1, 8.2). */
export function contentOf(
  nodes: readonly SvgNode[],
  inherited: Readonly<Record<string, string>>,
  resources: PdfResources,
): string {
  return nodes.map((node) => drawNode(node, inherited, resources)).join('\n');
}

function drawNode(node: SvgNode, inherited: Inherited, resources: PdfResources): string {
  const { name, attributes, children } = node;
  const own: Inherited = {
    ...inherited,
    ...Object.fromEntries(INHERITED.flatMap((key) => (key in attributes ? [[key, attributes[key]!]] : []))),
  };
  const drawn = () => {
    switch (name) {
      case 'g':
        return contentOf(children, own, resources);
      case 'text':
        return drawText(node, own, resources);
      case 'image':
        return drawImage(attributes, resources);
      case 'path':
        return paint(pathOperators(attributes['d'] ?? ''), own, resources);
      case 'line': {
        const [x1, y1, x2, y2] = numbersOf(attributes, 'x1', 'y1', 'x2', 'y2');
        return paint(pathOperators(`M${x1!} ${y1!}L${x2!} ${y2!}`), { ...own, fill: 'none' }, resources);
      }
      case 'circle': {
        const [cx, cy, r] = numbersOf(attributes, 'cx', 'cy', 'r');
        return paint(circleOperators(cx!, cy!, r!), own, resources);
      }
      case 'rect':
        return drawRect(attributes, own, resources);
      default:
        // Titles, descriptions and definitions are not drawn.
        return '';
    }
  };
  const content = drawn();
  if (content === '') return '';
  const { transform, opacity, 'clip-path': clip } = attributes;
  const isPlain = transform === undefined && opacity === undefined && clip === undefined && name === 'g';
  if (isPlain) return content;
  const parts = ['q', ...(transform === undefined ? [] : [transformOperators(transform)])];
  if (clip !== undefined) parts.push(resources.clip(clip));
  parts.push(opacity === undefined ? content : resources.translucent(content, Number(opacity)));
  return [...parts, 'Q'].join('\n');
}

function numbersOf(attributes: SvgNode['attributes'], ...names: readonly string[]): number[] {
  return names.map((name) => Number(attributes[name] ?? 0));
}

function drawRect(attributes: SvgNode['attributes'], own: Inherited, resources: PdfResources): string {
  const [x, y, width, height] = numbersOf(attributes, 'x', 'y', 'width', 'height');
  const box = `${[x!, y!, width!, height!].map(pdfNumber).join(' ')} re`;
  const gradient = /^url\((#.+)\)$/.exec(own['fill'] ?? '')?.[1];
  if (gradient === undefined) return paint(box, own, resources);
  return `${box}\nW n\n${resources.shading(gradient, x!, x! + width!)} sh`;
}

/** An image fills the unit square upwards. */
function drawImage(attributes: SvgNode['attributes'], resources: PdfResources): string {
  const [x, y, width, height] = numbersOf(attributes, 'x', 'y', 'width', 'height');
  const place = [width!, 0, 0, -height!, x!, y! + height!].map(pdfNumber).join(' ');
  return `${place} cm\n${resources.image(attributes['href'] ?? '')} Do`;
}

/** Colours, widths and opacities, and the operator that paints the path. */
function paint(path: string, own: Inherited, resources: PdfResources): string {
  const [fill, stroke] = [own['fill'] ?? 'black', own['stroke'] ?? 'none'];
  const operator = fill === 'none' ? (stroke === 'none' ? 'n' : 'S') : stroke === 'none' ? 'f' : 'B';
  if (operator === 'n' || path === '') return '';
  return ['q', style(own, resources), path, operator, 'Q'].join('\n');
}

function style(own: Inherited, resources: PdfResources): string {
  const [fill, stroke] = [own['fill'] ?? 'black', own['stroke'] ?? 'none'];
  const opacity = resources.opacity(Number(own['fill-opacity'] ?? 1), Number(own['stroke-opacity'] ?? 1));
  const parts = opacity === null ? [] : [`${opacity} gs`];
  if (fill !== 'none') parts.push(`${channels(fill)} rg`);
  if (stroke !== 'none') {
    const dashes = (own['stroke-dasharray'] ?? '').replaceAll(',', ' ');
    parts.push(`${channels(stroke)} RG`, `${pdfNumber(Number(own['stroke-width'] ?? 1))} w`);
    if (dashes !== '') parts.push(`[${dashes}] 0 d`);
    parts.push(
      `${JOINS[own['stroke-linejoin'] ?? ''] ?? 0} j`,
      `${CAPS[own['stroke-linecap'] ?? ''] ?? 0} J`,
    );
  }
  return parts.join('\n');
}

/** Red, green and blue from 0 to 1. */
function channels(color: string): string {
  const { r, g, b } = rgb(color);
  return [r, g, b].map((value) => pdfNumber(value / 255)).join(' ');
}

function drawText({ text, attributes }: SvgNode, own: Inherited, resources: PdfResources): string {
  const size = Number(own['font-size'] ?? 11);
  const weight = own['font-weight'] ?? '400';
  const isBold = weight === 'bold' || Number(weight) >= 600;
  const font = standardFont(own['font-family'] ?? '', isBold, own['font-style'] === 'italic');
  const encoded = encodeText(text, font);
  for (const character of encoded.unknown) resources.unknown.add(character);
  const [x, y] = numbersOf(attributes, 'x', 'y');
  const shift = Number.parseFloat(attributes['dy'] ?? '0') * size;
  const before = { start: 0, middle: 0.5, end: 1 }[own['text-anchor'] ?? 'start'] ?? 0;
  const left = x! - before * encoded.width * size;
  const show = encoded.runs.map(
    ({ font: used, codes }) => `${resources.font(used)} ${pdfNumber(size)} Tf\n<${hexadecimal(codes)}> Tj`,
  );
  const write = (mode: number) =>
    // Text is upright although the y axis points downwards.
    [`BT ${mode} Tr`, `1 0 0 -1 ${pdfNumber(left)} ${pdfNumber(y! + shift)} Tm`, ...show, 'ET'];
  const hasOutline = (own['stroke'] ?? 'none') !== 'none';
  return [
    'q',
    style(own, resources),
    // The outline is behind the letters.
    ...(hasOutline ? write(1) : []),
    ...write(0),
    'Q',
  ].join('\n');
}

const hexadecimal = (codes: readonly number[]) =>
  codes.map((code) => code.toString(16).padStart(2, '0')).join('');

/**
 * The operators of a list of transforms.
 * @throws {Error} for another one than `translate` and `rotate`
 */
function transformOperators(transform: string): string {
  return Array.from(transform.matchAll(/(\w+)\(([^)]*)\)/g), ([whole, kind, list = '']) => {
    const [a = 0, b = 0, c = 0] = list.split(/[\s,]+/).map(Number);
    if (kind === 'translate') return `1 0 0 1 ${pdfNumber(a)} ${pdfNumber(b)} cm`;
    if (kind !== 'rotate') throw new Error(`transform: expected translate or rotate, got "${whole}"`);
    const [cos, sin] = [Math.cos((a * Math.PI) / 180), Math.sin((a * Math.PI) / 180)];
    const matrix = [cos, sin, -sin, cos].map((value) => value.toFixed(6)).join(' ');
    const [left, top] = [b - b * cos + c * sin, c - b * sin - c * cos];
    return `${matrix} ${pdfNumber(left)} ${pdfNumber(top)} cm`;
  }).join('\n');
}
