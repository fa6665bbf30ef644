import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { bundle } from './bundle.ts';
import type { entry as Entry, Shape } from './gpu-entry.ts';

declare global {
  interface Window {
    entry: typeof Entry;
  }
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const script = await bundle('./gpu-entry.ts');
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.addScriptTag({ content: script, type: 'module' });
  await page.waitForFunction(() => window.entry !== undefined);
});

afterAll(() => browser.close());

const plain: Shape = {
  rows: 60,
  axes: 4,
  width: 320,
  height: 200,
  colors: 'flat',
  detail: { kind: 'lines' },
  curve: 0,
  lineWidth: 1.3,
  opacity: null,
  pixelRatio: 1,
  every: 1,
  inLanes: 0,
  isDragged: false,
};

const density = { kind: 'density', cells: 128, isDraft: false } as const;

const shapes: Record<string, Partial<Shape>> = {
  'few lines': {},
  'one line': { rows: 1 },
  'no line': { rows: 0 },
  'one axis': { axes: 1 },
  'lines in colours': { colors: 'indexed', rows: 600 },
  'lines with weights': { colors: 'weighted', rows: 600 },
  curves: { curve: 1, rows: 300 },
  'half curves, in colours': { curve: 0.5, colors: 'indexed' },
  'thick lines': { lineWidth: 6, opacity: 0.3 },
  'two pixels per CSS pixel': { pixelRatio: 2, colors: 'indexed' },
  'one and a half': { pixelRatio: 1.5 },
  'some rows': { every: 3, rows: 900, colors: 'indexed' },
  'lines in lanes': { inLanes: 4, colors: 'indexed' },
  'an axis that is dragged off the edge': { isDragged: true },
  'many lines': { rows: 6000, colors: 'indexed' },
  'many steep lines': { rows: 3000, axes: 16 },
  'steep curves': { curve: 1, axes: 2, width: 100, height: 1600 },
  'curves that are wide and tall': { rows: 20, curve: 1, axes: 2, width: 2000, height: 1600 },
  'more than are asked for at once': { rows: 2600, axes: 2, width: 8000, height: 600, opacity: 0.3 },
  density: { rows: 30_000, detail: density },
  'density in colours': { rows: 30_000, detail: density, colors: 'indexed', every: 3 },
  'density in colours, curved': { rows: 30_000, detail: density, colors: 'indexed', curve: 1 },
  'density of few lines': { rows: 2, detail: density, isDragged: true },
  'density with one axis': { rows: 500, axes: 1, detail: density },
};

describe('the GPU draws what the CPU draws', () => {
  it.each(Object.entries(shapes))('%s', async (_, change) => {
    const shape = { ...plain, ...change };
    const seen = await page.evaluate((wanted) => window.entry.compareRenderers(wanted), shape);
    expect(seen.inked[0] > 0).toBe(shape.rows > 0);
    expect(seen.mean).toBeLessThan(0.5);
    expect(seen.worst).toBeLessThan(4);
  });
});

describe('on the GPU every line adds the same density to every column', () => {
  it.each<[string, Partial<Shape>]>([
    ['of one colour', { rows: 50_000 }],
    ['of several colours, curved', { rows: 5000, axes: 2, curve: 1, colors: 'indexed' }],
    ['of a million lines in one pixel', { rows: 1_000_000, axes: 2, width: 60, height: 41 }],
  ])('%s', async (_, change) => {
    const shape = { ...plain, detail: density, ...change };
    const { least, most } = await page.evaluate((wanted) => window.entry.massOfColumns(wanted), shape);
    expect(least).toBeGreaterThan(0.999);
    expect(most).toBeLessThan(1.001);
  });
});
