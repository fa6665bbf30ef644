import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { launchBrowser } from '../test/browser.ts';
import {
  longestOf,
  longTasks,
  openInPage,
  serveBuiltPage,
  visitBuiltPage,
  waitForIdle,
} from './built-page.ts';
import { writeLargeFile, type LargeFile } from './large-files.ts';
import { median, printTable } from './table.ts';

const ROUNDS = 3;

const FILES: readonly (LargeFile & { readonly label: string })[] = [
  { label: 'CSV, 1,000,000 epochs of one run', kind: 'csv', rows: 1_000_000, row: 'epoch' },
  { label: 'JSON, 1,000,000 epochs of one run', kind: 'json', rows: 1_000_000, row: 'epoch' },
  { label: 'CSV, 200,000 runs of a row each', kind: 'csv', rows: 200_000, row: 'run' },
];

/** The cost of opening a file. */
interface Opened {
  /** Seconds until the frame after the one in which the page shows the number of rows. */
  readonly seconds: number;
  /** Tasks of the main thread longer than 50 ms until it is idle, in milliseconds. */
  readonly tasks: readonly number[];
}

/** Opens large files in the built page through its file input, and measures main-thread tasks, including saving the runs. */
export async function benchLoad(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const server = await serveBuiltPage();
  const browser = await launchBrowser();
  const lines: string[][] = [];
  try {
    for (const file of FILES) {
      const path = join(folder, `table.${file.kind}`);
      await writeLargeFile(path, file);
      const found: Opened[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        found.push(await openFile(browser, server.address, path, file.rows));
      }
      lines.push([
        file.label,
        median(found.map(({ seconds }) => seconds)).toFixed(2),
        longestOf(found.flatMap(({ tasks }) => tasks)),
        String(Math.max(...found.map(({ tasks }) => tasks.length))),
      ]);
    }
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  }
  printTable(
    `Opening large files in the page: median of ${String(ROUNDS)} rounds, maximum of the tasks`,
    ['', 's until shown', 'longest task, ms', 'tasks over 50 ms'],
    lines,
  );
}

/** Uses a new browser context, so that nothing is cached from the round before. */
async function openFile(browser: Browser, address: string, path: string, rows: number): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    await visitBuiltPage(page, address);
    const began = performance.now();
    await openInPage(page, path, rows);
    await page.evaluate(nextFrame);
    const seconds = (performance.now() - began) / 1000;
    await waitForIdle(page);
    return { seconds, tasks: await longTasks(page) };
  } finally {
    await context.close();
  }
}

/** Runs in the page: resolves after its next frame. */
function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
