import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { inject } from 'vitest';
import type * as plots from '../../viz/api/index.ts';

declare global {
  interface Window {
    heddle: typeof plots;
    /** The plots on the page by the id of their element. */
    plots: Record<string, plots.ParallelPlot>;
    /** What their listeners received. */
    reported: unknown[];
    /** Whether new workers run the script of `inWorkers`. */
    isDisturbing: boolean;
  }
}

/** Settings that can be sent to a page: those without functions. */
export type SentSettings = Omit<plots.PlotSettings, 'rowKey' | 'axisOptions' | 'tooltip'>;

/** A page that knows nothing of Svelte, and what went wrong on it. */
export interface PlotPage {
  readonly page: Page;
  /** Errors that nobody caught, and what was written to the console as one. */
  readonly errors: string[];
}

/** Opens a plain page, whose path may choose a policy (see `serve.ts`), and which loads the built module as `window.heddle`. */
export async function openPlotPage(
  browser: Browser,
  options: BrowserContextOptions = {},
  path = '',
): Promise<PlotPage> {
  const page = await (
    await browser.newContext({ viewport: { width: 1000, height: 640 }, ...options })
  ).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${inject('plotAddress')}${path}`);
  await page.waitForFunction(() => window.heddle !== undefined);
  return { page, errors };
}

/** Puts empty elements of this size on the page, by id, in place of all that was there. */
export async function placeElements(
  page: Page,
  ids: readonly string[],
  size = 'height: 300px',
): Promise<void> {
  await page.evaluate(
    ([names, css]) => {
      for (const plot of Object.values(window.plots)) plot.destroy();
      window.plots = {};
      window.reported = [];
      document.body.replaceChildren(
        ...names.map((id) => Object.assign(document.createElement('div'), { id, style: css })),
      );
    },
    [ids, size] as const,
  );
}

/** The axes on the page from left to right. */
export function axesOf(page: Page, within = ''): Promise<(string | null)[]> {
  return page.locator(`${within} [data-axis]`).evaluateAll((axes) =>
    axes
      .map((axis) => ({ name: axis.getAttribute('data-axis'), x: axis.getBoundingClientRect().x }))
      .sort((a, b) => a.x - b.x)
      .map(({ name }) => name),
  );
}

/** Runs a script first in every worker that the page creates later, until `window.isDisturbing` is false. */
export async function inWorkers(page: Page, script: string): Promise<void> {
  await page.evaluate((text) => {
    window.isDisturbing = true;
    const makeUrl = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) =>
      makeUrl(
        blob instanceof Blob && window.isDisturbing
          ? new Blob([text, ';\n', blob], { type: blob.type })
          : blob,
      );
  }, script);
}
