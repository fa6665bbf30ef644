import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { checkOptions, parseWidth, toSvg, type PictureOptions } from '../../../viz/export/index.ts';
import { PlotState } from '../../../viz/state/plot.svelte.ts';

const plotOf = (axes: number) =>
  new PlotState(
    readData(Object.fromEntries(Array.from({ length: axes }, (_, axis) => [`axis ${axis}`, [0, axis + 1]]))),
  );

/** Attributes of the document, and the sizes of its texts in points. */
function measured(svg: string) {
  const attribute = (name: string) => new RegExp(`^<svg[^>]* ${name}="([^"]*)"`).exec(svg)?.[1];
  const units = Number(attribute('viewBox')?.split(' ')[2]);
  const inches = Number.parseFloat(attribute('width') ?? '');
  const sizes = Array.from(svg.matchAll(/<text font-size="([\d.]+)"/g), ([, size]) => Number(size));
  return { attribute, points: sizes.map((size) => (size * inches * 72) / units) };
}

describe('a figure in print', () => {
  it.each([
    [{ width: 3.5 }, '3.5in', 8, 'sans-serif'],
    [{ width: 7.16, fontSize: 9 }, '7.16in', 9, 'sans-serif'],
    [
      { width: 3.5, fontSize: 7, fontFamily: 'Times New Roman' },
      '3.5in',
      7,
      '&quot;Times New Roman&quot;, serif',
    ],
    [{ width: 5, fontFamily: 'Fira Mono' }, '5in', 8, '&quot;Fira Mono&quot;, monospace'],
    [{ width: 5, fontFamily: 'Arial, Helvetica' }, '5in', 8, 'Arial, Helvetica'],
    [{ width: 5, fontFamily: '"><script>' }, '5in', 8, '&quot;&gt;&lt;script&gt;&quot;, sans-serif'],
  ])('with %o has its width, labels and fonts', async (paper, width, size, family) => {
    const svg = await toSvg(plotOf(3), { paper });
    const { attribute, points } = measured(svg);
    expect(attribute('width')).toBe(width);
    expect(attribute('font-family')).toBe(family);
    // The labels of ticks; titles of axes are the largest text.
    expect(Math.min(...points)).toBeCloseTo(size, 2);
    expect(Math.max(...points)).toBeCloseTo((12.5 / 11) * size, 2);
    expect(svg).not.toContain('<script');
  });

  it('has its height, too', async () => {
    const svg = await toSvg(plotOf(3), { paper: { width: 3.5, height: 2.5 }, legend: false });
    expect(measured(svg).attribute('height')).toBe('2.5in');
  });

  it('grows downwards with the number of vertical axes, not sideways', async () => {
    const of = async (axes: number) =>
      measured(await toSvg(plotOf(axes), { paper: { width: 3.5 }, orientation: 'vertical' })).attribute;
    const [few, many] = [await of(4), await of(12)];
    expect(many('width')).toBe(few('width'));
    expect(Number.parseFloat(many('height')!)).toBeGreaterThan(2 * Number.parseFloat(few('height')!));
  });

  it('says by how much the axes are too many', async () => {
    const drawn = toSvg(plotOf(12), { paper: { width: 3.5 } });
    await expect(drawn).rejects.toThrow(/^the axes need \d\.\d\d in, got 3\.50 in: choose vertical axes/);
  });

  it.each([
    [{ width: 3.5, fontSize: 8 }, true],
    [{ width: 0 }, false],
    [{ width: Infinity }, false],
    [{ width: 3.5, fontSize: NaN }, false],
    [{ width: 3.5, fontFamily: 7 }, false],
    ['3.5in', false],
  ])('accepts %o as an option: %s', (paper, isFine) => {
    const warnings: string[] = [];
    const options = checkOptions({ paper } as PictureOptions, (warning) => warnings.push(warning));
    expect(options.paper === undefined).toBe(!isFine);
    expect(warnings.length).toBe(isFine ? 0 : 1);
  });
});

it.each([
  ['3.5in', 3.5],
  ['3.5', 3.5],
  ['.5 in', 0.5],
  ['254mm', 10],
  ['2.54cm', 1],
  ['252pt', 3.5],
  ['column', 3.5],
  ['two-column', 7.16],
  ['', NaN],
  ['3.5em', NaN],
  ['-1in', NaN],
  ['1.2.3', NaN],
  // Probably in another unit.
  ['88', NaN],
  ['0.4in', NaN],
])('reads the width %s as %s inches', (text, inches) => {
  expect(Number(parseWidth(text).toFixed(9))).toBe(inches);
});
