import type { Ours } from '../page/ours.ts';
import type { Bench } from './index.ts';
import { printTable } from '../table.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000];
/** Software WebGL takes seconds per frame. */
const steps = 3;

/** Measures the same drawing by workers and by WebGL in one page, after a warm-up of both. */
export async function benchRenderers(bench: Bench): Promise<void> {
  const page = await bench.open();
  await page.evaluate('openGpu()');
  const lines: string[][] = [];
  for (const rows of sizes) {
    const measure = (renderer: 'cpu' | 'gpu') =>
      page.evaluate<Ours>(`measureOurs(${String(rows)}, '${renderer}', ${String(steps)})`);
    const [cpu, gpu] = [await measure('cpu'), await measure('gpu')];
    for (const [name, { draw, step, hover, longestTask }] of Object.entries({ cpu, gpu })) {
      lines.push([
        rows.toLocaleString('en'),
        name,
        draw.toFixed(0),
        step.toFixed(0),
        hover.toFixed(0),
        longestTask === 0 ? '< 50' : longestTask.toFixed(0),
        name === 'gpu' ? (gpu.draw / cpu.draw).toFixed(2) : '',
      ]);
    }
  }
  await page.close();
  printTable(
    `By workers with SIMD and by WebGL, milliseconds until presented, one round, median of ${String(steps)} steps`,
    ['rows', 'renderer', 'full draw', 'brush step', 'hover', 'longest task', 'draw, gpu / cpu'],
    lines,
  );
}
