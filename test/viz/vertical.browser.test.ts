import { beforeEach, describe, expect, it } from 'vitest';
import { usePlotPage } from './use-plot-page.ts';

const opened = usePlotPage(['a'], {
  size: 'height: 500px',
  context: { viewport: { width: 360, height: 700 } },
});

const columns = {
  lr: [1, 2, 3, 4],
  net: ['relu', 'tanh', 'relu', 'gelu'],
  momentum: [4, 3, 2, 1],
  loss: [10, 20, 30, null],
};

beforeEach(async () => {
  await opened.page.evaluate((data) => {
    window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, data, { legend: false });
  }, columns);
  await expect.poll(() => opened.page.locator('.drawing').getAttribute('data-busy')).toBe('false');
});

const track = async (axis: string) =>
  (await opened.page.locator(`[data-axis="${axis}"] [data-part="track"]`).boundingBox())!;
const selection = () => opened.page.evaluate(() => [...window.plots.a!.selection]);

async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const { mouse } = opened.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await mouse.move(to.x, to.y, { steps: 3 });
  await mouse.up();
}

describe('in a narrow element', () => {
  it('axes are below each other, with horizontal text within the plot', async () => {
    const { page } = opened;
    const boxes = await Promise.all(Object.keys(columns).map(track));
    for (const [index, box] of boxes.entries()) {
      expect(box.width).toBeGreaterThan(200);
      expect(box.x + box.width).toBeLessThanOrEqual(360);
      if (index > 0) expect(box.y - boxes[index - 1]!.y).toBeGreaterThanOrEqual(60);
    }
    for (const name of Object.keys(columns)) {
      const title = (await page.locator(`[data-axis="${name}"] .title`).boundingBox())!;
      // Two letters are no wider than a line is high.
      if (name.length > 3) expect(title.width).toBeGreaterThan(title.height);
      expect(title.x).toBeGreaterThanOrEqual(0);
      expect(title.y).toBeGreaterThanOrEqual(0);
      const at = [title.x + title.width / 2, title.y + title.height * 0.8] as const;
      const hit = await page.evaluate(
        ([x, y]) => document.elementFromPoint(x, y)!.closest('button')?.textContent,
        at,
      );
      expect(hit?.trim(), 'takes the pointer').toBe(name);
    }
    const tick = (await page.locator('[data-axis="lr"] .tick text').first().boundingBox())!;
    expect(tick.y).toBeGreaterThan(boxes[0]!.y);
    await page.evaluate(() => (window.plots.a!.orientation = 'horizontal'));
    expect((await track('lr')).height).toBeGreaterThan(200);
  });

  it('a drag along an axis selects, with high values at the right, and its end can be resized', async () => {
    const box = await track('lr');
    const y = box.y + box.height / 2;
    await drag({ x: box.x + box.width * 0.55, y }, { x: box.x + box.width, y });
    await expect.poll(selection).toEqual([2, 3]);
    const words = opened.page.locator('[data-axis="lr"] .value');
    for (const { x, width } of await Promise.all(
      [0, 1].map(async (at) => (await words.nth(at).boundingBox())!),
    )) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(360);
    }
    await drag({ x: box.x + box.width * 0.55, y }, { x: box.x + box.width * 0.9, y });
    await expect.poll(selection).toEqual([3]);
    await opened.page.keyboard.press('Escape');
    await expect.poll(selection).toEqual([0, 1, 2, 3]);
  });

  it('lanes are left of an axis, and can be brushed', async () => {
    const lane = (await opened.page.locator('[data-axis="loss"] [data-lane="missing"] line').boundingBox())!;
    const box = await track('loss');
    expect(lane.x).toBeLessThan(box.x);
    const y = box.y + box.height / 2;
    await drag({ x: lane.x + 14, y }, { x: lane.x - 10, y });
    await expect.poll(selection).toEqual([3]);
  });

  it('dragging a title down moves its axis down, and categories can be clicked', async () => {
    const { page } = opened;
    const title = (await page.locator('[data-axis="lr"] .title').boundingBox())!;
    const last = await track('momentum');
    await drag({ x: title.x + 8, y: title.y + 6 }, { x: title.x + 8, y: last.y });
    await expect
      .poll(() => page.evaluate(() => window.plots.a!.axes))
      .toEqual(['net', 'momentum', 'lr', 'loss']);
    await page.locator('[data-axis="net"] [data-name="relu"]').click();
    await expect.poll(selection).toEqual([0, 2]);
  });

  it('the line under the pointer has a tooltip and can be pinned, and an angle selects', async () => {
    const { page } = opened;
    const [upper, lower] = [await track('lr'), await track('net')];
    // Row 3 goes from the highest rate to gelu, the rightmost category.
    const [from, to] = [upper.x + upper.width, lower.x + (lower.width * 5) / 6];
    await page.mouse.move((from + to) / 2, (upper.y + lower.y) / 2);
    await expect.poll(() => page.evaluate(() => window.plots.a!.highlight)).toBe(3);
    const tooltip = (await page.getByRole('tooltip').boundingBox())!;
    expect(tooltip.x).toBeGreaterThanOrEqual(0);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(() => page.evaluate(() => window.plots.a!.pinned)).toEqual([3]);
    const gap = (lower.y - upper.y) / 2;
    await page.keyboard.down('Alt');
    await drag({ x: 120, y: upper.y + gap * 0.6 }, { x: 121, y: upper.y + gap * 1.5 });
    await page.keyboard.up('Alt');
    await expect.poll(() => page.locator('[data-part="angle"]').count()).toBe(1);
    expect(opened.errors).toEqual([]);
  });

  it('keys and sliders work', async () => {
    const { page } = opened;
    await page.locator('[data-axis="lr"] .title').focus();
    await page.keyboard.press('Enter');
    const highest = page.getByRole('slider', { name: 'Highest lr' });
    await highest.press('Shift+ArrowLeft');
    expect(await highest.getAttribute('aria-orientation')).toBe('horizontal');
    await expect.poll(() => highest.getAttribute('aria-valuetext')).toBe('3.7');
    await expect.poll(selection).toEqual([0, 1, 2]);
  });
});
