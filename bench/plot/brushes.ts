import type { BrushTimes } from '../page/brushes.ts';
import { printTable } from '../table.ts';
import type { Bench } from './index.ts';

const sizes = [100_000, 1_000_000];
const manyAxes = 500;
const fewRows = [1_000, 10_000];

/** The cost of a brush step on each scale, on categories and between axes. */
export async function benchBrushes(bench: Bench): Promise<void> {
  const page = await bench.open();
  const found = new Map<number, Record<string, BrushTimes>>();
  for (const rows of sizes) {
    const times = await page.evaluate<Record<string, BrushTimes>>(`measureBrushes(${String(rows)})`);
    found.set(rows, times);
  }
  await page.close();
  printTable(
    'A step of a brush by kind, 10 axes of all kinds, 1400×600, milliseconds until presented: median and maximum of 15',
    ['brush', ...sizes.map((rows) => rows.toLocaleString('en'))],
    Object.keys(found.get(sizes[0]!)!).map((kind) => [
      kind,
      ...sizes.map((rows) => {
        const { step, longestStep } = found.get(rows)![kind]!;
        return `${step.toFixed(0)} (${longestStep.toFixed(0)})`;
      }),
    ]),
  );
}

/** The cost of a brush step on a plot of which most axes are outside the visible part. */
export async function benchManyAxes(bench: Bench): Promise<void> {
  const lines: string[][] = [];
  for (const rows of fewRows) {
    const page = await bench.open();
    const call = `measureManyAxes(${String(rows)}, ${String(manyAxes)})`;
    const { step, longestStep } = await page.evaluate<BrushTimes>(call);
    await page.close();
    lines.push([rows.toLocaleString('en'), step.toFixed(0), longestStep.toFixed(0)]);
  }
  printTable(
    `A step of a brush on one of ${String(manyAxes)} axes, 1400×600, milliseconds until presented, of 15 steps`,
    ['rows', 'median', 'longest'],
    lines,
  );
}
