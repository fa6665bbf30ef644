import { describe, expect, it } from 'vitest';
import type { PlotData } from '../../viz/index.ts';
import { axesOf, type SentSettings } from './plot-page.ts';
import { usePlotPage } from './use-plot-page.ts';

declare global {
  interface Window {
    /** The media queries that the page has asked for. */
    queries: MediaQueryList[];
  }
}

const opened = usePlotPage(['a']);

const data = { a: [1, 2, 3], b: [3, 1, 2], c: ['x', 'y', 'x'] };
const html = '<img src=x onerror="window.hacked = true"><b>bold</b>';
const ghost = 'There is no column "ghost".';

interface Case {
  readonly data: PlotData;
  readonly settings?: SentSettings;
  /** The axes that are shown. */
  readonly axes: readonly string[];
  readonly warnings?: readonly string[];
}

/**
 * What kills HiPlot's page, or is dropped by it in silence: in ours the axes stand, and what cannot be is said. After each
 * the plot takes ordinary data and draws them.
 */
const cases: Record<string, Case> = {
  'no rows': { data: { a: [], b: [] }, axes: [] },
  'no columns': { data: {}, axes: [] },
  'one row': { data: { a: [1], b: ['x'], c: [3] }, axes: ['a', 'b', 'c'] },
  'one row, brushed': {
    data: { a: [1], b: [2] },
    settings: { brushes: { a: { min: 0, max: 2 } } },
    axes: ['a', 'b'],
  },
  'nothing but constants': { data: { a: [1, 1], b: ['x', 'x'] }, axes: ['b', 'a'] },
  'nothing but missing cells': { data: { a: [null, null], b: [undefined, undefined] }, axes: [] },
  'NaN and infinities alone': { data: { a: [NaN, Infinity], b: [-Infinity, NaN] }, axes: ['a', 'b'] },
  'an unknown setting': {
    data,
    settings: { display: 'FANCY_PLOT' } as SentSettings,
    axes: ['a', 'c', 'b'],
    warnings: ['There is no setting "display".'],
  },
  'an unknown column in the order': {
    data,
    settings: { order: ['ghost', 'c'] },
    axes: ['c', 'a', 'b'],
    warnings: [ghost],
  },
  'an unknown column among the axes': {
    data,
    settings: { axes: ['ghost', 'b'] },
    axes: ['b'],
    warnings: [ghost],
  },
  'an unknown column to hide': {
    data,
    settings: { hidden: ['ghost', 'b'] },
    axes: ['a', 'c'],
    warnings: [ghost],
  },
  'an unknown column for the colour': {
    data,
    settings: { colorBy: 'ghost' },
    axes: ['a', 'c', 'b'],
    warnings: [ghost],
  },
  'an unknown column with a scale': {
    data,
    settings: { scales: { ghost: 'log' } },
    axes: ['a', 'c', 'b'],
    warnings: [ghost],
  },
  'an unknown column that is brushed': {
    data,
    settings: { brushes: { ghost: { min: 0, max: 1 } }, negated: ['ghost'], inverted: ['ghost'] },
    axes: ['a', 'c', 'b'],
    warnings: [ghost],
  },
  'an unknown map of colours': {
    data,
    settings: { palette: { ramp: 'interpolateNothing' } } as unknown as SentSettings,
    axes: ['a', 'c', 'b'],
    warnings: [expect.stringMatching(/^The setting palette is left out: \.palette\.ramp: /)],
  },
  'a scale that is none, and one that does not fit': {
    data,
    settings: { scales: { a: 'cubic', c: 'log' } } as unknown as SentSettings,
    axes: ['a', 'c', 'b'],
    warnings: [
      'The column "a" cannot have the scale "cubic".',
      'The column "c" cannot have the scale "log".',
      expect.stringMatching(/^The setting scales is left out: /),
    ],
  },
  'settings of another kind': {
    data,
    settings: {
      order: 'a',
      brushes: { a: [{ min: 'x', max: 1 }] },
      combine: 'xor',
      view: 3,
    } as unknown as SentSettings,
    axes: ['a', 'c', 'b'],
    warnings: ['view', 'order', 'brushes', 'combine'].map((name) =>
      expect.stringMatching(new RegExp(`^The setting ${name} is left out: `)),
    ),
  },
  'rows that are not there': {
    data,
    settings: { selection: [0, 99, -1, NaN], highlight: 99 },
    axes: ['a', 'c', 'b'],
  },
  'a parent that does not exist': {
    data: [
      { name: 'uid', values: ['r1', 'r2'], role: 'identity' },
      { name: 'from_uid', values: [null, 'nobody'] },
      { name: 'loss', values: [1, 2] },
    ],
    axes: ['loss'],
  },
  'HTML in names, cells and the label': {
    data: [
      { name: html, values: [html, 'plain'] },
      { name: 'loss', values: [1, 2] },
    ],
    settings: { label: html, colorBy: html, brushes: { [html]: { values: [html] } } },
    axes: [html, 'loss'],
  },
  'names that objects treat specially': {
    data: ['__proto__', 'constructor', '2', ''].map((name, index) => ({ name, values: [index, 5] })),
    settings: { colorBy: '__proto__', order: ['constructor'] },
    axes: ['constructor', '__proto__', '2', ''],
  },
  'the largest and the smallest numbers': {
    data: { a: [-1.7e308, 1.7e308], b: [5e-324, 1e-320], c: [-0, 0] },
    settings: { brushes: { a: { min: -1e308, max: 1.7e308 } } },
    axes: ['a', 'b'],
  },
  'every axis hidden': { data, settings: { hidden: ['a', 'b', 'c'] }, axes: [] },
};

describe('the plot supports', () => {
  it.each(Object.entries(cases))('%s', async (_, { data: given, settings = {}, axes, warnings = [] }) => {
    const { page } = opened;
    await page.evaluate(
      ([columns, wanted]) => {
        const plot = window.heddle.mountParallelPlot(document.getElementById('a')!, columns, wanted);
        plot.on('warning', ({ message }) => window.reported.push(message));
        window.plots.a = plot;
      },
      [given, settings] as const,
    );
    await expect.poll(() => page.locator('.drawing').getAttribute('data-busy')).toBe('false');
    expect(await axesOf(page)).toEqual(axes);
    expect(await page.evaluate(() => window.reported)).toEqual(warnings);
    await page.evaluate((columns) => {
      window.plots.a!.setColumns(columns);
      window.plots.a!.set({ axes: ['a', 'b'], brushes: {}, selection: null });
    }, data);
    expect(await axesOf(page)).toEqual(['a', 'b']);
    expect(await page.evaluate(() => window.plots.a!.selection.length)).toBe(3);
    expect(await page.locator('img, b').count()).toBe(0);
    expect(opened.errors).toEqual([]);
  });

  it('the menu of a column with an HTML name', async () => {
    const { page } = opened;
    await page.evaluate((name) => {
      const columns = [
        { name, values: [name, 'plain'] },
        { name: 'loss', values: [1, 2] },
      ];
      window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, columns);
    }, html);
    await page.locator('.title').first().click({ button: 'right' });
    await page
      .getByRole('dialog', { name: `Axis ${html}` })
      .getByRole('button', { name: 'Invert axis' })
      .click();
    expect(await page.locator('.title').first().getAttribute('aria-label')).toContain('inverted');
    expect(await page.locator('img, b').count()).toBe(0);
    expect(opened.errors).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'columns of different lengths',
      { a: [1], b: [1, 2] },
      'column "b": expected 1 rows as in the columns before, got 2',
    ],
    ['no data at all', null, 'data of the plot: expected columns or a table, got null'],
  ])('%s, which it rejects with a reason', async (_, given, message) => {
    const refused = await opened.page.evaluate(
      ([good, bad]) => {
        const plot = window.heddle.mountParallelPlot(document.getElementById('a')!, good);
        window.plots.a = plot;
        try {
          plot.setColumns(bad as never);
          return null;
        } catch (error) {
          return [(error as Error).message, plot.selection.length];
        }
      },
      [data, given] as const,
    );
    expect(refused).toEqual([message, 3]);
  });
});

describe('the plot is redrawn', () => {
  const pixelsOf = () =>
    opened.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-layer="foreground"]')!;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return { width: canvas.width, height: canvas.height, isDrawn: pixels.some((value) => value > 0) };
    });

  async function mount(): Promise<void> {
    await opened.page.evaluate((columns) => {
      window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, columns, {
        legend: false,
      });
    }, data);
  }
  const style = (css: string) =>
    opened.page.evaluate((text) => void (document.getElementById('a')!.style.cssText = text), css);

  it('when its element is resized', async () => {
    await mount();
    await style('width: 640px; height: 400px');
    await expect.poll(pixelsOf).toEqual({ width: 640, height: 400, isDrawn: true });
  });

  it('when its element becomes visible', async () => {
    await style('display: none');
    await mount();
    await style('width: 500px; height: 320px');
    await expect.poll(pixelsOf).toEqual({ width: 500, height: 320, isDrawn: true });
    await style('display: none');
    await style('width: 520px; height: 320px');
    await expect.poll(pixelsOf).toEqual({ width: 520, height: 320, isDrawn: true });
  });

  it('when the pixel ratio of the screen changes', async () => {
    await opened.page.evaluate(() => {
      const matchMedia = window.matchMedia.bind(window);
      window.queries = [];
      window.matchMedia = (media) => {
        const query = matchMedia(media);
        window.queries.push(query);
        return query;
      };
    });
    await style('width: 500px; height: 300px');
    await mount();
    await expect.poll(pixelsOf).toEqual({ width: 500, height: 300, isDrawn: true });
    const session = await opened.page.context().newCDPSession(opened.page);
    const setRatio = async (deviceScaleFactor: number) => {
      const metrics = { width: 1000, height: 640, mobile: false, deviceScaleFactor };
      await session.send('Emulation.setDeviceMetricsOverride', metrics);
      // Chromium sets an emulated ratio but tells no query of it.
      await opened.page.evaluate(() => {
        for (const query of window.queries) if (!query.matches) query.dispatchEvent(new Event('change'));
      });
    };
    await setRatio(2);
    await expect.poll(pixelsOf).toEqual({ width: 1000, height: 600, isDrawn: true });
    await setRatio(1);
    await expect.poll(pixelsOf).toEqual({ width: 500, height: 300, isDrawn: true });
  });
});
