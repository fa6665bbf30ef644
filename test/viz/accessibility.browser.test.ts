import axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openPlotPage, placeElements, type PlotPage } from './plot-page.ts';

const examples = ['numbers', 'categories', 'lanes', 'brushed', 'dark', 'element'];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

describe('axe-core finds no problems in the examples', () => {
  it.each(['light', 'dark'] as const)('in %s mode', async (colorScheme) => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme });
    await page.goto(`${inject('plotAddress')}examples/?only=${examples.join()}`);
    for (const name of examples) await page.locator(`#${name} .drawing[data-busy="false"]`).waitFor();
    await page.addScriptTag({ content: axe.source });
    const violations = await page.evaluate(async () => {
      const found = await (window as unknown as { axe: typeof axe }).axe.run();
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary ?? ''}`),
      );
    });
    expect(violations).toEqual([]);
    await page.close();
  });
});

/** The number of presses of Tab from the start of the page until the focus leaves it, at most 100. */
async function countTabStops(page: Page): Promise<number> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let count = 0; count < 100; count++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement === document.body)) return count;
  }
  return 100;
}

const titleOf = (page: Page, name: string) => page.locator(`[data-axis="${name}"] .title`);
const focusedAxis = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-axis]')?.getAttribute('data-axis') ?? null);

describe('by keyboard and screen reader', () => {
  let opened: PlotPage;
  beforeAll(async () => {
    opened = await openPlotPage(browser);
  });
  beforeEach(() => placeElements(opened.page, ['a']));

  const mount = (columns: Record<string, unknown[]>, options: object = {}) =>
    opened.page.evaluate(
      ([data, given]) => {
        window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, data as never, given);
      },
      [columns, { legend: false, ...options }] as const,
    );

  const columns = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`c${index}`, [1, 2, index]]));

  it('the axes are one tab stop, among which the arrow keys move', async () => {
    const { page } = opened;
    await mount(columns);
    await titleOf(page, 'c0').waitFor();
    expect(await countTabStops(page)).toBe(1);
    await titleOf(page, 'c0').focus();
    for (const [key, name] of [
      ['ArrowRight', 'c1'],
      ['ArrowDown', 'c2'],
      ['ArrowLeft', 'c1'],
      ['End', 'c5'],
      ['ArrowRight', 'c5'],
      ['Home', 'c0'],
      ['ArrowUp', 'c0'],
      ['End', 'c5'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focusedAxis(page), key).toBe(name);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focusedAxis(page), 'the axis that had the focus last').toBe('c5');
  });

  it.each([
    ['numbers', { x: [0.5, 2, 1] }, {}, 'x, linear, 0.5 to 2'],
    ['an inverted axis', { x: [1, 2] }, { inverted: ['x'] }, 'x, linear, 1 to 2, inverted'],
    ['a scale', { x: [1, 2] }, { scales: { x: 'log' } }, 'x, logarithmic, 1 to 2'],
    [
      'a range',
      { x: [1, 2, null] },
      { brushes: { x: { min: 1, max: 1.5, lanes: ['missing'] } } },
      'x, linear, 1 to 2, selected 1 to 1.5 or missing',
    ],
    ['categories', { x: ['b', 'a', 'c'] }, {}, 'x, categories, 3 from b to c'],
    ['dates', { x: ['2024-05-01', '2024-05-03'] }, {}, 'x, time, 2024-05-01 to 2024-05-03'],
    ['a single value', { x: [3, 3] }, {}, 'x, linear, only 3'],
  ])('an axis says its name, scale, ends, selection and direction: %s', async (_, data, options, name) => {
    await mount(data, options);
    const title = titleOf(opened.page, 'x');
    await expect.poll(() => title.getAttribute('aria-label')).toBe(name);
    expect(await title.getAttribute('aria-pressed')).toBeNull();
  });

  it('dates are spoken as dates in the legend', async () => {
    await mount(
      { x: ['2024-05-01', '2024-05-02', '2024-05-03'], y: [1, 2, 3] },
      { legend: true, colorBy: 'x', scales: { x: 'time' } },
    );
    const legend = opened.page.getByRole('group', { name: 'Colours: x' });
    await expect.poll(() => legend.locator('.spoken').innerText()).toBe('from 2024-05-01 to 2024-05-03');
  });

  it('the menu of an axis closes when the focus leaves it', async () => {
    const { page } = opened;
    await mount(columns);
    await titleOf(page, 'c1').press('m');
    const menu = page.getByRole('dialog', { name: 'Axis c1' });
    await menu.waitFor();
    await page.keyboard.press('Tab');
    expect(await menu.isVisible(), 'inside').toBe(true);
    await titleOf(page, 'c3').focus();
    await expect.poll(() => menu.count()).toBe(0);
    expect(await focusedAxis(page)).toBe('c3');
  });

  it('in forced colours the selected lines contrast most, and swatches keep their colours', async () => {
    const { page } = opened;
    await page.emulateMedia({ forcedColors: 'active' });
    await mount(
      { x: [1, 2, 3, 4], kind: ['a', 'b', 'a', 'b'] },
      { legend: true, colorBy: 'kind', brushes: { x: { min: 1, max: 1.5 } } },
    );
    await page.locator('.drawing[data-busy="false"]').waitFor();
    const seen = await page.evaluate(() => {
      const lightness = (css: string) =>
        (css.match(/[\d.]+/g) ?? [])
          .slice(0, 3)
          .reduce((sum, each) => sum + Number(each) * (css.startsWith('color(') ? 255 : 1), 0);
      const colorOf = (selector: string, property: 'color' | 'backgroundColor') =>
        getComputedStyle(document.querySelector(selector)!)[property];
      const paper = lightness(colorOf('.drawing', 'backgroundColor'));
      const contrast = (selector: string) => Math.abs(lightness(colorOf(selector, 'color')) - paper);
      return {
        faint: contrast('i.faint'),
        accent: contrast('i.accent'),
        swatches: new Set(
          [...document.querySelectorAll('.legend .swatch')].map(
            (each) => getComputedStyle(each).backgroundColor,
          ),
        ).size,
      };
    });
    await page.emulateMedia({ forcedColors: 'none' });
    expect(seen.faint).toBeLessThan(seen.accent / 2);
    expect(seen.swatches).toBe(2);
  });
});
