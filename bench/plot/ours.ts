import type { Ours } from '../page/ours.ts';
import { printChart, printTable } from '../table.ts';
import type { Bench } from './index.ts';
import { measure, rounds } from './measure.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000, 4_000_000];
const pictures = [
  { width: 700, height: 300 },
  { width: 1400, height: 600 },
  { width: 2800, height: 1200 },
];

/** Measures the cost by number of rows. */
export async function benchOurs(bench: Bench): Promise<void> {
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
  printChart(
    'Full draw by rows: each step is a factor of ten, the last of four',
    'ms',
    new Map(Array.from(results, ([rows, { draw }]) => [rows.toLocaleString('en'), draw])),
  );
}

/** Measures the cost by number of pixels. */
export async function benchPixels(bench: Bench): Promise<void> {
  const lines: string[][] = [];
  const draws = new Map<string, number>();
  for (const { width, height } of pictures) {
    const page = await bench.open();
    await page.addStyleTag({ content: `#chart { width: ${String(width)}px; height: ${String(height)}px }` });
    await page.setViewportSize({ width: width + 40, height: height + 100 });
    await measure(page, 1000, 1);
    const { draw, step } = await measure(page, 100_000);
    const name = `${String(width)}×${String(height)}`;
    draws.set(name, draw);
    lines.push([name, draw.toFixed(0), ((1e6 * draw) / (width * height)).toFixed(0), step.toFixed(0)]);
    await page.close();
  }
  printTable('The same, 100,000 rows', ['pixels', 'full draw', 'ns per pixel', 'brush step'], lines);
  printChart('Full draw by pixels: each step is a factor of four', 'ms', draws);
}

export async function benchMemory(bench: Bench): Promise<void> {
  const page = await bench.open();
  const { columns, plot } = await page.evaluate<{ columns: number; plot: number }>('measureMemory(1000000)');
  await page.close();
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  printTable(
    'Memory of page and workers, 1,000,000 rows × 10, drawn and brushed (performance.measureUserAgentSpecificMemory)',
    ['columns', 'additional', 'total / columns'],
    [[megabytes(columns), megabytes(plot), ((columns + plot) / columns).toFixed(2)]],
  );
}
