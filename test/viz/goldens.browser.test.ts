import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';

/** The examples whose lines are compared; the lines of the others move, or are like some of these. */
const examples = [
  'numbers',
  'categories',
  'lanes',
  'scales',
  'brushed',
  'inverted',
  'dark',
  'density',
  'many-categories',
  'curves',
  'best',
  'best-of-brushed',
  'most-axes',
  'ends',
  'vertical',
  'one-row',
] as const;

/** Pixels of 10,000 that may differ: browsers smooth edges differently. */
const TOLERANCE = 10;

/** Machines have other fonts: only the canvases are seen, and no word takes room, which would shift them by parts of a pixel. */
const onlyLines = `
  h1, h2, p, details, .legend { display: none !important; }
  .stage { box-sizing: border-box; width: 600px; height: 300px !important; border: 0 !important; }
  .drawing > :not(canvas), .drawing > :not(canvas) * { visibility: hidden !important; }
`;

const renews = process.env.HEDDLE_RENEW === '1';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1300, height: 900 }, colorScheme: 'light' });
  await page.goto(`${inject('plotAddress')}examples/?only=${examples.join()}`);
  await page.addStyleTag({ content: onlyLines });
});

afterAll(() => browser.close());

const fileOf = (name: string) => fileURLToPath(new URL(`./goldens/${name}.png`, import.meta.url));

/** The canvases of an example once nothing is left to draw. */
async function linesOf(name: string): Promise<Buffer> {
  const drawing = page.locator(`#${name} .drawing`);
  await drawing.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await drawing.boundingBox())?.height).toBe(300);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await page.locator(`#${name} .drawing[data-busy="false"]`).waitFor();
  return drawing.screenshot({ animations: 'disabled' });
}

/** How many pixels of 10,000 differ. */
function difference(expected: Buffer, seen: Buffer): number {
  const [one, other] = [PNG.sync.read(expected), PNG.sync.read(seen)];
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  const pixels = pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.1 });
  return (10_000 * pixels) / (one.width * one.height);
}

describe('the lines of the examples match the reference images', () => {
  it.each(examples)('%s', async (name) => {
    const seen = await linesOf(name);
    if (renews) writeFileSync(fileOf(name), seen);
    const changed = fileOf(`${name}-changed`);
    const differs = existsSync(fileOf(name)) ? difference(readFileSync(fileOf(name)), seen) : Infinity;
    if (differs > TOLERANCE) writeFileSync(changed, seen);
    else rmSync(changed, { force: true });
    expect(differs, `see ${changed}; if that is right: npm run goldens`).toBeLessThanOrEqual(TOLERANCE);
  });
});
