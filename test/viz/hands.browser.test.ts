import { describe, expect, it } from 'vitest';
import type { ParallelPlot } from '../../viz/api/index.ts';
import { axesOf } from './plot-page.ts';
import { usePlotPage } from './use-plot-page.ts';

const opened = usePlotPage(['a']);

/** Mounts columns in `#a`. */
async function mount(columns: Record<string, unknown[]>, options: object = {}): Promise<void> {
  await opened.page.evaluate(
    ([data, given]) => {
      const element = document.getElementById('a')!;
      window.plots.a = window.heddle.mountParallelPlot(element, data as never, { legend: false, ...given });
    },
    [columns, options] as const,
  );
  await opened.page.locator('.drawing[data-busy="false"]').waitFor();
}

const few = { lr: [1, 2, 3, 4], loss: [1, 2, 3, 4], acc: [4, 3, 2, 1] };
const wide = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => [`axis${index}`, [index, index + 1, 0]]),
);

const boxOf = async (selector: string) => (await opened.page.locator(selector).first().boundingBox())!;
const title = (name: string) => opened.page.locator(`[data-axis="${name}"] .title`);
const read = (key: 'selection' | 'pinned' | 'inverted' | 'axes') =>
  opened.page.evaluate(
    (property) => Array.from<unknown>(window.plots.a![property as keyof ParallelPlot] as never),
    key as string,
  );

async function pressOn(selector: string): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(selector);
  const at = { x: x + width / 2, y: y + height / 2 };
  await opened.page.mouse.move(at.x, at.y);
  await opened.page.mouse.down();
  return at;
}

describe('a drag between two axes', () => {
  it.each([
    ['with Alt draws an angle', 'Alt', 1],
    ['without Alt does nothing', 'Shift', 0],
  ])('%s, and pins no line', async (_, key, angles) => {
    const { page } = opened;
    await mount(few);
    const [left, right] = [
      await boxOf('[data-axis="loss"] [data-part="track"]'),
      await boxOf('[data-axis="acc"] [data-part="track"]'),
    ];
    const middle = { x: (left.x + right.x) / 2, y: left.y + left.height / 2 };
    await page.keyboard.down(key);
    await page.mouse.move(middle.x - 40, middle.y - 20);
    await page.mouse.down();
    // All lines cross here.
    await page.mouse.move(middle.x, middle.y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up(key);
    await expect.poll(() => page.locator('[data-part="angle"]').count()).toBe(angles);
    expect(await read('pinned')).toEqual([]);
    if (angles > 0) return;
    await page.mouse.click(middle.x, middle.y);
    await expect.poll(() => read('pinned')).toHaveLength(1);
  });
});

describe('a title', () => {
  it('keeps the brushes if Escape is pressed while it is held, before and after it moves', async () => {
    const { page } = opened;
    for (const distance of [0, 60]) {
      await mount(few, { brushes: { loss: { min: 3, max: 4 } } });
      const at = await pressOn('[data-axis="lr"] .title');
      await page.mouse.move(at.x + distance, at.y, { steps: 3 });
      await page.keyboard.press('Escape');
      await page.mouse.up();
      expect(await read('selection'), `moved by ${distance}`).toEqual([2, 3]);
      expect(await axesOf(page)).toEqual(['lr', 'loss', 'acc']);
      await page.evaluate(() => window.plots.a!.destroy());
    }
  });

  it('scrolls a wide plot while it is dragged at the edge', async () => {
    const { page } = opened;
    await mount(wide);
    const scrolled = () => page.locator('#a .box').evaluate(({ scrollLeft }) => scrollLeft);
    const box = await boxOf('#a .box');
    const at = await pressOn('[data-axis="axis2"] .title');
    await page.mouse.move(box.x + box.width - 4, at.y, { steps: 5 });
    await expect.poll(scrolled).toBeGreaterThan(400);
    await page.mouse.up();
    const order = (await read('axes')) as string[];
    expect(order.indexOf('axis2')).toBeGreaterThan(18);
    const rest = await scrolled();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    expect(await scrolled(), 'stops with the drag').toBe(rest);
  });

  it('is selected by a click, and inverts its axis on a double click', async () => {
    const { page } = opened;
    await mount(few);
    await title('loss').click();
    expect(await title('loss').evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await read('inverted')).toEqual([]);
    await page.keyboard.press('f');
    await expect.poll(() => read('inverted')).toEqual(['loss']);
    await title('acc').dblclick();
    await expect.poll(() => read('inverted')).toEqual(['loss', 'acc']);
  });

  it.each([
    ['level', few, 1000],
    ['slanted', wide, 1000],
    ['vertical', few, 320],
  ])('has a menu button of 24 pixels that nothing covers: %s titles', async (_, columns, width) => {
    const { page } = opened;
    await page.evaluate((size) => (document.getElementById('a')!.style.width = `${size}px`), width);
    await mount(columns);
    const names = (await axesOf(page)) as string[];
    for (const name of [names[0]!, names[1]!, names.at(-1)!]) {
      await title(name).scrollIntoViewIfNeeded();
      await title(name).hover();
      const button = page.locator(`[data-axis="${name}"] .more`);
      const { x, y, width: across, height } = (await button.boundingBox())!;
      expect(Math.min(across, height), name).toBeGreaterThanOrEqual(24);
      const covered = await button.evaluate(
        (element, [left, top, right, bottom]) => {
          const points = [0.1, 0.5, 0.9].flatMap((u) => [0.1, 0.5, 0.9].map((v) => [u, v] as const));
          return points.filter(
            ([u, v]) =>
              document.elementFromPoint(left + u * (right - left), top + v * (bottom - top)) !== element,
          );
        },
        [x, y, x + across, y + height] as const,
      );
      expect(covered, name).toEqual([]);
    }
  });
});

describe('a lane', () => {
  it('is selected by a click on its word, and by keyboard', async () => {
    const { page } = opened;
    await mount({ lr: [1, 2, 3, 4], loss: [1, null, NaN, 4] });
    await page.locator('[data-axis="loss"] [data-lane="missing"] text').click();
    await expect.poll(() => read('selection')).toEqual([1]);
    await page.locator('[data-axis="loss"] [data-lane="nan"] text').click();
    await expect.poll(() => read('selection')).toEqual([1, 2]);
    await title('loss').press('m');
    await page.getByRole('dialog').getByLabel('not a number').press('Space');
    await expect.poll(() => read('selection')).toEqual([1]);
    await page.keyboard.press('Escape');
    await page.locator('[data-axis="loss"] [data-lane="missing"] text').click();
    await expect.poll(() => read('selection')).toEqual([0, 1, 2, 3]);
  });
});

describe('an axis of a single value', () => {
  it('selects its rows only by a range that meets the value', async () => {
    const { page } = opened;
    await mount({ depth: [5, 5, 5], width: [8, 8, 8] });
    const track = await boxOf('[data-axis="depth"] [data-part="track"]');
    const drag = async (from: number, to: number) => {
      await page.mouse.move(track.x + 1, track.y + track.height * from);
      await page.mouse.down();
      await page.mouse.move(track.x + 1, track.y + track.height * to, { steps: 3 });
      await page.mouse.up();
    };
    await drag(0.1, 0.3);
    await expect.poll(() => read('selection')).toEqual([]);
    await page.keyboard.press('Escape');
    await drag(0.4, 0.6);
    await expect.poll(() => read('selection')).toEqual([0, 1, 2]);
    expect(await page.locator('[data-axis="depth"] .selection').count()).toBe(1);
  });
});

describe('a plot of 500 axes', () => {
  it('renders those near the visible ones, wherever it is scrolled', async () => {
    const { page } = opened;
    await mount(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`c${index}`, [index, 0, 1]])));
    const rendered = () => page.locator('[data-axis]').count();
    const widest = () =>
      page
        .locator('canvas.lines')
        .evaluateAll((all) => Math.max(...all.map(({ clientWidth }) => clientWidth)));
    /** Whether lines are drawn in the middle of the visible part. */
    const hasLines = () =>
      page.evaluate(() => {
        const box = document.querySelector('#a .box')!.getBoundingClientRect();
        const canvas = document.querySelector<HTMLCanvasElement>('[data-layer="foreground"]')!;
        const { left, width } = canvas.getBoundingClientRect();
        const ratio = canvas.width / width;
        const x = Math.round((box.left + box.width / 2 - 30 - left) * ratio);
        const { data } = canvas.getContext('2d')!.getImageData(x, 0, Math.round(60 * ratio), canvas.height);
        return data.some((value) => value > 0);
      });
    const scrollTo = (left: number) =>
      page.locator('#a .box').evaluate((box, to) => (box.scrollLeft = to), left);
    for (const left of [0, 9000, 1e6]) {
      await scrollTo(left);
      await expect.poll(hasLines, { message: `at ${left}` }).toBe(true);
      expect(await rendered()).toBeLessThan(80);
      expect(await widest()).toBeLessThan(4000);
    }
    await expect.poll(() => title('c499').isVisible()).toBe(true);
    await title('c499').focus();
    await page.keyboard.press('Home');
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-axis]')?.getAttribute('data-axis')),
      )
      .toBe('c0');
    await expect.poll(hasLines).toBe(true);
  });
});
