import type { CDPSession } from 'playwright';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axesOf } from './plot-page.ts';
import { usePlotPage } from './use-plot-page.ts';

const opened = usePlotPage(['a'], {
  context: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
});
let fingers: CDPSession;

beforeAll(async () => {
  fingers = await opened.page.context().newCDPSession(opened.page);
});

beforeEach(async () => {
  await opened.page.evaluate(() => {
    const columns = { lr: [1, 2, 3, 4], loss: [1, 2, 3, 4], acc: [4, 3, 2, 1] };
    window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, columns, {
      legend: false,
    });
  });
});

type Point = readonly [x: number, y: number];

/** A finger that is put down, moved along the points and, once `rested` has resolved, lifted. */
async function touch(
  [first, ...others]: readonly [Point, ...Point[]],
  rested = () => Promise.resolve(),
): Promise<void> {
  const at = ([x, y]: Point) => [{ x, y }];
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(first) });
  for (const point of others) {
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(point) });
  }
  await rested();
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function boxOf(selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await opened.page.locator(selector).first().boundingBox())!;
}

async function trackPoint(axis: string, share: number): Promise<Point> {
  const { x, y, height } = await boxOf(`[data-axis="${axis}"] [data-part="track"]`);
  return [x + 1, y + share * height];
}

const selection = () => opened.page.evaluate(() => [...window.plots.a!.selection]);

describe('with touch', () => {
  it('a range is drawn, and its end can be grabbed 11 pixels away', async () => {
    await touch([await trackPoint('loss', 0), await trackPoint('loss', 0.2), await trackPoint('loss', 0.4)]);
    await expect.poll(selection).toEqual([2, 3]);
    const [x, y] = await trackPoint('loss', 0.4);
    await touch([[x + 10, y + 11], [x, y + 30], await trackPoint('loss', 0.8)]);
    await expect.poll(selection).toEqual([1, 2, 3]);
    expect(opened.errors).toEqual([]);
  });

  it('a category label can be moved', async () => {
    await opened.page.evaluate(() =>
      window.plots.a!.setColumns({ kind: ['adagrad', 'nesterov', 'rmsprop'], loss: [1, 2, 3] }),
    );
    const names = () =>
      opened.page.locator('[data-axis="kind"] [data-name]').evaluateAll((labels) =>
        labels
          .map((label) => [label.getAttribute('data-name'), label.getBoundingClientRect().y] as const)
          .sort(([, one], [, other]) => one - other)
          .map(([name]) => name),
      );
    const [first, second, third] = await names();
    const { x, y, width, height } = await boxOf(`[data-name="${first}"]`);
    const to = await boxOf(`[data-name="${third}"]`);
    const middle = x + width / 2;
    const way = [0.1, 0.5, 1].map((share): Point => [middle, y + height / 2 + share * (to.y - y)]);
    await touch([[middle, y + height / 2], ...way]);
    await expect.poll(names).toEqual([second, third, first]);
  });

  it('a title can be moved', async () => {
    const { x, y, width } = await boxOf('[data-axis="lr"] .title');
    const middle = x + width / 2;
    await touch([
      [middle, y + 8],
      [middle + 40, y + 8],
      [middle + 100, y + 8],
      [middle + 150, y + 8],
    ]);
    await expect.poll(() => axesOf(opened.page)).toEqual(['loss', 'lr', 'acc']);
  });

  it('a long press on a title opens its menu, and does not invert the axis', async () => {
    const { x, y, width } = await boxOf('[data-axis="loss"] .title');
    // A press is long by the times of its events, which are the page's.
    const since = await opened.page.evaluate(() => performance.now());
    await touch([[x + width / 2, y + 8]], async () => {
      await opened.page.waitForFunction((until) => performance.now() >= until, since + 1000);
    });
    await opened.page.getByRole('dialog', { name: 'Axis loss' }).waitFor();
    // What the lifted finger does to the menu, it does before the second frame.
    await opened.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await opened.page.getByRole('dialog', { name: 'Axis loss' }).isVisible()).toBe(true);
    expect(await opened.page.evaluate(() => window.plots.a!.inverted)).toEqual([]);
  });

  it('a tap on a line shows its tooltip, and a tap outside hides it', async () => {
    const [fromX, fromY] = await trackPoint('lr', 0);
    const [toX, toY] = await trackPoint('loss', 0);
    await touch([[(fromX + toX) / 2, (fromY + toY) / 2]]);
    await expect.poll(() => opened.page.evaluate(() => window.plots.a!.highlight)).toBe(3);
    await opened.page.getByRole('tooltip').waitFor();
    await touch([
      [(fromX + toX) / 2, fromY + (await boxOf('[data-axis="lr"] [data-part="track"]')).height * 0.17],
    ]);
    await expect.poll(() => opened.page.evaluate(() => window.plots.a!.highlight)).toBe(null);
  });
});
