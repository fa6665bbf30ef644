import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { encodePng, withResolution } from '../../../viz/export/png/png-file.ts';
import { toSvg } from '../../../viz/export/svg.ts';
import type { PlotData } from '../../../viz/index.ts';
import { PlotState } from '../../../viz/state/plot.svelte.ts';

const plotOf = (data: PlotData) => new PlotState(readData(data));

/** The elements of a document by name with their attributes, and its text; throws where elements do not close in turn. */
function parseXml(xml: string): {
  elements: { name: string; attributes: Record<string, string> }[];
  words: string[];
} {
  const elements = [];
  const words = [];
  const open: string[] = [];
  let at = 0;
  const token = /<(\/?)([a-zA-Z]+)((?: [\w-]+="[^"<>]*")*)(\/?)>|([^<>]+)/y;
  while (at < xml.length) {
    token.lastIndex = at;
    const found = token.exec(xml);
    if (found === null) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 40)}`);
    at = token.lastIndex;
    const [, closes, name, list, isEmpty, words_] = found;
    if (words_ !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot);)/.test(words_)) throw new Error(`a bare & in: ${words_}`);
      words.push(
        words_
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&'),
      );
    } else if (closes) {
      if (open.pop() !== name) throw new Error(`${name} closes what is not open`);
    } else {
      const attributes = Object.fromEntries(
        Array.from(list!.matchAll(/ ([\w-]+)="([^"]*)"/g), ([, key, value]) => [key!, value!]),
      );
      elements.push({ name: name!, attributes });
      if (!isEmpty) open.push(name!);
    }
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join()}`);
  return { elements, words };
}

const linesOf = (svg: string) =>
  parseXml(svg)
    .elements.filter(({ name, attributes }) => name === 'path' && attributes.stroke !== undefined)
    .map(({ attributes }) => ({
      stroke: attributes.stroke,
      points: attributes.d!.split(/[ML ]/).filter(Boolean).map(Number),
    }));

describe('toSvg', () => {
  it('draws each row as a path through its positions on the axes', async () => {
    const plot = plotOf({ a: [0, 5, 10], b: [1, 10, 100] });
    plot.setScale('b', 'log');
    plot.setColorBy(null);
    // Lines are in painting order; the first row is the lowest.
    const lines = linesOf(await toSvg(plot, { width: 400, height: 300 })).sort(
      (one, other) => other.points[1]! - one.points[1]!,
    );
    const [x1, low, x2] = lines[0]!.points as [number, number, number];
    const [, high] = lines[2]!.points as [number, number];
    // Half of the range is half-way on a linear axis, and so is 10 between 1 and 100 on a logarithmic one.
    expect(lines.map(({ points }) => points)).toEqual([
      [x1, low, x2, low],
      [x1, (low + high) / 2, x2, (low + high) / 2],
      [x1, high, x2, high],
    ]);
    expect(low).toBeGreaterThan(high);
    expect(new Set(lines.map(({ stroke }) => stroke)).size).toBe(1);
  });

  it('draws rows that are not selected faint and behind the others', async () => {
    const plot = plotOf({ a: [0, 5, 10], b: [1, 2, 3] });
    plot.setBrush('a', { kind: 'range', min: 4, max: 6 });
    const lines = linesOf(await toSvg(plot, { theme: 'dark' }));
    expect(lines.map(({ stroke }) => stroke === '#4d545a')).toEqual([true, true, false]);
  });

  it('contains real text: title, axes, ticks, lanes, legend', async () => {
    const plot = plotOf({ loss: [1, null, NaN, 4], net: ['relu', 'tanh', 'relu', 'gelu'] });
    plot.setColorBy('net');
    const { words } = parseXml(await toSvg(plot, { title: 'A sweep' }));
    for (const word of ['A sweep', 'loss', 'net', '4', 'missing 1', 'NaN 1', 'relu', 'tanh', 'gelu'])
      expect(words).toContain(word);
    expect(words.filter((word) => word === 'relu')).toHaveLength(2);
    expect(words).toContain('4 of 4 rows selected. Highest loss 4 (row 4).');
  });

  it.each([
    '<script>alert(1)</script>',
    'a & b',
    '"quoted"',
    ']]>',
    '&lt;',
    'nul \u0000 and \u001b',
    'half \ud800',
  ])('escapes %j in names, cells and title', async (name) => {
    const { elements, words } = parseXml(
      await toSvg(
        plotOf([
          { name, values: [name, 'x'] },
          { name: 'b', values: [1, 2] },
        ]),
        { title: name },
      ),
    );
    const shown = name.replace(/\p{Cc}|\p{Cs}/gu, '\u{fffd}');
    expect(words.filter((word) => word === shown).length).toBeGreaterThanOrEqual(3);
    expect(elements.map((element) => element.name)).not.toContain('script');
  });

  it('draws the ranges of brushes, and describes the selection', async () => {
    const plot = plotOf({ a: [0, 5, 10], b: [1, 2, 3] });
    plot.setRanges('a', [
      { kind: 'range', min: 0, max: 2 },
      { kind: 'range', min: 5, max: 10 },
    ]);
    const { elements, words } = parseXml(await toSvg(plot, { height: 480 }));
    const spine = Number(
      elements.find(({ name, attributes }) => name === 'line' && attributes.y2)!.attributes.y2,
    );
    const heights = elements
      .filter(({ name, attributes }) => name === 'rect' && attributes['stroke-width'])
      .map(({ attributes }) => Number(attributes.height) / spine);
    expect(heights[0]).toBeCloseTo(0.2, 3);
    expect(heights[1]).toBeCloseTo(0.5, 3);
    expect(words).toContain('3 of 3 rows selected: a 0 to 2 or 5 to 10. Highest b 3 (row 3).');
  });

  it('embeds an image if there are more lines than maxPaths', async () => {
    const values = Array.from({ length: 50 }, (_, row) => row);
    const plot = plotOf({ a: values, b: values.toReversed() });
    const svg = await toSvg(plot, { width: 300, height: 250, mostPaths: 49, legend: false });
    expect(linesOf(svg)).toEqual([]);
    const images = parseXml(svg).elements.filter(({ name }) => name === 'image');
    expect(images).toHaveLength(2);
    const { href } = images[1]!.attributes;
    const image = PNG.sync.read(Buffer.from(href!.slice('data:image/png;base64,'.length), 'base64'));
    expect([image.width, image.height]).toEqual([600, 500]);
    expect(image.data.some((byte) => byte > 0)).toBe(true);
    expect(linesOf(await toSvg(plot, { maxPaths: 50 }))).toHaveLength(50);
  });

  it.each<[string, PlotData]>([
    ['no rows', { a: [], b: [] }],
    ['no columns', {}],
    ['one row', { a: [1], b: ['x'] }],
    ['one axis', { a: [1, 2] }],
    ['nothing but missing cells', { a: [null, null], b: [undefined, NaN] }],
  ])('draws %s', async (_, data) => {
    expect(parseXml(await toSvg(plotOf(data))).elements[0]!.name).toBe('svg');
  });
});

describe('encodePng', () => {
  it('writes a file that another decoder reads pixel by pixel', async () => {
    const pixels = Uint8ClampedArray.from({ length: 4 * 7 * 5 }, (_, index) => (index * 37) % 256);
    const file = encodePng({ width: 7, height: 5, pixels });
    const { width, height, data } = PNG.sync.read(Buffer.from(file));
    expect([width, height]).toEqual([7, 5]);
    expect([...data]).toEqual([...pixels]);
  });

  it.each([
    // An inch is 0.0254 m.
    [254, 10_000],
    [300, 11_811],
  ])('states a resolution of %s dpi as %s pixels per metre', (dotsPerInch, perMetre) => {
    const pixels = Uint8ClampedArray.from({ length: 4 }, (_, index) => index);
    const file = Buffer.from(withResolution(encodePng({ width: 1, height: 1, pixels }), dotsPerInch));
    const at = file.indexOf('pHYs');
    expect([file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file[at + 12]]).toEqual([
      perMetre,
      perMetre,
      1,
    ]);
    expect(at).toBeLessThan(file.indexOf('IDAT'));
    // Decoders check the checksum of each chunk.
    expect([...PNG.sync.read(file).data]).toEqual([...pixels]);
  });
});
