import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import { launchBrowser } from '../test/browser.ts';
import { median, printTable } from './table.ts';

interface Measured {
  readonly draw: number;
  readonly brush: number;
}

/** Rows, and how many rounds: the peer takes minutes at the largest size. */
const sizes = [
  [1_000, 3],
  [10_000, 1],
  [100_000, 1],
] as const;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Measures drawing and one brush step beside parcoord-es, in turns in one headless Chromium, 10 axes at 1400×600. */
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
    const page = await browser.newPage({ viewport: { width: 1440, height: 1300 } });
    page.setDefaultTimeout(300_000);
    await page.goto(`${server.resolvedUrls!.local[0]!}bench/page/index.html`);
    await page.waitForFunction('typeof measureOurs === "function"');
    const measure = (who: 'measureOurs' | 'measureTheirs', rows: number) =>
      page.evaluate<Measured>(`${who}(${rows})`);
    await measure('measureOurs', 1000);
    await measure('measureTheirs', 1000);
    const lines: string[][] = [];
    for (const [rows, rounds] of sizes) {
      const ours: Measured[] = [];
      const theirs: Measured[] = [];
      for (let round = 0; round < rounds; round++) {
        ours.push(await measure('measureOurs', rows));
        theirs.push(await measure('measureTheirs', rows));
      }
      for (const what of ['draw', 'brush'] as const) {
        const own = ours.map((each) => each[what]);
        const peer = theirs.map((each) => each[what]);
        const ratio = median(own.map((value, round) => value / peer[round]!));
        lines.push([
          `${what === 'draw' ? 'full draw' : 'one brush step'}, ${rows.toLocaleString('en')} rows`,
          median(own).toFixed(0),
          median(peer).toFixed(0),
          ratio.toFixed(3),
          String(rounds),
        ]);
      }
    }
    printTable(
      'Drawing, 10 numeric axes, 1400×600, headless Chromium without a GPU, milliseconds (median)',
      ['', 'Heddle', 'parcoord-es', 'ratio', 'rounds'],
      lines,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}
