import type { Page } from 'playwright';
import type { Ours } from '../page/ours.ts';
import { median } from '../table.ts';

/** How often what is quick is measured. */
export const rounds = 3;

/** The middle of several rounds; the longest of what has no middle. */
export async function measure(page: Page, rows: number, times = rounds): Promise<Ours> {
  const found: Ours[] = [];
  for (let round = 0; round < times; round++)
    found.push(await page.evaluate<Ours>(`measureOurs(${String(rows)})`));
  const middle = (what: keyof Ours) => median(found.map((each) => each[what]));
  const longest = (what: keyof Ours) => Math.max(...found.map((each) => each[what]));
  return {
    draw: middle('draw'),
    step: middle('step'),
    settled: middle('settled'),
    hover: middle('hover'),
    longestStep: longest('longestStep'),
    longestTask: longest('longestTask'),
  };
}
