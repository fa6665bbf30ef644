import { launchBrowser } from '../../test/browser.ts';
import type { CurveTimes } from '../page/curves.svelte.ts';
import { servePage } from '../serve.ts';
import { median, printTable } from '../table.ts';

const runs = 1000;
const records = 1000;
const rounds = 3;
const peers = ['uPlot', 'ECharts', 'Plotly'];
/** Time limit for a peer, in milliseconds. */
const timeLimit = 30_000;

const columns = [
  ['draw', 'first picture'],
  ['smoothing', 'smoothing step, or other values'],
  ['smoothed', 'complete'],
  ['zoom', 'zoom step'],
  ['zoomed', 'complete'],
  ['hover', 'hover'],
] as const;

/** Draws curves of many long runs in headless Chromium at 1400×600, beside peers on the same kind of data. */
export async function benchCurves(): Promise<void> {
  const server = await servePage();
  const browser = await launchBrowser(['--disable-gpu-compositing', '--js-flags=--expose-gc']);
  /** Calls a function of a fresh page with few curves, then with all; null if that fails or takes too long. */
  const measure = async (name: string, argument: string, times: number): Promise<CurveTimes[] | null> => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 700 } });
    await page.goto(server.address);
    await page.waitForFunction(`typeof ${name} === "function"`);
    const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), timeLimit).unref());
    const call = (size: string) => page.evaluate<CurveTimes>(`${name}(${argument}${size})`);
    const measured = (async () => {
      await call('20, 200');
      const found: CurveTimes[] = [];
      while (found.length < times) found.push(await call(`${String(runs)}, ${String(records)}`));
      return found;
    })();
    const found = await Promise.race([measured.catch(() => null), timeout]);
    await page.close({ runBeforeUnload: false });
    return found;
  };
  try {
    const lines = [['Heddle', ...cells(await measure('measureCurves', '', rounds))]];
    for (const name of peers)
      lines.push([name, ...cells(await measure('measureCurvePeer', `${JSON.stringify(name)}, `, 1))]);
    printTable(
      `Curves of ${runs.toLocaleString('en')} runs × ${records.toLocaleString('en')} records, 1400×600, milliseconds until presented: medians`,
      ['', ...columns.map(([, title]) => title)],
      lines,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

function cells(times: readonly CurveTimes[] | null): string[] {
  return columns.map(([key]) => {
    if (times === null) return `> ${String(timeLimit)}`;
    const found = times.flatMap((each) => each[key] ?? []);
    return found.length === 0 ? 'nothing drawn' : median(found).toFixed(0);
  });
}
