import type { Browser, Page, Worker } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PlotData, RendererOption } from '../../../viz/index.ts';
import { launchBrowser } from '../../browser.ts';
import { inWorkers, openPlotPage, placeElements } from '../plot-page.ts';

declare global {
  /** In a worker: whether it has a drawing that it does not finish. */
  var isHolding: boolean | undefined;
  /** In a worker: whether it finishes its drawings. */
  var isFree: boolean | undefined;
}

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** Scripts that keep a worker in the middle of a drawing. */
const HOLDS = {
  'before it draws': `
    addEventListener('message', (event) => {
      if (event.data?.kind !== 'draw') return;
      self.isHolding = true;
      event.stopImmediatePropagation();
    })`,
  'before it replies': `
    const send = self.postMessage.bind(self);
    self.postMessage = (message, options) => {
      if (message.ticket === undefined || self.isFree) send(message, options);
      else self.isHolding = true;
    }`,
};
type Hold = keyof typeof HOLDS;

/** Lets workers finish their drawings until `setFree`. */
const freeUntilHeld = `self.isFree = true; ${HOLDS['before it replies']}`;

/** How a worker is ended. */
const ENDS = {
  'ends without an event': () => self.close(),
  throws: () =>
    void setTimeout(() => {
      throw new Error('out of memory');
    }),
};
type End = keyof typeof ENDS;

const data: PlotData = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e'].map((name, axis) => [
    name,
    Array.from({ length: 300 }, (_, row) => Math.sin(row * 12.9898 + axis * 78.233)),
  ]),
);

/** Opens a page whose workers run `script` first. */
async function openPage(script: string): Promise<Page> {
  const { page } = await openPlotPage(browser);
  onTestFinished(() => page.context().close());
  await inWorkers(page, script);
  await placeElements(page, ['plot', 'expected'], 'width: 600px; height: 300px');
  return page;
}

const mount = (page: Page, id: string, renderer: RendererOption) =>
  page.evaluate(
    ([element, columns, settings]) => {
      const plot = window.heddle.mountParallelPlot(document.getElementById(element)!, columns, settings);
      window.plots[element] = plot;
    },
    [id, data, { renderer }] as const,
  );

const invert = (page: Page, id: string) =>
  page.evaluate((element) => void (window.plots[element]!.inverted = ['a', 'c']), id);

const stageOf = (page: Page, id: string) =>
  page.locator(`#${id} .drawing`).evaluate(({ dataset }) => `${dataset.stage} ${dataset.busy}`);

const setFree = (page: Page, isFree: boolean) =>
  Promise.all(page.workers().map((worker) => worker.evaluate((is) => void (self.isFree = is), isFree)));

const setDisturbing = (page: Page, isDisturbing: boolean) =>
  page.evaluate((value) => void (window.isDisturbing = value), isDisturbing);

// A worker that has ended does not answer.
const isHolding = (worker: Worker) => worker.evaluate(() => globalThis.isHolding === true).catch(() => false);

/** Longer than the seconds after which a worker without a word counts as dead. */
const slow = { timeout: 60_000 };

/** Resolves with the workers in the middle of a drawing, once there are `count`. */
async function workersHolding(page: Page, count: number): Promise<Worker[]> {
  let holding: Worker[] = [];
  const find = async () => {
    const workers = page.workers();
    const flags = await Promise.all(workers.map(isHolding));
    holding = workers.filter((_, i) => flags[i]);
    return holding.length;
  };
  await expect.poll(find, slow).toBe(count);
  return holding;
}

/** The number of workers that draw without a GPU. */
const cpuWorkers = (page: Page) => page.evaluate(() => Math.min(4, navigator.hardwareConcurrency));

const end = (workers: readonly Worker[], how: End) =>
  Promise.all(workers.map((worker) => worker.evaluate(ENDS[how]).catch(() => undefined)));

const pictureOf = (page: Page, id: string) =>
  page
    .locator(`#${id} canvas[data-layer="foreground"]`)
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

describe.each(Object.keys(ENDS) as End[])('a drawing worker that %s', (how) => {
  it.each(Object.keys(HOLDS) as Hold[])('%s is replaced, and the plot is drawn', async (hold) => {
    const page = await openPage(HOLDS[hold]);
    await mount(page, 'plot', 'cpu');
    const workers = await workersHolding(page, await cpuWorkers(page));
    expect(await stageOf(page, 'plot')).toBe('drawing true');
    await setDisturbing(page, false);
    await end(workers, how);
    await expect.poll(() => stageOf(page, 'plot'), slow).toBe('whole false');
    await mount(page, 'expected', 'cpu');
    await expect.poll(() => stageOf(page, 'expected')).toBe('whole false');
    expect(await pictureOf(page, 'plot')).toBe(await pictureOf(page, 'expected'));
  });

  it('twice in a row leaves a message in place of the lines, and the next picture is drawn', async () => {
    const page = await openPage(freeUntilHeld);
    await mount(page, 'plot', 'cpu');
    await expect.poll(() => stageOf(page, 'plot'), slow).toBe('whole false');
    await setFree(page, false);
    await inWorkers(page, 'self.isFree = false');
    await invert(page, 'plot');
    const count = await cpuWorkers(page);
    const first = await workersHolding(page, count);
    await end(first, how);
    const isReplaced = async () => {
      const next = await workersHolding(page, count);
      return next.every((worker) => !first.includes(worker));
    };
    await expect.poll(isReplaced, slow).toBe(true);
    const second = await workersHolding(page, count);
    await setDisturbing(page, false);
    await end(second, how);
    const message = page.locator('#plot').getByRole('alert');
    await message.getByText('The lines could not be drawn: the drawing worker').waitFor({ timeout: 60_000 });
    expect(await stageOf(page, 'plot')).toBe('failed false');
    await page.evaluate(() => void (window.plots.plot!.inverted = ['b']));
    await expect.poll(() => stageOf(page, 'plot'), slow).toBe('whole false');
    expect(await message.count()).toBe(0);
    await mount(page, 'expected', 'cpu');
    await page.evaluate(() => void (window.plots.expected!.inverted = ['b']));
    await expect.poll(() => stageOf(page, 'expected')).toBe('whole false');
    expect(await pictureOf(page, 'plot')).toBe(await pictureOf(page, 'expected'));
  });

  it('on the GPU has the plot drawn by the CPU', async () => {
    const page = await openPage(freeUntilHeld);
    await mount(page, 'plot', 'gpu');
    const drawnBy = () => page.evaluate(() => window.plots.plot!.drawnBy.kind);
    await expect.poll(drawnBy, slow).toBe('gpu');
    await expect.poll(() => stageOf(page, 'plot'), slow).toBe('whole false');
    await setFree(page, false);
    await invert(page, 'plot');
    const [worker] = await workersHolding(page, 1);
    await setFree(page, true);
    await end([worker!], how);
    await expect.poll(drawnBy, slow).toBe('cpu');
    await expect.poll(() => stageOf(page, 'plot'), slow).toBe('whole false');
    await mount(page, 'expected', 'cpu');
    await invert(page, 'expected');
    await expect.poll(() => stageOf(page, 'expected')).toBe('whole false');
    expect(await pictureOf(page, 'plot')).toBe(await pictureOf(page, 'expected'));
  });
});
