import axe from 'axe-core';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';

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
