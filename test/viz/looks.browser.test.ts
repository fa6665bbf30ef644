import { describe, expect, it } from 'vitest';
import { axesOf, type SentSettings } from './plot-page.ts';
import { usePlotPage } from './use-plot-page.ts';

const opened = usePlotPage(['a']);

const columns = [
  { name: 'lr', values: [1, 2, 3, 4], role: 'parameter' as const },
  { name: 'loss', values: [4, 3, 2, 100], direction: 'min' as const },
];

async function mount(settings: SentSettings): Promise<void> {
  await opened.page.evaluate(
    ([data, wanted]) => {
      const plot = window.heddle.mountParallelPlot(document.getElementById('a')!, data, wanted);
      plot.on('warning', ({ message }) => window.reported.push(message));
      window.plots.a = plot;
    },
    [columns, settings] as const,
  );
  await drawn();
}

const drawn = () =>
  expect.poll(() => opened.page.locator('.drawing').getAttribute('data-busy')).toBe('false');

/** How much ink a layer of the lines shows. */
const ink = (layer: 'background' | 'middle' | 'foreground') =>
  opened.page.evaluate((name) => {
    const surface = document.querySelector<HTMLCanvasElement>(`[data-layer="${name}"]`)!;
    if (surface.style.visibility === 'hidden') return 0;
    const { data } = surface.getContext('2d')!.getImageData(0, 0, surface.width, surface.height);
    let sum = 0;
    for (let pixel = 3; pixel < data.length; pixel += 4) sum += data[pixel]!;
    return sum / 255;
  }, layer);

describe('the style of lines', () => {
  it('follow width and opacity', async () => {
    await mount({ lines: { width: 1, opacity: 1 }, colorBy: null });
    const thin = await ink('foreground');
    await opened.page.evaluate(() => (window.plots.a!.lines = { width: 4 }));
    await drawn();
    await expect.poll(async () => (await ink('foreground')) / thin).toBeGreaterThan(3);
    const wide = await ink('foreground');
    await opened.page.evaluate(() => (window.plots.a!.lines = { opacity: 0.25 }));
    await expect.poll(async () => (await ink('foreground')) / wide).toBeLessThan(0.4);
    expect(await opened.page.evaluate(() => window.plots.a!.lines)).toEqual({
      width: 4,
      opacity: 0.25,
      curve: 0,
      mode: 'auto',
    });
  });

  it('can be curved: the middle stays in place, quarters do not', async () => {
    await mount({ colorBy: null });
    const path = () =>
      opened.page.evaluate(async () => (await window.plots.a!.toSVG()).match(/ d="(M[^"]*)"/)![1]!);
    expect(await path()).toMatch(/^M[\d. ]+L/);
    await opened.page.evaluate(() => (window.plots.a!.lines = { curve: 1 }));
    expect(await path()).toMatch(/^M[\d. ]+C/);
  });

  it('highlights the best rows, by the target or by another column', async () => {
    await mount({ best: 1 });
    const front = () => opened.page.evaluate(() => [...window.plots.a!.front]);
    expect(await front()).toEqual([2]);
    await opened.page.evaluate(() => (window.plots.a!.best = { count: 2, by: 'lr' }));
    expect(await front()).toEqual([2, 3]);
    expect(await opened.page.evaluate(() => [...window.plots.a!.selection])).toEqual([0, 1, 2, 3]);
    await opened.page.evaluate(() => (window.plots.a!.best = null));
    expect(await front()).toEqual([0, 1, 2, 3]);
  });
});

describe('selected lines behind the best', () => {
  const paths = () =>
    opened.page.evaluate(async () => {
      const svg = new DOMParser().parseFromString(await window.plots.a!.toSVG(), 'image/svg+xml');
      return svg.querySelectorAll('g[opacity] path').length;
    });

  it('are visible if there are other lines behind them, on the page and in pictures', async () => {
    await mount({ best: 1 });
    expect([await ink('middle'), await paths()]).toEqual([0, 0]);
    await opened.page.evaluate(() => (window.plots.a!.brushes = { lr: { min: 1, max: 3 } }));
    await drawn();
    await expect.poll(() => ink('middle')).toBeGreaterThan(100);
    expect(await paths()).toBe(2);
    const before = await ink('middle');
    await opened.page.evaluate(() => (window.plots.a!.brushes = { lr: { min: 2, max: 3 } }));
    await drawn();
    await expect.poll(async () => (await ink('middle')) / before).toBeLessThan(0.8);
    await opened.page.evaluate(() => (window.plots.a!.best = null));
    await drawn();
    expect([await ink('middle'), await paths()]).toEqual([0, 0]);
    expect(await ink('background')).toBeGreaterThan(0);
  });
});

describe('settings of axes', () => {
  it('fix their limits and the number of axes', async () => {
    await mount({ domains: { loss: { min: 0, max: 10 } }, maxAxes: 1 });
    expect(await opened.page.evaluate(() => Object.fromEntries(window.plots.a!.domains))).toEqual({
      loss: { min: 0, max: 10 },
    });
    expect(await axesOf(opened.page)).toEqual(['loss']);
    await opened.page.evaluate(() => window.plots.a!.set({ mostAxes: 5 }));
    expect(await axesOf(opened.page)).toEqual(['lr', 'loss']);
    expect(await opened.page.locator('[data-edge="above"] text').textContent()).toBe('1 above');
  });

  it('are ignored with a warning if invalid', async () => {
    await mount({
      lines: { width: -1 },
      best: 0,
      maxAxes: 0,
      domains: { loss: { min: 3, max: 1 }, ghost: { min: 0, max: 1 } },
    });
    expect(await opened.page.evaluate(() => window.reported)).toEqual([
      'The setting maxAxes is left out: expected a number from 1, got 0',
      expect.stringMatching(/^The setting lines is left out: .lines.width/),
      expect.stringMatching(/^The setting best is left out: .best.count/),
      'There is no column "ghost".',
      expect.stringMatching(/^The setting domains is left out: .domains\[0\]/),
    ]);
    expect(await axesOf(opened.page)).toEqual(['lr', 'loss']);
  });
});

describe('labels beside a range', () => {
  it('stay within the drawing at the last axis', async () => {
    await mount({ brushes: { loss: { min: 3.123456, max: 99.876543 } } });
    const edge = (await opened.page.locator('.drawing').boundingBox())!;
    const words = await opened.page
      .locator('[data-axis="loss"] .value, [data-axis="loss"] .count')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right));
    expect(words).toHaveLength(3);
    for (const right of words) expect(right).toBeLessThanOrEqual(edge.x + edge.width);
  });
});
