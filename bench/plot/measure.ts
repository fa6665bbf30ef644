import type { Page } from 'playwright';
import type { Ours } from '../page/ours.ts';
import { median } from '../table.ts';

/** Number of rounds for fast measurements. */
export const rounds = 3;

/** Medians over several rounds; maxima of the longest step and task. */
export async function measure(page: Page, rows: number, times = rounds): Promise<Ours> {
  const found: Ours[] = [];
  for (let round = 0; round < times; round++)
    found.push(await page.evaluate<Ours>(`measureOurs(${String(rows)})`));
  const medianOf = (key: keyof Ours) => median(found.map((each) => each[key]));
  const maxOf = (key: keyof Ours) => Math.max(...found.map((each) => each[key]));
  return {
    draw: medianOf('draw'),
    step: medianOf('step'),
    settled: medianOf('settled'),
    hover: medianOf('hover'),
    longestStep: maxOf('longestStep'),
    longestTask: maxOf('longestTask'),
  };
}
