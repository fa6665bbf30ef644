import { expect, it } from 'vitest';
import { usePlotPage } from '../use-plot-page.ts';

const opened = usePlotPage(['a']);

/** Mounts ten level lines, the last of which leaves the others at the second axis. */
async function mount(): Promise<void> {
  await opened.page.evaluate(() => {
    const level = Array.from({ length: 10 }, (_, row) => row);
    window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, {
      first: level,
      second: level.with(9, 80),
      third: level,
    });
  });
  await expect.poll(() => opened.page.locator('#a .drawing').getAttribute('data-stage')).toBe('whole');
}

it('a functional box plot is shown, described and exported, and follows the selection', async () => {
  await mount();
  const plot = opened.page.locator('#a');
  expect(await plot.locator('.median').count()).toBe(0);
  await opened.page.evaluate(() => (window.plots.a!.bands = 'boxplot'));
  const box = plot.getByRole('img', { name: /^Functional box plot of 10 rows: median row \d+, 1 outlier$/ });
  await box.waitFor();
  expect(await box.locator('.outlier').count()).toBe(1);
  const svg = await opened.page.evaluate(() => window.plots.a!.toSVG());
  expect(svg).toContain('stroke-dasharray="5 3"');
  await opened.page.evaluate(() => window.plots.a!.set({ brushes: { first: { min: 0, max: 6 } } }));
  await plot.getByRole('img', { name: 'Functional box plot of 7 rows: median row 4, 0 outliers' }).waitFor();
  await opened.page.evaluate(() => window.plots.a!.undo());
  await box.waitFor();
  expect(await opened.page.evaluate(() => window.plots.a!.view.bands)).toBe('boxplot');
  expect(opened.errors).toEqual([]);
});

it('ribbons lie behind the means of configurations, and the runs of the hovered one are lines', async () => {
  await mount();
  await opened.page.evaluate(() => {
    const column = (name: string, values: number[]) =>
      ({
        name,
        role: 'metric',
        direction: 'none',
        kind: 'number',
        values: Float64Array.from(values),
        absence: null,
      }) as const;
    const ends = (values: number[]) => Float64Array.from(values);
    const rows = (length: number) => ({
      length,
      runIndex: new Uint32Array(length),
      recordIndex: new Int32Array(length).fill(-1),
    });
    const loss = {
      ...{ n: Uint32Array.of(2, 2), nonFinite: new Uint32Array(2), missing: new Uint32Array(2) },
      ...{
        mean: ends([2, 6]),
        min: ends([1, 5]),
        max: ends([3, 7]),
        sd: ends([1.4, 1.4]),
        ci95: ends([9, 9]),
      },
    };
    const table = {
      ...rows(2),
      columns: [column('lr', [1, 2]), column('loss', [2, 6])],
      statistics: new Map([['loss', loss]]),
      members: [Uint32Array.of(0, 1), Uint32Array.of(2, 3)],
      runs: { ...rows(4), columns: [column('lr', [1, 1, 2, 2]), column('loss', [1, 3, 5, 7])] },
      replicates: [],
    };
    window.plots.a!.setColumns(table);
  });
  const ribbons = opened.page.locator('#a .ribbon');
  await expect.poll(() => ribbons.count()).toBe(2);
  const isBehind = await ribbons.first().evaluate((ribbon) => {
    const canvas = document.querySelector('#a canvas')!;
    return (ribbon.compareDocumentPosition(canvas) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  });
  expect(isBehind).toBe(true);
  await opened.page.evaluate(() => (window.plots.a!.highlight = 1));
  await expect.poll(() => opened.page.locator('#a .run').count()).toBe(2);
  expect(await opened.page.evaluate(() => window.plots.a!.toSVG())).toContain('fill-opacity="0.16"');
  await opened.page.evaluate(() => (window.plots.a!.bands = 'none'));
  await expect.poll(() => ribbons.count()).toBe(0);
  expect(opened.errors).toEqual([]);
});

it('lines that run apart are beneath a density, on the page and in exported pictures', async () => {
  await mount();
  const data = () => {
    const level = Array.from({ length: 3000 }, (_, row) => (row % 300) / 10);
    return { first: level, second: level, third: level.with(2999, 0), fourth: level };
  };
  const rows = () =>
    opened.page
      .locator('#a path.rare')
      .evaluateAll((all) => all.map((path) => path.getAttribute('data-row')));
  await opened.page.evaluate((columns) => window.plots.a!.setColumns(columns), data());
  expect(await rows()).toEqual([]);
  await opened.page.evaluate(() => window.plots.a!.set({ lines: { mode: 'density' } }));
  await expect.poll(rows).toEqual(['2999']);
  const layers = opened.page.locator('#a path.rare, #a canvas.lines');
  const names = await layers.evaluateAll((all) => all.map((layer) => layer.getAttribute('data-layer')));
  expect(names).toEqual(['background', 'middle', null, 'foreground', 'highlight']);
  expect(await opened.page.evaluate(() => window.plots.a!.toSVG())).toContain('stroke-opacity="0.3"');
  await opened.page.evaluate(() => window.plots.a!.set({ brushes: { first: { min: 0, max: 9 } } }));
  await expect.poll(rows).toEqual([]);
  expect(opened.errors).toEqual([]);
});
