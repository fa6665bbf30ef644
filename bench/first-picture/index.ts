import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { build, preview } from 'vite';
import { launchBrowser } from '../../test/browser.ts';
import { servePage } from '../serve.ts';
import { median, printTable } from '../table.ts';

const ROUNDS = 9;

/** Measures how long the built page and HiPlot take from the navigation to the first lines of the example, with an empty cache. */
export async function benchFirstPicture(): Promise<void> {
  const outDir = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn', build: { outDir } });
  const server = await preview({ configFile, build: { outDir }, preview: { port: 0 }, logLevel: 'error' });
  const hiplot = await servePage('first-picture/page');
  const browser = await launchBrowser();
  const tools = [
    { name: 'Heddle', address: server.resolvedUrls!.local[0]!, times: [] as number[] },
    { name: 'HiPlot', address: hiplot.address, times: [] as number[] },
  ];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const { address, times } of tools) times.push(await firstPicture(browser, address));
    }
  } finally {
    await browser.close();
    await server.close();
    await hiplot.close();
    await rm(outDir, { recursive: true });
  }
  const medians = tools.map(({ times }) => median(times));
  printTable(
    `First picture of the example: median of ${String(ROUNDS)} rounds in turns`,
    ['', 'ms', 'ratio to HiPlot'],
    tools.map(({ name }, at) => [name, medians[at]!.toFixed(0), (medians[at]! / medians[1]!).toFixed(2)]),
  );
}

/** Milliseconds from the start of the navigation to the first lines on a canvas. */
async function firstPicture(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchCanvases);
    await page.goto(address, { waitUntil: 'commit' });
    const found = await page.waitForFunction(() => (globalThis as { firstPicture?: number }).firstPicture);
    return (await found.jsonValue())!;
  } finally {
    await context.close();
  }
}

/**
 * Runs in the page: sets `firstPicture` to the time at which a large canvas is not empty any more. Without named functions,
 * since those of tsx need a helper that the page does not have.
 */
function watchCanvases(): void {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  probe.canvas.width = probe.canvas.height = 64;
  const timer = setInterval(() => {
    for (const canvas of document.querySelectorAll('canvas')) {
      if (canvas.width < 200 || canvas.height < 100) continue;
      probe.clearRect(0, 0, 64, 64);
      probe.drawImage(canvas, 0, 0, 64, 64);
      const { data } = probe.getImageData(0, 0, 64, 64);
      if (!data.some((value, at) => at % 4 === 3 && value > 0)) continue;
      Object.assign(globalThis, { firstPicture: performance.now() });
      clearInterval(timer);
      return;
    }
  }, 5);
}
