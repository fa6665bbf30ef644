import type { Live } from '../page/live.ts';
import { printTable } from '../table.ts';
import type { Bench } from './index.ts';

const seconds = 5;
const cases = [
  { start: 1_000, perSecond: 2_000 },
  { start: 10_000, perSecond: 5_000 },
  { start: 100_000, perSecond: 5_000 },
];

/** Adds rows to a plot with a brush and histograms, every 50 ms. */
export async function benchLive(bench: Bench): Promise<void> {
  const page = await bench.open();
  const lines: string[][] = [];
  for (const { start, perSecond } of cases) {
    const { frame, longestFrame, longestTask } = await page.evaluate<Live>(
      `measureLive(${String(start)}, ${String(perSecond)}, ${String(seconds)})`,
    );
    lines.push([
      start.toLocaleString('en'),
      perSecond.toLocaleString('en'),
      frame.toFixed(0),
      longestFrame.toFixed(0),
      longestTask === 0 ? '< 50' : longestTask.toFixed(0),
    ]);
  }
  await page.close();
  printTable(
    'Rows that arrive while a brush and histograms are shown, milliseconds',
    ['rows before', 'rows a second', 'between frames', 'longest', 'longest task'],
    lines,
  );
}
