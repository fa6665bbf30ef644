import type { Page } from 'playwright';
import { launchBrowser } from '../../test/browser.ts';
import type { ScatterTimes } from '../page/scatter.svelte.ts';
import { servePage } from '../serve.ts';
import { median, printTable } from '../table.ts';

const sizes = [2_000, 100_000, 1_000_000];
const rounds = 3;
const steps = 5;
const peers = ['ECharts', 'Plotly'];
/** Time limit for a peer, in milliseconds. */
const timeLimit = 120_000;

/** Draws and brushes scatter plots in headless Chromium at 1400×600, beside peers on the same data. */
export async function benchScatter(): Promise<void> {
  const server = await servePage();
  const browser = await launchBrowser(['--disable-gpu-compositing', '--js-flags=--expose-gc']);
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 700 } });
    await page.goto(server.address);
    await page.waitForFunction('typeof measureScatter === "function"');
    return page;
  };
  try {
    const lines: string[][] = [];
    for (const rows of sizes) {
      const page = await open();
      await page.evaluate('measureScatter(2000, 1)');
      const own: ScatterTimes[] = [];
      for (let round = 0; round < rounds; round++)
        own.push(await page.evaluate<ScatterTimes>(`measureScatter(${String(rows)}, ${String(steps)})`));
      await page.close();
      lines.push([
        rows.toLocaleString('en'),
        'Heddle',
        format(medianOf(own, 'draw')),
        format(medianOf(own, 'step')),
      ]);
      for (const name of peers) {
        const times = await measurePeer(await open(), name, rows);
        lines.push([
          rows.toLocaleString('en'),
          name,
          times === null ? `> ${String(timeLimit)}` : format(times.draw),
          times === null ? '–' : format(times.step),
        ]);
      }
    }
    printTable(
      'Scatter plot, 1400×600, milliseconds until presented: medians. ECharts draws one colour, Heddle and Plotly a scale',
      ['rows', '', 'first picture', 'brush step'],
      lines,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

function medianOf(times: readonly ScatterTimes[], key: keyof ScatterTimes): number | null {
  const found = times.flatMap((each) => each[key] ?? []);
  return found.length === 0 ? null : median(found);
}

const format = (time: number | null) => (time === null ? 'nothing drawn' : time.toFixed(0));

/** Null if the peer exceeds the time limit or fails. */
async function measurePeer(page: Page, name: string, rows: number): Promise<ScatterTimes | null> {
  const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), timeLimit).unref());
  const measured = page.evaluate<ScatterTimes>(
    `measureScatterPeer(${JSON.stringify(name)}, 2000, 1).then(() => measureScatterPeer(${JSON.stringify(name)}, ${String(rows)}, 3))`,
  );
  const times = await Promise.race([measured.catch(() => null), timeout]);
  await page.close({ runBeforeUnload: false });
  return times;
}
