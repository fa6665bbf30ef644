import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { toPdf, toSvg } from '../../../viz/export/index.ts';
import { encodeText, standardFont } from '../../../viz/export/pdf/fonts.ts';
import { pathOperators } from '../../../viz/export/pdf/path.ts';
import { dataAddress, encodePng } from '../../../viz/export/png/png-file.ts';
import { element, text, type Xml } from '../../../viz/export/xml.ts';
import { PlotState } from '../../../viz/state/plot.svelte.ts';
import { readPdf } from './pdf-reader.ts';

/** A figure of 72 × 36 points with the unit of a CSS pixel. */
const figure = (...children: Xml[]) =>
  element('svg', { width: '1in', height: '0.5in', viewBox: '0 0 96 48' }, ...children).xml;
const pdfOf = (...children: Xml[]) => readPdf(toPdf(figure(...children)).bytes);

describe('toPdf', () => {
  it.each([
    ['1in', '0.5in', [72, 36]],
    ['96', '48', [72, 36]],
    ['96px', '48px', [72, 36]],
    ['252pt', '100pt', [252, 100]],
  ])('makes a page of %s × %s in points', (width, height, size) => {
    const svg = element('svg', { width, height, viewBox: '0 0 96 48' }).xml;
    expect(readPdf(toPdf(svg).bytes).size).toEqual(size);
  });

  it('names a length that it cannot read', () => {
    const svg = element('svg', { width: '3em', height: '1in' }).xml;
    expect(() => toPdf(svg)).toThrow('expected a length in in, pt or px, got "3em"');
  });

  it('has the plot as text and paths, with its size in print', async () => {
    const plot = new PlotState(readData({ lr: [0.1, 0.2, 0.4], net: ['relu', 'tanh', 'gelu'] }));
    plot.setColorBy('net');
    const svg = await toSvg(plot, { title: 'Three (3) runs', paper: { width: 3.5, height: 3 } });
    const { size, texts, content } = readPdf(toPdf(svg).bytes);
    expect(size).toEqual([252, 216]);
    for (const word of ['Three (3) runs', 'lr', 'net', 'relu', 'tanh', 'gelu', '0.4']) {
      expect(texts).toContain(word);
    }
    // Each row is a stroked path, and nothing is an image.
    expect(content.match(/\nS\n/g)?.length).toBeGreaterThanOrEqual(3);
    expect(content).not.toMatch(/\/X\d+ Do/);
  });

  it('scales the units of the picture to points, downwards from the top', () => {
    const { content } = pdfOf(element('path', { d: 'M0 0L96 48', stroke: '#ff0000', fill: 'none' }));
    expect(content).toContain('0.750000 0 0 -0.750000 0 36 cm');
    expect(content).toContain('1 0 0 RG');
    expect(content).toContain('0 0 m\n96 48 l\nS');
  });

  it.each([
    ['start', 10],
    // "WA" is 944 + 667 thousandths wide in Helvetica.
    ['middle', 10 - 0.5 * 1.611 * 20],
    ['end', 10 - 1.611 * 20],
  ])('places text by its %s', (anchor, left) => {
    const { content } = pdfOf(
      element('text', { x: 10, y: 5, 'font-size': 20, 'text-anchor': anchor }, text('WA')),
    );
    expect(content).toContain(`1 0 0 -1 ${String(Math.round(left * 1000) / 1000)} 5 Tm`);
  });

  it('keeps the opacity of a group that is drawn as a whole', () => {
    const line = element('line', { x2: 10, stroke: '#000000' });
    const { objects, content } = pdfOf(element('g', { opacity: 0.35 }, line, line));
    const bodies = Array.from(objects.values(), ({ dictionary }) => dictionary).join('\n');
    expect(bodies).toContain('/ca 0.35 /CA 0.35');
    expect(bodies).toContain('/S /Transparency');
    expect(content).toMatch(/\/G0\.35-0\.35 gs\n\/X0 Do/);
  });

  it('shows a gradient with its colours', () => {
    const stops = ['#000000', '#ff8000'].map((color, offset) =>
      element('stop', { offset, 'stop-color': color }),
    );
    const { objects, content } = pdfOf(
      element('linearGradient', { id: 'ramp' }, ...stops),
      element('rect', { x: 5, y: 1, width: 20, height: 3, fill: 'url(#ramp)' }),
    );
    expect(content).toContain('5 1 20 3 re\nW n\n/S0 sh');
    const found = Array.from(objects.values()).find(({ dictionary }) =>
      dictionary.includes('/FunctionType 0'),
    );
    expect(Array.from(found!.stream!)).toEqual([0, 0, 0, 255, 128, 0]);
  });

  it('keeps each pixel of an image and its opacity', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((width) =>
            fc
              .uint8Array({ minLength: 4 * width * 3, maxLength: 4 * width * 3 })
              .map((pixels) => ({ width, pixels })),
          ),
        ({ width, pixels }) => {
          const png = encodePng({ width, height: 3, pixels: new Uint8ClampedArray(pixels) });
          const { objects } = pdfOf(
            element('image', { width, height: 3, href: dataAddress('image/png', png) }),
          );
          const of = (space: string) =>
            Array.from(objects.values()).find(({ dictionary }) =>
              dictionary.includes(`/ColorSpace /${space}`),
            )!;
          expect(of('DeviceRGB').dictionary).toContain(`/Width ${width} /Height 3`);
          expect(Array.from(of('DeviceRGB').stream!)).toEqual([...pixels].filter((_, at) => at % 4 < 3));
          expect(Array.from(of('DeviceGray').stream!)).toEqual([...pixels].filter((_, at) => at % 4 === 3));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('names the characters that the standard fonts do not have', () => {
    const { unknown, bytes } = toPdf(figure(element('text', {}, text('学习 rate'))));
    expect(unknown).toEqual(['学', '习']);
    expect(readPdf(bytes).texts).toEqual(['?? rate']);
  });
});

describe('encodeText', () => {
  it('has the codes of Windows-1252', () => {
    // Node 20 decodes Windows-1252 as Latin-1. Windows-1254 is the same but for these codes.
    const others = [0x7f, 0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e, 0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe];
    const known = Array.from({ length: 224 }, (_, index) => index + 32).filter(
      (code) => !others.includes(code),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...known)), (codes) => {
        const written = new TextDecoder('windows-1254').decode(Uint8Array.from(codes));
        const { runs, unknown } = encodeText(written, 'Helvetica');
        expect(runs.flatMap((run) => run.codes)).toEqual(codes);
        expect(unknown).toEqual([]);
      }),
    );
  });

  it.each([
    ['∞', 'Symbol', 165],
    ['α', 'Symbol', 97],
    ['→', 'Symbol', 174],
    ['−', 'Times-Roman', 0x96],
  ])('writes %s with the font %s', (character, font, code) => {
    expect(encodeText(character, 'Times-Roman').runs).toEqual([{ font, codes: [code] }]);
  });

  it.each([
    ['Helvetica', 'Wi', 0.944 + 0.222],
    ['Helvetica-Bold', 'Wi', 0.944 + 0.278],
    ['Times-Roman', 'Wi', 0.944 + 0.278],
    ['Courier', 'Wi', 1.2],
  ] as const)('knows widths of %s', (font, words, width) => {
    expect(encodeText(words, font).width).toBeCloseTo(width, 9);
  });
});

it.each([
  ['"Times New Roman", serif', false, false, 'Times-Roman'],
  ['Georgia', true, false, 'Times-Bold'],
  ['serif', false, true, 'Times-Italic'],
  ['sans-serif', false, false, 'Helvetica'],
  ['Noto Sans', false, true, 'Helvetica-Oblique'],
  ['"PT Sans Serif", serif', false, false, 'Helvetica'],
  ['Courier New', false, false, 'Courier'],
  ['DejaVu Sans Mono', true, false, 'Courier-Bold'],
] as const)('resembles %s (bold: %s, italic: %s) with %s', (family, isBold, isItalic, font) => {
  expect(standardFont(family, isBold, isItalic)).toBe(font);
});

it.each([
  ['M1 2L3 4', '1 2 m\n3 4 l'],
  ['M1,2L3,-4', '1 2 m\n3 -4 l'],
  ['M1 2h0', '1 2 m\n1 2 l'],
  ['M1 2H9V-1Z', '1 2 m\n9 2 l\n9 -1 l\nh'],
  ['M0 0C1 2 3 4 5 6', '0 0 m\n1 2 3 4 5 6 c'],
  ['M0 0L1 1 2 2', '0 0 m\n1 1 l\n2 2 l'],
])('converts the path %s', (data, operators) => {
  expect(pathOperators(data)).toBe(operators);
});

it('names a path command that it does not know', () => {
  expect(() => pathOperators('M0 0Q1 2 3 4')).toThrow('expected M, L, H, V, h, C or Z, got "Q"');
});
