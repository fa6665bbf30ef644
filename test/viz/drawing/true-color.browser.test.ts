import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { bundle } from './bundle.ts';
import type { Picture, trueColor as TrueColor } from './true-color-entry.ts';

declare global {
  interface Window {
    trueColor: typeof TrueColor;
  }
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const script = await bundle('./true-color-entry.ts');
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.addScriptTag({ content: script, type: 'module' });
  await page.waitForFunction(() => window.trueColor !== undefined);
});

afterAll(() => browser.close());

const pictures = [100, 2000, 20_000].flatMap((rows) =>
  (['numbers', 'classes'] as const).flatMap((colors) =>
    [1, 2].map((pixelRatio): Picture => ({ rows, colors, pixelRatio })),
  ),
);

describe('lines have the colours of lines that a canvas strokes one by one', () => {
  it.each(pictures)('$rows rows coloured by $colors at $pixelRatio×', async (picture) => {
    const errors = await page.evaluate((wanted) => window.trueColor.compare(wanted), picture);
    for (const { mean, worstBlock, inked } of [errors.light, errors.dark]) {
      expect(inked).toBeGreaterThan(1000);
      expect(mean).toBeLessThan(2);
      expect(worstBlock).toBeLessThan(6);
    }
  });
});
