import type { Browser, Page } from 'playwright';
import { launchBrowser } from '../../test/browser.ts';
import { servePage } from '../serve.ts';
import { benchBrushes, benchManyAxes } from './brushes.ts';
import { benchLive } from './live.ts';
import { benchMemory, benchOurs, benchPixels } from './ours.ts';
import { benchPeers } from './peers.ts';
import { benchRenderers } from './renderers.ts';

/** Opens pages of the benchmark in a browser with software compositing, as on a machine without a GPU. */
export interface Bench {
  open(): Promise<Page>;
}

/** Measures drawing, brushing and hovering in headless Chromium, 10 axes at 1400×600, and peers on the same rows. */
export async function benchPlot(): Promise<void> {
  const server = await servePage();
  const browser = await launchBrowser([
    '--disable-gpu-compositing',
    '--enable-blink-features=ForceEagerMeasureMemory',
    '--js-flags=--expose-gc',
  ]);
  try {
    const bench = { open: () => open(browser, server.address) };
    await benchOurs(bench);
    await benchBrushes(bench);
    await benchManyAxes(bench);
    await benchPeers(bench);
    await benchLive(bench);
    await benchPixels(bench);
    await benchMemory(bench);
    await benchRenderers(bench);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 700 } });
  await page.goto(address);
  await page.waitForFunction('typeof measureOurs === "function"');
  return page;
}
