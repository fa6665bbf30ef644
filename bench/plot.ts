import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Browser, Page } from 'playwright';
import { createServer } from 'vite';
import { launchBrowser } from '../test/browser.ts';
import type { Ours } from './page/main.ts';
import { median, printTable } from './table.ts';

const ROUNDS = 3;
/** Rows that ours is measured with; peers up to the third, each once it has a minute at most. */
const sizes = [1_000, 10_000, 100_000, 1_000_000, 4_000_000];
const peerSizes = sizes.slice(0, 3);
const peers = ['ECharts', 'parcoord-es', 'Plotly'];
const peerLimit = 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Measures drawing, brushing and hovering in one headless Chromium, 10 axes at 1400×600, and peers on the same rows. */
export async function benchPlot(): Promise<void> {
  const server = await createServer({
    root,
    configFile: false,
    plugins: [svelte()],
    logLevel: 'error',
    // Nothing may reload the page in the middle of a measurement.
    optimizeDeps: { entries: ['bench/page/index.html'] },
    server: { hmr: false, watch: null },
  });
  await server.listen();
  const browser = await launchBrowser();
  try {
    const address = `${server.resolvedUrls!.local[0]!}bench/page/index.html`;
    const ours = await benchOurs(browser, address);
    await benchPeers(browser, address, ours);
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

async function benchOurs(browser: Browser, address: string): Promise<ReadonlyMap<number, Ours>> {
  const page = await open(browser, address);
  const measure = (rows: number) => page.evaluate<Ours>(`measureOurs(${rows})`);
  await measure(1000);
  const results = new Map<number, Ours>();
  for (const rows of sizes) {
    const rounds: Ours[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(rows));
    const middle = (what: keyof Ours) => median(rounds.map((each) => each[what]));
    results.set(rows, {
      draw: middle('draw'),
      step: middle('step'),
      longestStep: Math.max(...rounds.map((each) => each.longestStep)),
      hover: middle('hover'),
      longestTask: middle('longestTask'),
    });
  }
  await page.close();
  printTable(
    `Heddle, 10 numeric axes, 1400×600, headless Chromium without a GPU, milliseconds, median of ${ROUNDS} rounds`,
    ['rows', 'full draw', 'µs per row', 'brush step', 'longest step', 'hover', 'longest task'],
    Array.from(results, ([rows, { draw, step, longestStep, hover, longestTask }]) => [
      rows.toLocaleString('en'),
      draw.toFixed(0),
      ((1000 * draw) / rows).toFixed(2),
      step.toFixed(0),
      longestStep.toFixed(0),
      hover.toFixed(1),
      longestTask.toFixed(0),
    ]),
  );
  return results;
}

async function benchPeers(browser: Browser, address: string, ours: ReadonlyMap<number, Ours>): Promise<void> {
  const lines: string[][] = [];
  for (const name of peers) {
    for (const rows of peerSizes) {
      const own = ours.get(rows)!;
      const taken = await measurePeer(browser, address, name, rows);
      if (taken === null) {
        const limit = `> ${peerLimit}`;
        lines.push([
          name,
          rows.toLocaleString('en'),
          limit,
          `< ${(own.draw / peerLimit).toFixed(4)}`,
          '',
          '',
        ]);
        break;
      }
      lines.push([
        name,
        rows.toLocaleString('en'),
        taken.draw.toFixed(0),
        (own.draw / taken.draw).toFixed(4),
        taken.step.toFixed(0),
        (own.step / taken.step).toFixed(4),
      ]);
    }
  }
  printTable(
    'Peers in the same browser on the same rows, milliseconds, and what Heddle takes as a share of it',
    ['', 'rows', 'full draw', 'Heddle / peer', 'brush step', 'Heddle / peer'],
    lines,
  );
}

/** On a page of its own, since a peer that is not done in time cannot be stopped; null then. */
async function measurePeer(
  browser: Browser,
  address: string,
  name: string,
  rows: number,
): Promise<{ draw: number; step: number } | null> {
  const page = await open(browser, address);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 2 * peerLimit).unref());
  const measured = page.evaluate<{ draw: number; step: number }>(`measurePeer('${name}', ${rows})`);
  const result = await Promise.race([measured.catch(() => null), late]);
  await page.close({ runBeforeUnload: false });
  return result;
}
