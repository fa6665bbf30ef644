import axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servePage } from '../../../bench/serve.ts';
import { launchBrowser } from '../../browser.ts';
import type { ShowOptions } from './page/main.ts';

let server: Awaited<ReturnType<typeof servePage>>;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  server = await servePage('../test/views/scatter/page');
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(server.address);
  await page.waitForFunction(() => typeof window.showScatter === 'function');
});

beforeEach(async () => {
  errors.length = 0;
  await page.setViewportSize({ width: 1100, height: 700 });
  await page.mouse.move(0, 0);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const surface = () => page.getByRole('application');
const output = (name: string) => page.getByLabel(name, { exact: true });

async function show(options: ShowOptions): Promise<void> {
  await page.evaluate((given) => window.showScatter(given), options);
}

/** Numbers of pixels of the dots: painted ones, and those of the colour of de-emphasised dots. */
function pixels(): Promise<{ painted: number; faint: number }> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[role=application] canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let [painted, faint] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] === 0) continue;
      painted++;
      // The grey of --heddle-line-faint: #b9b9b3.
      if (data[at] === 0xb9 && data[at + 1] === 0xb9 && data[at + 2] === 0xb3) faint++;
    }
    return { painted, faint };
  });
}

/** Shows dots and waits for their picture. */
async function showDots(options: ShowOptions): Promise<void> {
  await show(options);
  await expect.poll(async () => (await pixels()).painted, { timeout: 60_000 }).toBeGreaterThan(0);
}

/** A point of the picture at fractions of its width and height. */
async function pointAt(x: number, y: number): Promise<[number, number]> {
  const box = (await surface().boundingBox())!;
  return [box.x + x * box.width, box.y + y * box.height];
}

async function drag(from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...(await pointAt(...from)));
  await page.mouse.down();
  await page.mouse.move(...(await pointAt((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)));
  await page.mouse.move(...(await pointAt(...to)));
  await page.mouse.up();
}

const axes = { x: 'lr', y: 'accuracy' };

describe('a rectangle', () => {
  it.each([2_000, 1_000_000])('selects the dots within, of %i', async (rows) => {
    await showDots({ rows, settings: axes });
    await drag([0.4, 0.05], [0.7, 0.4]);
    const brush = JSON.parse(await output('Brush').innerText()) as Record<
      string,
      { min: number; max: number }
    >;
    const selected = Number(await output('Selected').innerText());
    // The learning rate is on a logarithmic axis from 1e-5 to 0.1.
    expect(Math.log10(brush['lr']!.min)).toBeCloseTo(-5 + 4 * 0.4, 0);
    expect(Math.log10(brush['lr']!.max)).toBeCloseTo(-5 + 4 * 0.7, 0);
    expect(brush['accuracy']!.min).toBeGreaterThan(0.5);
    expect(selected).toBeGreaterThan(0);
    expect(selected).toBeLessThan(rows / 2);
    await expect.poll(async () => (await pixels()).faint).toBeGreaterThan(0);
    const { painted, faint } = await pixels();
    expect(painted).toBeGreaterThan(faint);
    expect(await surface().getAttribute('aria-label')).toContain(`${selected.toLocaleString('en')} of`);
  });

  it('is taken back by Escape while it is dragged', async () => {
    await showDots({ rows: 2_000, settings: axes });
    await page.mouse.move(...(await pointAt(0.2, 0.2)));
    await page.mouse.down();
    await page.mouse.move(...(await pointAt(0.6, 0.6)));
    expect(await output('Brush').innerText()).not.toBe('none');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await output('Brush').innerText()).toBe('none');
  });

  it('is cleared by Escape', async () => {
    await showDots({ rows: 2_000, settings: axes });
    await drag([0.4, 0.1], [0.7, 0.4]);
    await surface().focus();
    await page.keyboard.press('Escape');
    expect(await output('Selected').innerText()).toBe('2000');
    expect(await page.locator('[data-part=brush]').count()).toBe(0);
  });
});

describe('one dot', () => {
  it('is named when the pointer is near it, and pinned by a click', async () => {
    await showDots({ rows: 10, settings: axes, isForked: true });
    await surface().focus();
    await page.keyboard.press('ArrowRight');
    const row = await output('Hovered').innerText();
    const ring = (await page.locator(`[data-hovered="${row}"]`).boundingBox())!;
    await page.mouse.move(0, 0);
    await surface().blur();
    await page.mouse.move(ring.x + ring.width / 2 + 3, ring.y + ring.height / 2);
    await expect.poll(() => page.getByRole('tooltip').innerText()).toContain(`run ${row}`);
    await page.mouse.down();
    await page.mouse.up();
    expect(await page.locator(`[data-pin="${row}"]`).count()).toBe(1);
    await page.mouse.move(0, 0);
    await expect.poll(() => page.getByRole('tooltip').count()).toBe(0);
  });

  it('is reached by arrows in the order of x, announced, and pinned by Enter', async () => {
    await showDots({ rows: 10, settings: axes });
    await surface().focus();
    const places: number[] = [];
    for (let dot = 0; dot < 10; dot++) {
      await page.keyboard.press('ArrowRight');
      places.push(Number(await page.locator('[data-hovered]').getAttribute('cx')));
    }
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(10);
    const row = await output('Hovered').innerText();
    expect(await page.locator('.announced').innerText()).toMatch(`run ${row}: lr `);
    await page.keyboard.press('Enter');
    expect(await page.locator('svg text', { hasText: `run ${row}` }).count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-pin]').count()).toBe(0);
  });
});

describe('the Pareto front', () => {
  it('is drawn as a line with rings, and selected', async () => {
    await showDots({ rows: 2_000 });
    await page.getByRole('button', { name: 'Trade-off of loss and accuracy' }).click();
    const button = page.getByRole('button', { name: /^Select the Pareto front/ });
    const count = Number(/\d+/.exec(await button.innerText())![0]);
    expect(count).toBeGreaterThan(1);
    expect(await page.locator('[data-front]').count()).toBe(count);
    expect(await page.locator('[data-part=front]').count()).toBe(1);
    await button.click();
    expect(await output('Selected').innerText()).toBe(String(count));
  });

  it('of three objectives has rings, but no line', async () => {
    await showDots({ rows: 2_000, settings: { x: 'loss', y: 'accuracy', pareto: true } });
    await page.getByRole('button', { name: 'Objective', exact: true }).click();
    const settings = JSON.parse(await output('Settings').innerText()) as { objectives: unknown[] };
    expect(settings.objectives).toHaveLength(3);
    expect(await page.locator('[data-front]').count()).toBeGreaterThan(2);
    expect(await page.locator('[data-part=front]').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Objective', exact: true }).count()).toBe(0);
  });
});

it('draws a line from each parent to its child', async () => {
  await showDots({ rows: 40, settings: axes, isForked: true });
  await page.getByRole('checkbox', { name: 'Lineage' }).check();
  expect(await page.locator('[data-part=lineage]').getAttribute('data-lines')).toBe('39');
});

describe('without dots', () => {
  it.each([
    [{ rows: 0 }, 'No runs yet'],
    [{ rows: 10, data: 'words' }, 'These runs have no numeric column'],
  ] satisfies [ShowOptions, string][])('says what to do next: %j', async (options, text) => {
    await show(options);
    await expect.poll(() => page.locator('main').innerText()).toContain(text);
    expect(errors).toEqual([]);
  });

  it('says so if nothing is selected', async () => {
    await showDots({ rows: 10, settings: axes });
    await drag([0.03, 0.05], [0.1, 0.15]);
    await expect.poll(() => page.locator('main').innerText()).toContain('Nothing is selected');
  });
});

/** Texts of the axes that overlap, by pairs. */
function overlaps(): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.scatter > svg text')]
      .map((element) => ({
        text: element.firstChild?.textContent ?? '',
        box: element.getBoundingClientRect(),
      }))
      .filter(({ text }) => text !== '');
    const tolerance = 1.5;
    return boxes.flatMap(({ text, box }, at) =>
      boxes.slice(at + 1).flatMap((other) => {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        return across > tolerance && down > tolerance ? [`${text} / ${other.text}`] : [];
      }),
    );
  });
}

describe.each([360, 1100])('at a width of %i', (width) => {
  it.each(['light', 'dark'] as const)('axe-core finds no problems in %s mode', async (theme) => {
    await page.setViewportSize({ width, height: 700 });
    await showDots({ rows: 2_000, data: 'gaps', theme, settings: { ...axes, pareto: true } });
    await page.addScriptTag({ content: axe.source });
    const violations = await page.evaluate(async () => {
      const found = await (window as unknown as { axe: typeof axe }).axe.run('main');
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
      );
    });
    expect(violations).toEqual([]);
  });

  it.each([
    axes,
    { x: 'accuracy', y: 'lr' },
    { x: 'activation', y: 'width' },
    { x: 'loss', y: 'activation' },
  ])('texts do not overlap: $x and $y', async (settings) => {
    await page.setViewportSize({ width, height: 700 });
    await showDots({ rows: 300, data: 'gaps', settings });
    expect(await overlaps()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
