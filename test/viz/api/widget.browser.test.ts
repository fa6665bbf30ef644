import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { axesOf } from '../plot-page.ts';

let browser: Browser;
let page: Page;
let module: string;

beforeAll(async () => {
  const [output] = (await build({
    configFile: fileURLToPath(new URL('../../../vite.widget.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput[];
  const chunks = output!.output.filter(({ type }) => type === 'chunk') as Rolldown.OutputChunk[];
  expect(chunks).toHaveLength(1);
  module = chunks[0]!.code;
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

declare global {
  interface Window {
    widget: { render(context: object): () => void };
    opened: WidgetPage;
  }
}

/** What a page as anywidget's front end has: a model of traits with listeners, and the result of `render`. */
interface WidgetPage {
  traits: Record<string, unknown>;
  sent: Record<string, unknown>[];
  change(name: string, value: unknown): void;
  cleanup(): void;
}

/** Loads the module from a blob and calls `render({ model, el })`, as anywidget does with the text of `_esm`. */
async function render(traits: Record<string, unknown>): Promise<void> {
  await page.setContent('<!doctype html><body><div id="cell" style="width: 900px"></div></body>');
  const url = await page.evaluate(
    (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' })),
    module,
  );
  // As text, since the test runner rewrites `import()`.
  await page.evaluate(`import('${url}').then((loaded) => void (window.widget = loaded.default))`);
  await page.evaluate((initial) => {
    const listeners = new Map<string, Set<() => void>>();
    const unsaved: Record<string, unknown> = {};
    const opened: WidgetPage = {
      traits: initial,
      sent: [],
      change(name, value) {
        opened.traits[name] = value;
        for (const listener of listeners.get(`change:${name}`) ?? []) listener();
      },
      cleanup: () => undefined,
    };
    const model = {
      get: (name: string) => opened.traits[name],
      set(name: string, value: unknown) {
        opened.traits[name] = value;
        unsaved[name] = value;
      },
      save_changes: () => void opened.sent.push({ ...unsaved }),
      on: (event: string, listener: () => void) =>
        void listeners.set(event, (listeners.get(event) ?? new Set()).add(listener)),
      off: (event: string, listener: () => void) => void listeners.get(event)?.delete(listener),
    };
    opened.cleanup = window.widget.render({ model, el: document.getElementById('cell') });
    Object.assign(window, { opened });
  }, traits);
}

const columns = [
  { name: 'lr', values: [0.1, 0.2, 0.3, ['NaN']] },
  { name: 'loss', values: [0.5, 0.25, null, 1] },
];

describe('the plot as a module for anywidget', () => {
  it('shows the columns of the model with its settings', async () => {
    await render({ columns, settings: { order: ['loss'] }, height: 300, selected: null });
    expect(await axesOf(page)).toEqual(['loss', 'lr']);
    expect((await page.locator('#cell > div').boundingBox())!.height).toBe(300);
  });

  it('sends the selected rows, and null for all', async () => {
    await render({ columns, settings: { order: ['lr', 'loss'] }, height: 300, selected: null });
    const box = (await page.locator('[data-axis="loss"] [data-part="track"]').boundingBox())!;
    await page.mouse.move(box.x + 1, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + 1, box.y + box.height);
    await page.mouse.up();
    await expect.poll(() => page.evaluate(() => window.opened.sent.at(-1))).toEqual({ selected: [0, 1] });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => window.opened.sent.at(-1))).toEqual({ selected: null });
  });

  it('follows the model, and stops after its cleanup', async () => {
    await render({ columns, settings: {}, height: 300, selected: null });
    await page.evaluate(() => window.opened.change('columns', [{ name: 'depth', values: [1, 2] }]));
    expect(await axesOf(page)).toEqual(['depth']);
    await page.evaluate(() => window.opened.change('height', 400));
    expect((await page.locator('#cell > div').boundingBox())!.height).toBe(400);
    await page.evaluate(() => window.opened.cleanup());
    await page.evaluate(() => window.opened.change('columns', [{ name: 'width', values: [1] }]));
    expect(await page.locator('#cell > *').count()).toBe(0);
  });
});
