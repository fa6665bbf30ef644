import axe from 'axe-core';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { useVisits } from './visit.ts';

const visits = useVisits();

/** What axe-core finds on the page as it stands, in a line each. */
async function violations(page: Page): Promise<string[]> {
  // What fades in or out is not as it stands.
  await page.waitForTimeout(150);
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
  ['with the image menu', (page) => page.getByRole('button', { name: 'Image' }).click()],
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
});
