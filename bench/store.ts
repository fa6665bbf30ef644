import { launchBrowser } from '../test/browser.ts';
import type { StoreTimes } from './page/store.ts';
import { servePage } from './serve.ts';
import { median, printTable } from './table.ts';

const ROUNDS = 5;
const RUNS = 1000;
const RECORDS = 1000;

const CASES = [
  { label: 'the arrays alone, by IndexedDB', call: `measureArrays(${String(RUNS)}, ${String(RECORDS)})` },
  { label: 'a table of 1,000 runs', call: `measureStore(${String(RUNS)}, ${String(RECORDS)}, true)` },
  { label: '1,000 single runs', call: `measureStore(${String(RUNS)}, ${String(RECORDS)}, false)` },
];

/** Saves and loads 1,000 runs of 1,000 records and 20 metrics in Chromium, and their arrays alone, in turns. */
export async function benchStore(): Promise<void> {
  const server = await servePage();
  const browser = await launchBrowser();
  const found = CASES.map((): StoreTimes[] => []);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, { call }] of CASES.entries()) {
        // Each in a profile and a page of its own, so that no other case leaves memory or files behind.
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.goto(server.address);
        await page.waitForFunction('typeof measureStore === "function"');
        found[i]!.push(await page.evaluate<StoreTimes>(call));
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const middle = found.map((times) => ({
    save: median(times.map(({ save }) => save)),
    load: median(times.map(({ load }) => load)),
  }));
  const [plain] = middle;
  printTable(
    `1,000 runs × 1,000 records × 20 metrics (168 MB) in IndexedDB, milliseconds: median of ${String(ROUNDS)} rounds in turns`,
    ['', 'save', 'load', 'save, ratio', 'load, ratio'],
    middle.map(({ save, load }, i) => [
      CASES[i]!.label,
      save.toFixed(0),
      load.toFixed(0),
      (save / plain!.save).toFixed(2),
      (load / plain!.load).toFixed(2),
    ]),
  );
}
