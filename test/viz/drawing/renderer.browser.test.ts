import type { Browser, Page, Worker } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DrawnBy, RendererOption } from '../../../viz/index.ts';
import { launchBrowser } from '../../browser.ts';
import { inWorkers, openPlotPage, placeElements, type PlotPage, type SentSettings } from '../plot-page.ts';

declare global {
  /** Set by `rememberContext`. */
  var context: WebGL2RenderingContext | undefined;
}

let browser: Browser;
let opened: PlotPage;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  opened = await openPlotPage(browser);
  ({ page } = opened);
  await inWorkers(page, remembering);
});

afterAll(() => browser.close());

beforeEach(async () => {
  await placeElements(page, ['cpu', 'gpu'], 'width: 480px; height: 300px');
  opened.errors.length = 0;
});

/** Makes a worker store its WebGL context in a global. */
const remembering = `
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (...given) {
    return (self.context = getContext.apply(this, given));
  }`;

/** Removes an extension from WebGL. */
const lacking = (name: string) => `
  const getExtension = WebGL2RenderingContext.prototype.getExtension;
  WebGL2RenderingContext.prototype.getExtension = function (name) {
    return name === '${name}' ? null : getExtension.call(this, name);
  }`;

/** The GPU worker. */
async function gpuWorker(): Promise<Worker> {
  for (const worker of page.workers()) {
    if (await worker.evaluate(() => globalThis.context !== undefined)) return worker;
  }
  throw new Error('no worker has a WebGL context');
}

/** A table with every kind of column and cell. */
async function mount(id: string, rows: number, settings: SentSettings): Promise<void> {
  await page.evaluate(
    ([element, length, given]) => {
      const random = (row: number, axis: number) => {
        const number = Math.sin(row * 12.9898 + axis * 78.233) * 43758.5453;
        return number - Math.floor(number);
      };
      const column = (make: (row: number) => number | string | null) =>
        Array.from({ length }, (_, row) => make(row));
      const data = {
        lr: column((row) => 10 ** (-5 * random(row, 1))),
        net: column((row) => ['mlp', 'cnn', 'rnn', 'lstm'][Math.floor(4 * random(row, 2))]!),
        loss: column((row) => (row % 11 === 0 ? NaN : row % 13 === 0 ? Infinity : random(row, 3) ** 2)),
        depth: column((row) => (row % 7 === 0 ? null : Math.floor(6 * random(row, 4)))),
        accuracy: column((row) => 1 - random(row, 3) ** 2 * random(row, 5)),
      };
      window.plots[element] = window.heddle.mountParallelPlot(document.getElementById(element)!, data, given);
    },
    [id, rows, settings] as const,
  );
}

const drawnBy = (id = 'gpu') => page.evaluate<DrawnBy, string>((name) => window.plots[name]!.drawnBy, id);

async function isDrawnBy(kind: DrawnBy['kind'], id = 'gpu'): Promise<void> {
  await expect.poll(async () => (await drawnBy(id)).kind, { timeout: 20_000 }).toBe(kind);
  await isDrawn(id);
}

/** Waits until everything is drawn. */
async function isDrawn(id: string): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await page.locator(`#${id} .drawing[data-busy="false"]`).waitFor();
}

/** Difference of the lines of two plots (three canvases each), in bytes of composited pixels. */
function apart(one: string, other: string): Promise<{ mean: number; worst: number; inked: number }> {
  return page.evaluate(
    ([first, second]) => {
      const layers = (id: string) =>
        [...document.querySelectorAll<HTMLCanvasElement>(`#${id} canvas.lines`)]
          .slice(0, 3)
          .map((canvas) =>
            canvas.style.visibility === 'hidden'
              ? new Uint8ClampedArray()
              : canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data,
          );
      const [firstLayers, secondLayers] = [layers(first), layers(second)];
      let [total, worst, inked, pixels] = [0, 0, 0, 0];
      for (const [layer, bytes] of firstLayers.entries()) {
        const others = secondLayers[layer]!;
        if (others.length !== bytes.length) return { mean: Infinity, worst: Infinity, inked: 0 };
        for (let at = 0; at < bytes.length; at += 4) {
          const [alpha, otherAlpha] = [bytes[at + 3]!, others[at + 3]!];
          let off = Math.abs(alpha - otherAlpha);
          for (let channel = at; channel < at + 3; channel++) {
            off = Math.max(off, Math.abs(bytes[channel]! * alpha - others[channel]! * otherAlpha) / 255);
          }
          pixels++;
          total += off;
          worst = Math.max(worst, off);
          if (alpha > 0) inked++;
        }
      }
      return { mean: total / pixels, worst, inked };
    },
    [one, other] as const,
  );
}

const scenes: Record<string, { readonly rows: number; readonly settings: SentSettings }> = {
  'a few rows': { rows: 30, settings: { colorBy: null } },
  'a ramp, with a lane of its own': { rows: 200, settings: { colorBy: 'loss' } },
  categories: { rows: 800, settings: { colorBy: 'net' } },
  'brushes, with faint lines behind': {
    rows: 800,
    settings: {
      colorBy: 'accuracy',
      brushes: { accuracy: { min: 0.8, max: 1 }, net: { values: ['mlp', 'rnn'] } },
    },
  },
  'inverted axes, other scales, another order': {
    rows: 800,
    settings: { inverted: ['accuracy', 'lr'], scales: { lr: 'log' }, order: ['loss', 'net'] },
  },
  'thick curves': { rows: 300, settings: { lines: { curve: 1, width: 4, opacity: 0.4 }, colorBy: 'net' } },
  'the best before the density of all': {
    rows: 800,
    settings: { best: 40, lines: { curve: 0.6 }, colorBy: 'accuracy' },
  },
  'one axis': { rows: 50, settings: { axes: ['loss'] } },
  thousands: { rows: 2000, settings: { colorBy: 'depth' } },
};

describe('the GPU shows what the CPU shows', () => {
  it.each(Object.entries(scenes))('%s', async (_, { rows, settings }) => {
    await mount('cpu', rows, { ...settings, renderer: 'cpu' });
    await mount('gpu', rows, { ...settings, renderer: 'gpu' });
    await isDrawnBy('gpu');
    await isDrawnBy('cpu', 'cpu');
    const { mean, worst, inked } = await apart('cpu', 'gpu');
    expect(inked).toBeGreaterThan(100);
    expect(mean).toBeLessThan(0.5);
    expect(worst).toBeLessThan(6);
    expect(opened.errors).toEqual([]);
  });
});

describe('the renderer', () => {
  it('is reported with the reason and can be changed later', async () => {
    await mount('gpu', 500, { renderer: 'cpu' });
    await isDrawnBy('cpu');
    expect((await drawnBy()).reason).toBe('The CPU was requested.');
    await page.evaluate(() => {
      window.plots.gpu!.on('renderer', (event) => window.reported.push(event));
      window.plots.gpu!.renderer = 'gpu';
    });
    await isDrawnBy('gpu');
    const last = await drawnBy();
    expect(last.reason).toMatch(/^The GPU was requested \(.*SwiftShader.*\)\.$/);
    expect(await page.evaluate(() => window.reported.at(-1))).toEqual(last);
    await page.evaluate(() => (window.plots.gpu!.renderer = 'cpu'));
    await isDrawnBy('cpu');
  });

  it('is the CPU if WebGL is rendered in software', async () => {
    await mount('gpu', 3000, {});
    await expect.poll(async () => (await drawnBy()).reason).toMatch(/^WebGL is rendered in software here/);
    expect((await drawnBy()).kind).toBe('cpu');
  });

  it('is auto for any other value, with a warning', async () => {
    await mount('gpu', 5, { renderer: 'vulkan' as RendererOption });
    expect(await page.evaluate(() => window.plots.gpu!.renderer)).toBe('auto');
    expect(opened.errors).toEqual(['Heddle: renderer: expected auto, gpu, cpu, got "vulkan"']);
  });

  it('is an attribute and a property of the element', async () => {
    await page.evaluate(() => {
      window.heddle.defineHeddlePlot();
      document.body.innerHTML =
        '<heddle-plot renderer="gpu"><script type="application/json">{"a":[1,2],"b":[3,1]}</script></heddle-plot>';
    });
    const kind = () => page.evaluate(() => document.querySelector('heddle-plot')!.plot!.drawnBy.kind);
    await expect.poll(kind).toBe('gpu');
    expect(await page.evaluate(() => document.querySelector('heddle-plot')!.renderer)).toBe('gpu');
  });
});

describe('a browser that does not reveal its GPU', () => {
  it('has both draw and continues with the faster one', async () => {
    const other = await openPlotPage(browser);
    await inWorkers(other.page, lacking('WEBGL_debug_renderer_info'));
    await placeElements(other.page, ['a'], 'width: 600px; height: 300px');
    await other.page.evaluate(() => {
      const column = (axis: number) =>
        Array.from({ length: 2500 }, (_, row) => Math.sin(row * 12.9898 + axis * 78.233));
      window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, {
        a: column(1),
        b: column(2),
      });
    });
    const reported = () => other.page.evaluate(() => window.plots.a!.drawnBy);
    const outcome = /^For 2,000 lines the GPU took ([\d.]+) ms, the CPU ([\d.]+) ms\.$/;
    await expect.poll(async () => (await reported()).reason, { timeout: 30_000 }).toMatch(outcome);
    const { kind, reason } = await reported();
    const [gpu, cpu] = outcome.exec(reason)!.slice(1).map(Number);
    if (gpu !== cpu) expect(kind).toBe(gpu! < cpu! ? 'gpu' : 'cpu');
    expect(other.errors).toEqual([]);
    await other.page.context().close();
  });
});

describe('a lost context', () => {
  it('keeps the view, drawn by the CPU, until there is a new context', async () => {
    const settings: SentSettings = {
      colorBy: 'accuracy',
      order: ['loss', 'net'],
      inverted: ['loss'],
      brushes: { accuracy: { min: 0.8, max: 1 } },
      pinned: [3, 5],
      highlight: 8,
    };
    await mount('cpu', 800, { ...settings, renderer: 'cpu' });
    await mount('gpu', 800, { ...settings, renderer: 'gpu' });
    await isDrawnBy('gpu');
    const state = () =>
      page.evaluate(() => {
        const { view, selection, highlight, pinned, axes } = window.plots.gpu!;
        return { view, selection: [...selection], highlight, pinned, axes };
      });
    const before = await state();
    await (
      await gpuWorker()
    ).evaluate(() => globalThis.context!.getExtension('WEBGL_lose_context')!.loseContext());
    await isDrawnBy('cpu');
    expect((await drawnBy()).reason).toBe('The GPU cannot be used: its context was lost.');
    expect(await state()).toEqual(before);
    expect((await apart('cpu', 'gpu')).worst).toBe(0);

    const narrower = { accuracy: { min: 0.9, max: 1 } };
    await page.evaluate((brushes) => {
      window.plots.cpu!.brushes = brushes;
      window.plots.gpu!.brushes = brushes;
    }, narrower);
    await isDrawn('gpu');
    await isDrawn('cpu');
    expect((await apart('cpu', 'gpu')).worst).toBe(0);

    await isDrawnBy('gpu');
    expect((await apart('cpu', 'gpu')).worst).toBeLessThan(6);
    expect((await state()).pinned).toEqual([3, 5]);
    expect(opened.errors).toEqual([]);
  });

  it('while drawing does not lose the picture', async () => {
    await mount('cpu', 3000, { renderer: 'cpu' });
    await mount('gpu', 3000, { renderer: 'gpu' });
    await isDrawnBy('gpu');
    const worker = await gpuWorker();
    await page.evaluate(() => (window.plots.gpu!.inverted = ['accuracy']));
    await worker.evaluate(() => globalThis.context!.getExtension('WEBGL_lose_context')!.loseContext());
    await page.evaluate(() => (window.plots.cpu!.inverted = ['accuracy']));
    await isDrawnBy('cpu');
    await isDrawnBy('cpu', 'cpu');
    expect((await apart('cpu', 'gpu')).worst).toBe(0);
    expect(opened.errors).toEqual([]);
  });
});

describe.each([
  [
    'no WebGL',
    'The GPU cannot be used: this browser has no WebGL 2.',
    (target: Page) => inWorkers(target, 'OffscreenCanvas.prototype.getContext = () => null'),
  ],
  [
    'a driver that adds up no 32-bit numbers',
    'The GPU cannot be used: the graphics driver cannot add up 32-bit numbers (no EXT_float_blend).',
    (target: Page) => inWorkers(target, lacking('EXT_float_blend')),
  ],
  [
    'no worker',
    'This page does not allow workers: it draws the lines itself.',
    (target: Page) =>
      target.evaluate(() => {
        window.Worker = new Proxy(window.Worker, {
          construct: () => {
            throw new Error('no workers here');
          },
        });
      }),
  ],
])('a page with %s', (lack, reason, spoil) => {
  it('is drawn by the CPU', async () => {
    const other = await openPlotPage(browser);
    await spoil(other.page);
    await placeElements(other.page, ['a']);
    await other.page.evaluate(() => {
      const data = { a: [1, 2, 3], b: [3, 1, 2] };
      window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, data, {
        renderer: 'gpu',
      });
    });
    const reported = () => other.page.evaluate(() => window.plots.a!.drawnBy);
    await expect.poll(async () => (await reported()).reason).toBe(reason);
    expect((await reported()).kind).toBe('cpu');
    await other.page.locator('.drawing[data-busy="false"]').waitFor();
    const inked = await other.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-layer="foreground"]');
      return canvas!
        .getContext('2d')!
        .getImageData(0, 0, canvas!.width, canvas!.height)
        .data.some((byte) => byte > 0);
    });
    expect(inked).toBe(true);
    // A restriction of the page is also a warning.
    expect(other.errors).toEqual(lack === 'no worker' ? [`Heddle: ${reason}`] : []);
    await other.page.context().close();
  });
});
