import type { Ours } from './page/ours.ts';
import { measure, type Bench } from './plot.ts';
import { printTable } from './table.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000];
const renderers = ['cpu', 'gpu'] as const;

/** Measures the same drawing by workers and by WebGL in turns, each size on a page of its own. */
export async function benchRenderers(bench: Bench): Promise<void> {
  const lines: string[][] = [];
  for (const rows of sizes) {
    const page = await bench.open();
    await page.evaluate('openGpu()');
    const times = new Map<string, Ours>();
    for (const renderer of renderers) {
      await measure(page, rows, 1, renderer);
      times.set(renderer, await measure(page, rows, 3, renderer));
    }
    await page.close();
    const [cpu, gpu] = renderers.map((renderer) => times.get(renderer)!);
    for (const [name, { draw, step, hover, longestTask }] of times) {
      lines.push([
        rows.toLocaleString('en'),
        name,
        draw.toFixed(0),
        step.toFixed(0),
        hover.toFixed(0),
        longestTask === 0 ? '< 50' : longestTask.toFixed(0),
        name === 'gpu' ? (gpu!.draw / cpu!.draw).toFixed(2) : '',
      ]);
    }
  }
  printTable(
    'By workers with SIMD and by WebGL (here drawn in software, without a GPU), milliseconds, median of 3 rounds',
    ['rows', 'renderer', 'full draw', 'brush step', 'hover', 'longest task', 'draw, gpu / cpu'],
    lines,
  );
}
