import { describe, expect, it } from 'vitest';
import { importanceReport } from '../../../analysis/importance/importance.ts';
import { columnOf } from '../../viz/make.ts';
import { draw, shareOfBest, studies, totalEffects } from './studies.ts';

const REPEATS = 100;

/** Per parameter, in how many of the repeats each interval holds the truth. */
function coverage(study: (typeof studies)[number], rows: number) {
  const total = totalEffects(study);
  // Of 30 rows the best third counts, in five groups; of 100 and more the best tenth, in ten.
  const best = rows === 30 ? shareOfBest(study, 1 / 3, 5) : shareOfBest(study, 0.1, 10);
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const held = total.map(() => ({ permutation: 0, best: 0 }));
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const { xs, y } = draw(study, rows, 1000 + repeat);
    const { parameters } = importanceReport({
      columns: xs.map((x, at) => columnOf(x, `x${String(at)}`)),
      objective: columnOf(y, 'y'),
      direction: 'max',
      rows: all,
    });
    for (const [at, each] of parameters.entries()) {
      // The estimated indices of irrelevant parameters differ from 0 by their own error.
      const isHeld = ({ low, high }: { low: number; high: number }, truth: number) =>
        low <= Math.max(0, truth) + 0.003 && Math.max(0, truth) - 0.003 <= high;
      if (isHeld(each.permutation, total[at]!)) held[at]!.permutation++;
      if (isHeld(each.best!, best[at]!)) held[at]!.best++;
    }
  }
  return held;
}

/**
 * The truth of the permutation importance is the total-effect index, that of PED-ANOVA the share of the variance of "is among
 * the best", both in the limit of many rows.
 */
describe.each(studies)('$name', (study) => {
  // The forests of 300 rows take most of the time, and say the same of each study.
  it.each(study === studies[0] ? [30, 100, 300] : [30, 100])(
    'with %i rows, the intervals hold the truth',
    (rows) => {
      const held = coverage(study, rows);
      for (const each of held) expect(each.permutation).toBeGreaterThanOrEqual(90);
      for (const each of held) expect(each.best).toBeGreaterThanOrEqual(90);
    },
  );
});
