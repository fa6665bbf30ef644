import { describe, expect, it } from 'vitest';
import { readData } from '../../../viz/api/data/data.ts';
import { toSvg } from '../../../viz/export/svg.ts';
import { PlotState } from '../../../viz/index.ts';

/** The words of a picture, and the values of one attribute. */
const wordsOf = (svg: string) => Array.from(svg.matchAll(/>([^<>]+)<\/text>/g), ([, word]) => word!);
const valuesOf = (svg: string, name: string) =>
  Array.from(svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g')), ([, value]) => value!);

const plotOf = () =>
  new PlotState(
    readData([
      { name: 'run', values: ['one', 'two', 'three & <four>', 'five'], role: 'identity' },
      { name: 'a', values: [0, 5, 10, null], role: 'parameter' },
      { name: 'b', values: [1, 2, 300, NaN] },
      { name: 'net', values: ['relu', 'tanh', 'relu', 'tanh'] },
    ]),
  );

describe('a picture contains', () => {
  it('pinned lines, wider and in front, with their names', async () => {
    const plot = plotOf();
    expect(valuesOf(await toSvg(plot), 'data-pin')).toEqual([]);
    plot.pin([2, 0]);
    const svg = await toSvg(plot);
    expect(valuesOf(svg, 'data-pin')).toEqual(['three &amp; &lt;four&gt;', 'one']);
    expect(wordsOf(svg).filter((word) => /^(one|three)/.test(word))).toEqual([
      'three &amp; &lt;four&gt;',
      'one',
    ]);
    const lines = valuesOf(svg, 'd').filter((path) => path.startsWith('M'));
    // Each pinned line lies on its own, once as an edge and once as itself, and after all others.
    expect(lines.slice(-4, -2)).toEqual([lines.at(-4), lines.at(-4)]);
    expect(lines.indexOf(lines.at(-4)!)).toBeLessThan(lines.length - 4);
  });

  it('angle brushes, with wedges between unchanged axes, and counts of lines', async () => {
    const plot = plotOf();
    const side = (column: string) => ({ column, scale: 'linear' as const, inverted: false });
    plot.setScale('b', 'linear');
    plot.setAxes(['a', 'b', 'net']);
    plot.setAngle({ left: side('a'), right: side('b'), min: -0.6, max: 0.1, negated: false });
    const wedges = (svg: string) => valuesOf(svg, 'd').filter((path) => path.endsWith('Z')).length;
    const svg = await toSvg(plot);
    expect(wordsOf(svg)).toContain('∠ 3');
    expect(wedges(svg)).toBe(1);
    plot.setScale('b', 'log');
    const other = await toSvg(plot);
    expect(wordsOf(other)).toContain('∠ 3');
    expect(wedges(other)).toBe(0);
  });

  it('ranges with bounds and counts, lanes and outliers with counts', async () => {
    const plot = plotOf();
    plot.setScale('b', 'linear');
    plot.setRanges('a', [{ kind: 'range', min: 2.5, max: 7.5 }]);
    plot.fixDomain('b', { min: 1, max: 2 });
    const words = wordsOf(await toSvg(plot));
    for (const word of ['2.5', '7.5', '1', 'missing 1', 'NaN 1', '1 above']) expect(words).toContain(word);
  });
});
