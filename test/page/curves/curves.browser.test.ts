import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servePage } from '../../../bench/serve.ts';
import { launchBrowser } from '../../browser.ts';
import type { CurvesSettings } from '../../../src/page/curves/settings.ts';

interface State {
  readonly settings: CurvesSettings;
  readonly hovered: number | null;
  readonly pinned: readonly number[];
}

let browser: Browser;
let server: Awaited<ReturnType<typeof servePage>>;
let page: Page;
let thrown: string[] = [];

beforeAll(async () => {
  server = await servePage('../test/page/curves/page');
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1100, height: 600 } });
  page.on('pageerror', (error) => thrown.push(error.message));
  await page.goto(server.address);
  await page.waitForFunction(() => window.curvesPage !== undefined);
});

beforeEach(async () => {
  thrown = [];
  await page.mouse.move(0, 0);
});

afterEach(() => expect(thrown).toEqual([]));

afterAll(async () => {
  await browser.close();
  await server.close();
});

const chart = (): Locator => page.getByRole('application');
const read = () => page.evaluate(() => window.curvesPage.read()) as Promise<State>;

/** Shows a level line at 1 for run 0 and one at 2 for run 1, from epoch 1 to 11. */
async function showLevels(settings: Partial<CurvesSettings> = {}): Promise<void> {
  await page.evaluate((chosen) => {
    const { makeRun, setOf, show } = window.curvesPage;
    const level = (value: number) =>
      Array.from({ length: 11 }, (_, i) => ({ epoch: i + 1, step: 10 * (i + 1), dur: 60, loss: value }));
    show({
      set: setOf([makeRun('low', level(1)), makeRun('high', level(2))]),
      settings: { metric: 'loss', ...chosen },
    });
  }, settings);
  await chart().locator('canvas').waitFor();
}

/** The heights of a column of the canvas, as shares from the top, at which it is coloured. */
async function coloredRows(share: number): Promise<{ at: number; color: string }[]> {
  return chart()
    .locator('canvas')
    .evaluate((element, where) => {
      const canvas = element as HTMLCanvasElement;
      const x = Math.min(canvas.width - 1, Math.floor(where * canvas.width));
      const { data } = canvas.getContext('2d')!.getImageData(x, 0, 1, canvas.height);
      const found: { at: number; color: string }[] = [];
      for (let row = 0; row < canvas.height; row++) {
        const [r, g, b] = data.subarray(4 * row, 4 * row + 3);
        const isColored = Math.max(r!, g!, b!) - Math.min(r!, g!, b!) > 80;
        const color = b! > r! ? 'blue' : 'orange';
        if (isColored && found.at(-1)?.color !== color) found.push({ at: row / canvas.height, color });
      }
      return found;
    }, share);
}

/** A point of the canvas on the screen, by shares of its size. */
async function pointAt(x: number, y: number): Promise<{ x: number; y: number }> {
  const box = (await chart().locator('canvas').boundingBox())!;
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const [start, end] = [await pointAt(...from), await pointAt(...to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

describe('a chart of curves', () => {
  it('draws each run in its colour at its values', async () => {
    await showLevels();
    // The axis has 4 % of room above 2 and below 1.
    const rows = await coloredRows(0.45);
    expect(rows.map(({ color }) => color)).toEqual(['orange', 'blue']);
    expect(rows[0]!.at).toBeCloseTo(0.04 / 1.08, 1);
    expect(rows[1]!.at).toBeCloseTo(1.04 / 1.08, 1);
  });

  it('shows the curve under the pointer, reports it, and pins it by a click', async () => {
    await showLevels();
    const { x, y } = await pointAt(0.501, 1.03 / 1.08);
    await page.mouse.move(x, y);
    const tooltip = page.getByRole('tooltip');
    await expect.poll(() => tooltip.innerText()).toMatch(/^low\s+Epoch\s+6\s+loss\s+1$/);
    expect(await read()).toMatchObject({ hovered: 0, pinned: [] });
    await page.mouse.click(x, y);
    await expect.poll(async () => (await read()).pinned).toEqual([0]);
    const far = await pointAt(0.5, 0.5);
    await page.mouse.move(far.x, far.y);
    await expect.poll(async () => (await read()).hovered).toBeNull();
    await tooltip.waitFor({ state: 'detached' });
    expect(await chart().locator('path.strong').count()).toBe(1);
  });

  it('lights up the run that is hovered elsewhere', async () => {
    await showLevels();
    await page.evaluate(() => window.curvesPage.hover(1));
    expect(await chart().locator('path.lit').getAttribute('stroke')).toBe('#d55e00');
    expect(await page.getByRole('tooltip').count()).toBe(0);
  });

  it('zooms by a drag, resets by a double click', async () => {
    await showLevels();
    await drag([0.2, 0.5], [0.4, 0.51]);
    await expect.poll(async () => (await read()).settings.zoom).not.toBeNull();
    const { min, max } = (await read()).settings.zoom!;
    expect(min).toBeCloseTo(3, 1);
    expect(max).toBeCloseTo(5, 1);
    expect(await chart().getAttribute('data-zoomed')).toBe('true');
    const { x, y } = await pointAt(0.5, 0.5);
    await page.mouse.dblclick(x, y);
    await expect.poll(async () => (await read()).settings.zoom).toBeNull();
    await drag([0.5, 0.2], [0.51, 0.4]);
    await expect.poll(() => chart().getAttribute('data-zoomed')).toBe('true');
    expect((await read()).settings.zoom).toBeNull();
    expect(await coloredRows(0.45)).toEqual([]);
  });

  it.each([
    [['+'], { min: 3.5, max: 8.5 }],
    [['+', '+', '-'], { min: 3.5, max: 8.5 }],
    [['+', 'ArrowRight'], { min: 4.5, max: 9.5 }],
    [['+', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'], { min: 1, max: 6 }],
    [['+', '-'], null],
    [['+', '0'], null],
    [['-'], null],
  ])('zooms and moves by the keys %s', async (keys, expected) => {
    await showLevels();
    await chart().focus();
    for (const key of keys) await page.keyboard.press(key);
    const close = expected && { min: expect.closeTo(expected.min, 9), max: expect.closeTo(expected.max, 9) };
    await expect.poll(async () => (await read()).settings.zoom).toEqual(close);
  });

  it('keeps raw values behind smoothed ones, and has no place for 0 on a log axis', async () => {
    const showSteps = (settings: Partial<CurvesSettings>) =>
      page.evaluate((chosen) => {
        const { makeRun, setOf, show } = window.curvesPage;
        const records = Array.from({ length: 40 }, (_, i) => ({ epoch: i + 1, loss: i < 20 ? 0 : 100 }));
        show({ set: setOf([makeRun('a', records)]), settings: { metric: 'loss', ...chosen } });
      }, settings);
    await showSteps({});
    expect((await coloredRows(0.6))[0]!.at).toBeLessThan(0.1);
    await showSteps({ smoothing: 0.9 });
    // Four epochs after the step the average has a third of the way behind it.
    expect((await coloredRows(0.6))[0]!.at).toBeGreaterThan(0.3);
    await showSteps({ isLog: true });
    expect(await coloredRows(0.2)).toEqual([]);
    expect((await coloredRows(0.8)).length).toBe(1);
  });
});

describe('the view of curves', () => {
  it('has a chart per metric, training and validation in one, and enlarges one', async () => {
    await page.evaluate(() => window.curvesPage.show({ set: window.curvesPage.sixRuns() }));
    await page.locator('canvas').nth(2).waitFor();
    const names = await page
      .getByRole('region')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    expect(names).toEqual(['valid_loss', 'valid_acc', 'lr']);
    await expect
      .poll(() => page.getByRole('region', { name: 'valid_loss' }).innerText())
      .toContain('train_loss');
    await page.getByRole('button', { name: 'Enlarge valid_acc' }).click();
    await expect.poll(() => page.getByRole('region').count()).toBe(1);
    expect(await page.getByRole('combobox', { name: /^Metric/ }).inputValue()).toBe('valid_acc');
    await page.getByRole('button', { name: 'Show all metrics' }).click();
    await expect.poll(() => page.getByRole('region').count()).toBe(3);
  });

  it.each([
    ['epoch', 'Epoch', '11'],
    ['step', 'Step', '100'],
    ['time', 'Time (minutes)', '10'],
    ['relative', 'Share of the run', '0.5'],
  ])('has the x axis %s', async (axis, title, tick) => {
    await showLevels();
    await page.getByLabel('X axis').selectOption(axis);
    await expect.poll(() => chart().locator('text.title').textContent()).toBe(title);
    const ticks = await chart().locator('text').allTextContents();
    if (axis !== 'epoch') expect(ticks).toContain(tick);
  });

  it('averages configurations', async () => {
    await page.evaluate(() =>
      window.curvesPage.show({
        set: window.curvesPage.sixRuns(),
        configurationOf: [0, 0, 0, 1, 1, 1],
        settings: { metric: 'valid_loss' },
      }),
    );
    await page.getByText('2 configurations of 6 runs').waitFor();
    await expect.poll(() => chart().getAttribute('aria-label')).toBe('valid_loss by Epoch, 2 curves');
    await page.getByLabel('Band').selectOption('none');
    await expect.poll(() => chart().getAttribute('aria-label')).toBe('valid_loss by Epoch, 6 curves');
  });

  it('has a chart per value of a parameter, all with the same axes', async () => {
    await page.evaluate(() =>
      window.curvesPage.show({
        set: window.curvesPage.sixRuns(),
        marks: new Map([['valid_loss', [{ run: 4, x: 13, kind: 'turn', text: 'validation turns' }]]]),
        settings: { metric: 'valid_loss' },
      }),
    );
    await page.getByLabel('One chart per').selectOption('metric and shape');
    await expect
      .poll(() => page.getByRole('application').evaluateAll((all) => all.map((each) => each.ariaLabel)))
      .toEqual(['valid_loss, shape narrow by Epoch, 3 curves', 'valid_loss, shape wide by Epoch, 3 curves']);
    const ticks = (at: number) => page.getByRole('application').nth(at).locator('text').allTextContents();
    await expect.poll(() => ticks(0)).not.toEqual([]);
    expect(await ticks(1)).toEqual(await ticks(0));
    await page
      .getByRole('region', { name: 'valid_loss, shape wide' })
      .locator('[data-mark="turn"]')
      .waitFor();
    expect(await page.locator('[data-mark="turn"]').count()).toBe(1);
    expect((await read()).settings.by).toBe('shape');
    await page.getByLabel('One chart per').selectOption('metric');
    await expect.poll(() => page.getByRole('application').count()).toBe(1);
  });

  it('shows marks, an epoch and the value of knowing nothing', async () => {
    await page.evaluate(() =>
      window.curvesPage.show({
        set: window.curvesPage.sixRuns(),
        epoch: 20,
        marks: new Map([['valid_loss', [{ run: 4, x: 13, kind: 'turn', text: 'validation turns' }]]]),
        baselines: new Map([['valid_loss', { value: 1.6, text: 'knows nothing' }]]),
        settings: { metric: 'valid_loss' },
      }),
    );
    await page.locator('[data-mark="turn"]').waitFor();
    expect(await chart().locator('line.moment, line.baseline').count()).toBe(2);
    expect(await chart().locator('text.note').textContent()).toBe('knows nothing');
    expect(await chart().locator('[data-best]').count()).toBe(6);
  });

  it.each([
    ['no run is selected', [], /No run is selected/],
    ['no run has records', [0], /No run in the selection has per-epoch records/],
  ])('says what to do where %s', async (_, runs, message) => {
    await page.evaluate((indices) => {
      const { makeRun, setOf, show } = window.curvesPage;
      show({ set: setOf([makeRun('a', [], { loss: 1 })]), runs: indices });
    }, runs);
    await page.getByText(message).waitFor();
  });

  it.each([
    ['light', 1100],
    ['dark', 1100],
    ['light', 360],
  ] as const)('is accessible and no text overlaps: %s, %i px', async (theme, width) => {
    await page.setViewportSize({ width, height: 640 });
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
      window.curvesPage.show({ set: window.curvesPage.sixRuns(), configurationOf: [0, 0, 0, 1, 1, 1] });
    }, theme);
    await page.locator('canvas').first().waitFor();
    const overlaps = await page
      .getByRole('application')
      .first()
      .locator('text')
      .evaluateAll((texts) => {
        const boxes = texts.map((text) => text.getBoundingClientRect());
        return boxes.filter((a, i) =>
          boxes.some(
            (b, j) => j > i && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
          ),
        ).length;
      });
    expect(overlaps).toBe(0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run('#view');
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    });
    expect(found).toEqual([]);
  });
});
