import { expect, it } from 'vitest';
import { usePlotPage } from './use-plot-page.ts';

declare global {
  interface Window {
    /** What the plot was at since it was mounted. */
    stages: string[];
  }
}

const opened = usePlotPage(['a']);

/** Mounts so many rows that they are placed in turns: all on one line but the last, which is alone below. */
function mountMany(): Promise<void> {
  return opened.page.evaluate(() => {
    const length = 400_000;
    const column = () => {
      const values = new Float64Array(length).fill(1);
      values[length - 1] = 0;
      return values;
    };
    const data = { a: column(), b: column(), c: column(), d: column(), e: column() };
    const seen = () => window.stages.push(document.querySelector('.drawing')!.getAttribute('data-stage')!);
    window.stages = [];
    new MutationObserver(seen).observe(document.getElementById('a')!, {
      subtree: true,
      attributeFilter: ['data-stage'],
    });
    const plot = window.heddle.mountParallelPlot(document.getElementById('a')!, data);
    window.plots['a'] = plot;
    plot.on('hover', ({ row }) => window.reported.push(row));
  });
}

const stage = () => opened.page.locator('.drawing').getAttribute('data-stage');

it('draws many rows in slices, is busy meanwhile, and finds the row under the pointer', async () => {
  await mountMany();
  await expect.poll(stage).toBe('whole');
  expect(await opened.page.evaluate(() => window.stages[0])).toBe('drawing');
  const last = (await opened.page.locator('[data-axis="c"] .spine').boundingBox())!;
  await opened.page.mouse.move(last.x + 40, last.y + last.height - 1);
  await expect.poll(() => opened.page.evaluate(() => window.reported.at(-1))).toBe(399_999);
  expect(opened.errors).toEqual([]);
});

it('recomputes positions on another scale, and draws the current rows', async () => {
  await mountMany();
  await expect.poll(stage).toBe('whole');
  await opened.page.evaluate(() => {
    window.plots['a']!.inverted = ['a', 'b', 'c', 'd', 'e'];
  });
  await expect.poll(stage).toBe('whole');
  const last = (await opened.page.locator('[data-axis="c"] .spine').boundingBox())!;
  await opened.page.mouse.move(last.x + 40, last.y + 1);
  await expect.poll(() => opened.page.evaluate(() => window.reported.at(-1))).toBe(399_999);
});
