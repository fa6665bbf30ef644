import axe from 'axe-core';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { useVisits } from './visit.ts';

const visits = useVisits();

/** What axe-core finds on the page once its parts are loaded and nothing fades in or out, in a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.getByText('Loading…').first().waitFor({ state: 'detached' });
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    // A cancelled animation rejects.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    );
  });
}

const titleOf = (name: string) => visits.page.locator(`[data-axis="${name}"] .title`);

/** Ways to bring the page into a state, and to leave it. */
const states: [string, (page: Page) => Promise<void>][] = [
  ['as it opens', async () => undefined],
  ['with the axes to pick from', (page) => page.getByRole('button', { name: /^Axes/ }).click()],
  ['with the looks of lines', (page) => page.getByRole('button', { name: 'Lines' }).click()],
  ['with the figure menu', (page) => page.getByRole('button', { name: 'Figure: Plot' }).click()],
  ['with the menu of an axis of numbers', () => titleOf('valid_loss').press('m')],
  ['with the menu of an axis of categories', () => titleOf('activation').press('m')],
];

const marked =
  'marks=histograms,correlations&brushes=valid_loss:range:0.1:0.2,activation:is:relu:tanh&negated=activation' +
  '&angles=valid_loss:linear:valid_acc:linear:-0.5:0.9&domains=dur:2:3&color=valid_acc&best=20';

describe('axe-core finds nothing on the page', () => {
  it.each([
    ['light', states],
    // What opens has the colours of what is open already.
    ['dark', states.slice(0, 1).concat(states.slice(-1))],
  ] as const)('in %s, whatever is open and marked', async (colorScheme, reached) => {
    const { page } = visits;
    await page.emulateMedia({ colorScheme });
    const found: Record<string, string[]> = {};
    for (const [name, reach] of reached) {
      await reach(page);
      found[name] = await violations(page);
      await page.keyboard.press('Escape');
    }
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      found[`with the tab ${await tab.innerText()}`] = await violations(page);
    }
    await page.evaluate((next) => (location.hash = next), marked);
    await page.locator('[data-part="angle"]').waitFor();
    await page.locator('[data-part="correlation"]').first().waitFor();
    found['with brushes, angles and marks'] = await violations(page);
    await page.setViewportSize({ width: 390, height: 800 });
    await page.locator('.drawing.vertical').waitFor();
    found['on a phone'] = await violations(page);
    expect(Object.entries(found).filter(([, all]) => all.length > 0)).toEqual([]);
  });

  it.each([360, 768, 2560])('in every view at a width of %i px', async (width) => {
    const { page } = visits;
    await page.setViewportSize({ width, height: 900 });
    const pages = page.getByRole('navigation', { name: 'Pages' });
    if (width < 500) await pages.getByRole('button', { name: 'Views' }).click();
    const tabs = page.getByRole('tablist', { name: 'Views', exact: true }).getByRole('tab');
    await expect.poll(() => tabs.count()).toBe(9);
    const found: [string, string[]][] = [];
    for (const tab of await tabs.all()) {
      await tab.click();
      found.push([await tab.innerText(), await violations(page)]);
    }
    expect(found.filter(([, all]) => all.length > 0)).toEqual([]);
  });
});

const focused = () =>
  visits.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

describe('by keyboard', () => {
  it('the first tab stops skip to the parts of the page', async () => {
    const { page } = visits;
    const hash = new URL(page.url()).hash;
    const links = ['Skip to the plot', 'Skip to the table', 'Skip to the trainer'];
    for (const [index, name] of links.entries()) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.getByRole('link', { name: links[0]! }).focus();
      for (let step = 0; step < index; step++) await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
      expect(await page.getByRole('link', { name }).isVisible()).toBe(true);
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(
        ['plot', 'details', 'trainer'][index],
      );
    }
    expect(new URL(page.url()).hash).toBe(hash);
  });

  it('the trainer is reached past the table, which is one tab stop', async () => {
    const { page } = visits;
    await page.getByRole('link', { name: 'Skip to the table' }).focus();
    await page.keyboard.press('Enter');
    let stops = 0;
    let inTable = 0;
    const isIn = (selector: string) =>
      page.evaluate((parent) => document.activeElement?.closest(parent) !== null, selector);
    for (; stops < 20 && !(await isIn('#trainer')); stops++) {
      await page.keyboard.press('Tab');
      if (await isIn('table')) inTable++;
    }
    expect(inTable).toBe(1);
    expect(stops).toBeLessThan(20);
  });

  it('the arrow keys move among the rows of the table, also those that are not rendered', async () => {
    const { page } = visits;
    const table = page.getByRole('region', { name: 'Selected rows' });
    const place = () =>
      page.evaluate(
        () => document.activeElement?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') ?? null,
      );
    await table.getByRole('columnheader').nth(1).getByRole('button').focus();
    for (const [key, row] of [
      ['ArrowDown', '2'],
      ['ArrowDown', '3'],
      ['End', '101'],
      ['ArrowUp', '100'],
      ['Home', '2'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(place, { message: key }).toBe(row);
    }
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.closest('th') !== null)).toBe(true);
  });

  it('a menu of the toolbar closes when the focus leaves it', async () => {
    const { page } = visits;
    await page.getByRole('button', { name: 'Lines' }).click();
    const menu = page.getByRole('dialog', { name: 'Lines' });
    await menu.waitFor();
    await page.getByRole('button', { name: 'More' }).focus();
    await expect.poll(() => menu.count()).toBe(0);
  });
});

describe('the page', () => {
  it('grows with the font of the root', async () => {
    const { page } = visits;
    const sizes = () =>
      page.evaluate(() =>
        ['body', 'h1', '.plot button', 'td:last-child', '.legend', 'aside label', '[role="tab"]'].map(
          (selector) => parseFloat(getComputedStyle(document.querySelector(selector)!).fontSize),
        ),
      );
    const before = await sizes();
    await page.evaluate(() => (document.documentElement.style.fontSize = '32px'));
    expect(await sizes()).toEqual(before.map((size) => 2 * size));
  });

  it('is printed without its controls, with all rows', async () => {
    const { page } = visits;
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    for (const selector of ['.plot .bar', '.below .bar', '#trainer', 'header .actions'])
      expect(await page.locator(selector).first().isVisible(), selector).toBe(false);
    expect(await page.locator('.plot .drawing').isVisible()).toBe(true);
    const last = page.locator('tr[aria-rowindex="101"]');
    await expect.poll(() => last.count()).toBe(1);
    const ends = await page.evaluate(() => ({
      page: document.documentElement.scrollHeight,
      table: document.querySelector('table')!.getBoundingClientRect().bottom + scrollY,
    }));
    expect(ends.table, 'nothing is cut').toBeLessThanOrEqual(ends.page + 1);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
  });
});
