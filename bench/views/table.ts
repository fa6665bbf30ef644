import { launchBrowser } from '../../test/browser.ts';
import type { TableTimes } from '../page/table.svelte.ts';
import { servePage } from '../serve.ts';
import { median, printTable } from '../table.ts';

const sizes = [10_000, 1_000_000];
const rounds = 3;

/** Sorts and scrolls the table of the page in headless Chromium. */
export async function benchTable(): Promise<void> {
  const server = await servePage();
  const browser = await launchBrowser(['--js-flags=--expose-gc']);
  try {
    const lines: string[][] = [];
    for (const rows of sizes) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 700 } });
      await page.goto(server.address);
      await page.waitForFunction('typeof measureTable === "function"');
      await page.evaluate('measureTable(2000)');
      const all: TableTimes[] = [];
      for (let round = 0; round < rounds; round++)
        all.push(await page.evaluate<TableTimes>(`measureTable(${String(rows)})`));
      await page.close();
      lines.push([
        rows.toLocaleString('en'),
        median(all.map(({ sort }) => sort)).toFixed(0),
        ...(['scroll', 'jump'] as const).flatMap((name) => {
          const frames = all.flatMap((each) => each[name]);
          return [median(frames).toFixed(0), Math.max(...frames).toFixed(0)];
        }),
      ]);
    }
    printTable(
      'Table of 20 columns, 1400×600, milliseconds: a sort until presented (median), and frames while scrolling',
      ['rows', 'sort', 'scroll, median', 'longest', 'jumps, median', 'longest'],
      lines,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}
