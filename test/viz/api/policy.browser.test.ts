import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { openPlotPage, placeElements } from '../plot-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each([
  ['strict/', /neither workers nor WebAssembly/],
  ['strict/workers/', /does not allow WebAssembly/],
])('under the policy of %s lines are drawn, as a warning says once', async (path, warning) => {
  const { page } = await openPlotPage(browser, {}, path);
  await placeElements(page, ['a']);
  await page.evaluate(() => {
    const column = (factor: number) => Array.from({ length: 300 }, (_, row) => (row * factor) % 101);
    const plot = window.heddle.mountParallelPlot(document.getElementById('a')!, {
      lr: column(7),
      depth: column(13),
      loss: column(31),
    });
    plot.on('warning', ({ message }) => window.reported.push(message));
    window.plots.a = plot;
  });
  const stage = () => page.locator('#a .drawing').getAttribute('data-stage');
  await expect.poll(stage).toBe('whole');
  const inked = () =>
    page.locator('#a [data-layer="foreground"]').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((byte, at) => at % 4 === 3 && byte > 0).length / (data.length / 4);
    });
  await expect.poll(inked).toBeGreaterThan(0.3);
  // A brush draws again.
  await page.evaluate(() => window.plots.a!.set({ brushes: { lr: { min: 0, max: 5 } } }));
  await expect.poll(stage).toBe('whole');
  await expect.poll(inked).toBeLessThan(0.3);
  const [first, ...others] = await page.evaluate(() => window.reported as string[]);
  expect(first).toMatch(warning);
  expect(others).toEqual([]);
  expect(await page.evaluate(() => window.plots.a!.drawnBy)).toEqual({
    kind: 'cpu',
    reason: first,
    isRestricted: true,
  });
  await page.context().close();
});
