import { describe, expect, it } from 'vitest';
import { meanCurves } from '../../../viz/core/curves/mean-band.ts';
import { seriesOf, type NumberColumn } from '../../../history/index.ts';
import { encodeText, standardFont } from '../../../viz/export/pdf/fonts.ts';
import { parseSvg, type SvgNode } from '../../../viz/export/pdf/svg-nodes.ts';
import { toPdf, type FigureOptions } from '../../../viz/figures/index.ts';
import { areaOutline } from '../../../viz/figures/area.ts';
import { readPdf } from '../export/pdf-reader.ts';
import { comparisons, curves, functions, scatter, set, table } from './figures.ts';

const figures: Readonly<Record<string, (options: FigureOptions) => string>> = {
  curves,
  scatter,
  comparisons,
  functions,
};

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The boxes of upright texts in units of the figure, with the widths of Helvetica. */
function textBoxes(node: SvgNode, x = 0, y = 0): Box[] {
  const { attributes } = node;
  if (attributes.transform?.includes('rotate') === true) return [];
  const [, dx = '0', dy = '0'] = /translate\((\S+) (\S+)\)/.exec(attributes.transform ?? '') ?? [];
  const [left, top] = [x + Number(dx), y + Number(dy)];
  if (node.name !== 'text') return node.children.flatMap((child) => textBoxes(child, left, top));
  const size = Number(attributes['font-size']);
  const width =
    size *
    encodeText(node.text, standardFont('sans-serif', attributes['font-weight'] === '600', false)).width;
  const before = { start: 0, middle: 0.5, end: 1 }[attributes['text-anchor'] ?? 'start']!;
  const start = left + Number(attributes.x ?? 0) - before * width;
  const baseline = top + Number(attributes.y ?? 0) + Number.parseFloat(attributes.dy ?? '0') * size;
  return [
    {
      text: node.text,
      left: start,
      right: start + width,
      top: baseline - 0.72 * size,
      bottom: baseline + 0.1 * size,
    },
  ];
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const cases = Object.entries(figures).flatMap(([name, draw]) =>
  [
    { width: 3.5, fontSize: 8 },
    { width: 7.16, fontSize: 9 },
    { width: 5, fontSize: 8, fontFamily: 'Times New Roman' },
  ].map((paper) => ({ name, draw, paper })),
);

describe('figures in print', () => {
  it.each(cases)('$name has the size of $paper', ({ draw, paper }) => {
    const svg = draw({ paper });
    const { attributes } = parseSvg(svg);
    expect(attributes.width).toBe(`${String(paper.width)}in`);
    const pointsPerUnit = (paper.width * 72) / Number(attributes.viewBox!.split(' ')[2]);
    const sizes = Array.from(svg.matchAll(/<text font-size="([\d.]+)"/g), ([, size]) => Number(size));
    expect(Math.min(...sizes) * pointsPerUnit).toBeCloseTo(paper.fontSize, 2);
    // In tags, not in texts.
    expect(svg.replaceAll(/>[^<]*</g, '><')).not.toMatch(/<script|"[^"]*(?:var\(|NaN|undefined)|href/);
  });

  it.each(cases)('$name has no text over another one or beyond the edge at $paper', ({ draw, paper }) => {
    const root = parseSvg(draw({ paper, title: 'A figure' }));
    const [, , width, height] = root.attributes.viewBox!.split(' ').map(Number);
    const boxes = textBoxes(root);
    expect(boxes.length).toBeGreaterThan(5);
    const overlapping = boxes.flatMap((box, at) =>
      boxes.slice(at + 1).flatMap((other) => (overlap(box, other) ? [[box.text, other.text]] : [])),
    );
    expect(overlapping).toEqual([]);
    const beyond = boxes.filter(
      ({ left, right, top, bottom }) => left < 0 || right > width! || top < 0 || bottom > height!,
    );
    expect(beyond).toEqual([]);
  });

  it.each([
    ['curves', ['valid_loss', 'train_loss', 'Epoch', 'chance', 'relu', 'tanh', '0.4']],
    ['scatter', ['valid_loss', 'lr', 'run 2', 'missing', 'NaN']],
    ['comparisons', ['leaky_relu – tanh', 'practically equal', 'not compared']],
    ['functions', ['f(x)', 'ReLU', 'tanh']],
  ] as const)('%s is a PDF with its words', (name, words) => {
    const { texts, size } = readPdf(
      toPdf(figures[name]!({ paper: { width: 3.5 }, title: 'A figure' })).bytes,
    );
    expect(size[0]).toBe(252);
    expect(texts).toEqual(expect.arrayContaining(['A figure', ...words]));
  });

  it('takes the height that is asked for', () => {
    for (const draw of [curves, scatter, functions]) {
      expect(parseSvg(draw({ paper: { width: 3.5, height: 3 }, title: 'A' })).attributes.height).toBe('3in');
    }
  });
});

describe('curvesFigure', () => {
  const paths = (svg: string, stroke: string) =>
    Array.from(svg.matchAll(/<path d="([^"]*)" stroke="([^"]*)"([^>]*)\/>/g))
      .filter(([, , color]) => color === stroke)
      .map(([, data, , rest]) => ({ data: data!, isDashed: rest!.includes('dasharray') }));

  it('draws each run, training with dashes, and a gap where a value is NaN', () => {
    const drawn = paths(curves({ paper: { width: 3.5 } }), '#1f77b4');
    expect(drawn.map(({ isDashed }) => isDashed)).toEqual([true, false]);
    expect(drawn.map(({ data }) => data.match(/M/g)?.length)).toEqual([2, 2]);
    expect(paths(curves({ paper: { width: 3.5 } }), '#d62728')[1]!.data.match(/M/g)).toHaveLength(1);
  });

  it('has the colour of the theme where the page has a custom property', () => {
    const svg = curves({ paper: { width: 3.5 } }, { color: () => 'var(--ink-soft)' });
    expect(paths(svg, '#0a7d74')).toHaveLength(4);
  });

  it('shows only what the page is zoomed to', () => {
    const svg = curves({ paper: { width: 3.5 } }, { zoom: { min: 2, max: 3 } });
    const labels = textBoxes(parseSvg(svg)).map(({ text }) => text);
    expect(labels).toEqual(expect.arrayContaining(['2', '3']));
    expect(labels).not.toContain('5');
  });

  it('names a metric without values', () => {
    const series = seriesOf(set, 'valid_loss', 'epoch', []);
    expect(() => curves({ paper: { width: 3.5 } }, { series, train: null })).toThrow(
      'valid_loss has no values to show',
    );
  });
});

describe('scatterFigure', () => {
  const paper = { width: 3.5 };
  const plain = { front: null, pinned: [] };
  /** First the rows that are not selected, here the last one. */
  const dots = (svg: string) =>
    Array.from(svg.matchAll(/<circle cx="([^"]*)" cy="([^"]*)" r="([^"]*)"/g), (found) =>
      found.slice(1).map(Number),
    ) as [x: number, y: number, r: number][];

  it('has dots whose areas are linear in a column, from 0.35 to 4 times the usual one', () => {
    const [usual] = dots(scatter({ paper }, plain)).map(([, , r]) => r);
    const size = table.columns.find((column): column is NumberColumn => column.name === 'valid_loss')!;
    const sized = dots(scatter({ paper }, { ...plain, size }));
    const areas = sized.map(([, , r]) => (r / usual!) ** 2);
    expect(areas[1]).toBeCloseTo(4, 1);
    expect(areas[3]).toBeCloseTo(0.35, 1);
    // NaN.
    expect(areas[5]).toBeCloseTo(0.35, 1);
  });

  it('has lines from parents to selected children', () => {
    const svg = scatter({ paper }, { ...plain, parentOf: Int32Array.of(-1, -1, 0, -1, -1, 0) });
    const [, data] = /<path d="([^"]*)"[^>]* stroke-opacity="0.6"/.exec(svg) ?? [];
    const [, parent, , child] = dots(svg);
    const ends = data!
      .split(/[ML]/)
      .slice(1, 3)
      .map((end) => end.split(',').map(Number));
    expect(ends.flat().map(Math.round)).toEqual(
      [parent!, child!].flatMap(([x, y]) => [Math.round(x), Math.round(y)]),
    );
    expect(data!.match(/M/g)).toHaveLength(3);
  });

  it('leaves pins out that the table does not have', () => {
    const withStale = scatter({ paper }, { ...plain, pinned: [99] });
    expect(withStale).toBe(scatter({ paper }, plain));
  });
});

it('outlines a band once per part without a gap', () => {
  const means = meanCurves(
    {
      runs: Uint32Array.of(0, 1),
      starts: Uint32Array.of(0, 4, 8),
      x: Float64Array.of(0, 1, 2, 3, 0, 1, 2, 3),
    },
    Float64Array.of(1, 2, 3, 4, 3, 4, 5, 6),
    [0, 0],
    'range',
  );
  const scale = (max: number) => ({ min: 0, max, isLog: false, from: 0, to: 10 * max });
  expect(areaOutline(means, 0, scale(3), scale(6))).toBe('M0 30L10 40L20 50L30 60L30 40L20 30L10 20L0 10Z');
  means.low[1] = NaN;
  expect(areaOutline(means, 0, scale(3), scale(6))).toBe('M20 50L30 60L30 40L20 30Z');
});

describe('comparisonsFigure', () => {
  it('marks an interval that is longer than the axis with arrows at its ends', () => {
    const svg = comparisons({ paper: { width: 3.5 } });
    // Of the three intervals one is longer, on both sides.
    expect(svg.match(/<path d="M[^"]*" fill="none" stroke="#0a7d74"/g)).toHaveLength(2);
    expect(svg.match(/<circle /g)).toHaveLength(3);
  });
});
