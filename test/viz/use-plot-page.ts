import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openPlotPage, placeElements, type PlotPage } from './plot-page.ts';

interface Options {
  /** Of the elements, in CSS. */
  readonly size?: string;
  /** What the page is looked at with. */
  readonly context?: BrowserContextOptions;
}

/** Has each test of the file that calls it begin with empty elements of these ids, and nothing reported or gone wrong. */
export function usePlotPage(ids: readonly string[], { size, context }: Options = {}): PlotPage {
  let browser: Browser;
  let opened: PlotPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    opened = await openPlotPage(browser, context);
  });

  beforeEach(async () => {
    await placeElements(opened.page, ids, size);
    await opened.page.mouse.move(0, 0);
    opened.errors.length = 0;
  });

  afterAll(() => browser.close());

  return {
    get page() {
      return opened.page;
    },
    get errors() {
      return opened.errors;
    },
  };
}
