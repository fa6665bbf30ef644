import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import type { entry as Entry, Shape } from './gpu-entry.ts';

declare global {
  interface Window {
    entry: typeof Entry;
  }
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const script = await bundle();
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.addScriptTag({ content: script, type: 'module' });
  await page.waitForFunction(() => window.entry !== undefined);
});

afterAll(() => browser.close());

/** Both renderers in one script, without workers. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('./gpu-entry.ts', import.meta.url)), formats: ['es'] },
    },
  });
  return (result as Rolldown.RolldownOutput[])[0]!.output[0].code;
}

const plain: Shape = {
  rows: 60,
  axes: 4,
  width: 320,
  height: 200,
  colors: 'flat',
  detail: { kind: 'spans', passes: 4 },
  curve: 0,
  lineWidth: 1.3,
  opacity: null,
  pixelRatio: 1,
  every: 1,
  inLanes: 0,
  isDragged: false,
};

const bins = { kind: 'bins', cells: 128 } as const;

const shapes: Record<string, Partial<Shape>> = {
  'few lines': {},
  'one line': { rows: 1 },
  'no line': { rows: 0 },
  'one axis': { axes: 1 },
  'lines in sequential colours': { colors: 'sequential' },
  'lines without a value': { colors: 'sequential with gaps', rows: 600 },
  'categorical colours': { colors: 'categorical', rows: 600 },
  curves: { curve: 1, rows: 300 },
  'half curves, in categorical colours': { curve: 0.5, colors: 'categorical' },
  'thick lines': { lineWidth: 6, opacity: 0.3 },
  'two pixels per CSS pixel': { pixelRatio: 2, colors: 'sequential' },
  'one and a half': { pixelRatio: 1.5 },
  'some rows': { every: 3, rows: 900, colors: 'sequential' },
  'lines in lanes': { inLanes: 4, colors: 'sequential with gaps' },
  'an axis that is dragged off the edge': { isDragged: true },
  'so many that slopes are corrected': { rows: 6000, detail: { kind: 'spans', passes: 1 } },
  'many steep lines': { rows: 3000, axes: 16, detail: { kind: 'spans', passes: 1 } },
  'steep curves': { curve: 1, axes: 2, width: 100, height: 1600 },
  'curves that are wide and tall': { rows: 20, curve: 1, axes: 2, width: 2000, height: 1600 },
  'more than are asked for at once': { rows: 2600, axes: 2, width: 8000, height: 600, opacity: 0.3 },
  bins: { rows: 30_000, detail: bins },
  'bins along a ramp': { rows: 30_000, detail: bins, colors: 'sequential with gaps', every: 3 },
  'bins of categorical colours, curved': { rows: 30_000, detail: bins, colors: 'categorical', curve: 1 },
  'bins of few lines': { rows: 2, detail: bins, isDragged: true },
  'bins with one axis': { rows: 500, axes: 1, detail: bins },
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
    ['lines', { rows: 5000 }],
    ['curved lines in categorical colours', { rows: 5000, axes: 2, curve: 1, colors: 'categorical' }],
    ['lines with and without a place on a ramp', { rows: 5000, colors: 'sequential with gaps' }],
    ['bins', { rows: 50_000, detail: bins }],
    [
      'bins of a million lines in one pixel',
      { rows: 1_000_000, axes: 2, width: 60, height: 41, detail: bins },
    ],
  ])('%s', async (_, change) => {
    const shape = { ...plain, ...change };
    const { least, most } = await page.evaluate((wanted) => window.entry.massOfColumns(wanted), shape);
    expect(least).toBeGreaterThan(0.999);
    expect(most).toBeLessThan(1.001);
  });
});
