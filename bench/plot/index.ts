import type { Browser, Page } from 'playwright';
import { launchBrowser } from '../test/browser.ts';
import type { Ours } from './page/ours.ts';
import type { PeerTimes } from './page/peer-times.ts';
import { benchRenderers } from './renderers.ts';
import { servePage } from './serve.ts';
import { median, printTable } from './table.ts';

const rounds = 3;
/** Rows that ours is measured with; peers with the first of them, as far as a drawing takes them a minute at most. */
const sizes = [1_000, 10_000, 100_000, 1_000_000, 4_000_000];
const peerSizes = sizes.slice(0, 3);
const peers = ['ECharts', 'parcoord-es', 'Plotly', 'HiPlot'];
const peerLimit = 60_000;
const peerSteps = 3;
const pictures = [
  { width: 700, height: 300 },
  { width: 1400, height: 600 },
  { width: 2800, height: 1200 },
];

/** A page of the benchmark, in a browser that puts pages together in software, as it does on a machine without a GPU. */
export interface Bench {
  open(): Promise<Page>;
}

/** Measures drawing, brushing and hovering in one headless Chromium, 10 axes at 1400×600, and peers on the same rows. */
export async function benchPlot(): Promise<void> {
  const server = await servePage();
  const browser = await launchBrowser([
    '--disable-gpu-compositing',
    '--enable-blink-features=ForceEagerMeasureMemory',
  ]);
  try {
    const bench = { open: () => open(browser, server.address) };
    const ours = await benchOurs(bench);
    await benchRenderers(bench);
    await benchPixels(bench);
    await benchMemory(bench);
    await benchPeers(bench, ours);
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

/** The middle of several rounds; the longest of what has no middle. */
async function measure(page: Page, rows: number, times = rounds): Promise<Ours> {
  const found: Ours[] = [];
  for (let round = 0; round < times; round++)
    found.push(await page.evaluate<Ours>(`measureOurs(${String(rows)})`));
  const middle = (what: keyof Ours) => median(found.map((each) => each[what]));
  const longest = (what: keyof Ours) => Math.max(...found.map((each) => each[what]));
  return {
    draw: middle('draw'),
    step: middle('step'),
    settled: middle('settled'),
    hover: middle('hover'),
    longestStep: longest('longestStep'),
    longestTask: longest('longestTask'),
  };
}

async function benchOurs(bench: Bench): Promise<ReadonlyMap<number, Ours>> {
  const page = await bench.open();
  await measure(page, 1000, 1);
  const results = new Map<number, Ours>();
  for (const rows of sizes) results.set(rows, await measure(page, rows));
  await page.close();
  printTable(
    `Heddle, 10 numeric axes, 1400×600, milliseconds until presented, median of ${String(rounds)} rounds`,
    ['rows', 'full draw', 'µs per row', 'brush step', 'longest step', 'settled', 'hover', 'longest task'],
    Array.from(results, ([rows, { draw, step, longestStep, settled, hover, longestTask }]) => [
      rows.toLocaleString('en'),
      draw.toFixed(0),
      ((1000 * draw) / rows).toFixed(2),
      step.toFixed(0),
      longestStep.toFixed(0),
      settled.toFixed(0),
      hover.toFixed(0),
      longestTask === 0 ? '< 50' : longestTask.toFixed(0),
    ]),
  );
  return results;
}

async function benchPixels(bench: Bench): Promise<void> {
  const lines: string[][] = [];
  for (const { width, height } of pictures) {
    const page = await bench.open();
    await page.addStyleTag({ content: `#chart { width: ${String(width)}px; height: ${String(height)}px }` });
    await page.setViewportSize({ width: width + 40, height: height + 100 });
    await measure(page, 1000, 1);
    const { draw, step } = await measure(page, 100_000);
    lines.push([
      `${String(width)}×${String(height)}`,
      draw.toFixed(0),
      ((1e6 * draw) / (width * height)).toFixed(0),
      step.toFixed(0),
    ]);
    await page.close();
  }
  printTable('The same, 100,000 rows', ['pixels', 'full draw', 'ns per pixel', 'brush step'], lines);
}

async function benchMemory(bench: Bench): Promise<void> {
  const page = await bench.open();
  const { columns, plot } = await page.evaluate<{ columns: number; plot: number }>('measureMemory(1000000)');
  await page.close();
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  printTable(
    'Memory of page and workers, 1,000,000 rows × 10, drawn and brushed (performance.measureUserAgentSpecificMemory)',
    ['columns', 'beside them', 'all, as a multiple of the columns'],
    [[megabytes(columns), megabytes(plot), ((columns + plot) / columns).toFixed(2)]],
  );
}

async function benchPeers(bench: Bench, ours: ReadonlyMap<number, Ours>): Promise<void> {
  const lines: string[][] = [];
  for (const name of peers) {
    for (const rows of peerSizes) {
      const own = ours.get(rows)!;
      const taken = await measurePeer(bench, name, rows);
      const head = [name, rows.toLocaleString('en')];
      lines.push([...head, ...besides(own.draw, taken?.draw), ...besides(own.step, taken?.step)]);
      if (!taken?.draw || taken.draw > peerLimit / 4) break;
    }
  }
  printTable(
    'Peers in the same browser on the same rows, milliseconds, and what Heddle takes as a share of it',
    ['', 'rows', 'full draw', 'Heddle / peer', 'brush step', 'Heddle / peer'],
    lines,
  );
}

function besides(own: number, peer: number | null | undefined): [string, string] {
  if (!peer) return [`> ${String(peerLimit)}`, `< ${(own / peerLimit).toFixed(4)}`];
  return [peer.toFixed(0), (own / peer).toFixed(4)];
}

/** On a page of its own, since a peer that is not done in time cannot be stopped; null then. */
async function measurePeer(bench: Bench, name: string, rows: number): Promise<PeerTimes | null> {
  const page = await bench.open();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 2 * peerLimit).unref());
  const measured = page.evaluate<PeerTimes>(
    `measurePeer(${JSON.stringify(name)}, ${String(rows)}, ${String(peerSteps)})`,
  );
  const result = await Promise.race([measured.catch(() => null), late]);
  await page.close({ runBeforeUnload: false });
  return result;
}
