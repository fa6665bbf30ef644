import { studentQuantile } from '../verdict/student-t.ts';
import type { Estimate } from './estimate.ts';
import type { Grouping } from './groups.ts';
import { createRandom } from './random.ts';

const RESAMPLES = 100;

/** The number of groups in which a parameter of many numbers is counted, for a number of rows. */
export function maxGroups(rows: number): number {
  return Math.max(2, Math.min(10, Math.floor(Math.sqrt(rows))));
}

/**
 * Marks the best tenth of the rows, but at least 10 of them where there are 30 or more, and a third of fewer. Rows as good
 * as the last of these are included. Null if all rows are equally good.
 * @param goodness one finite value per row; higher is better
 */
export function markTop(goodness: Float64Array): Uint8Array | null {
  const { length } = goodness;
  const count = Math.max(1, Math.ceil(length / 10), Math.min(10, Math.floor(length / 3)));
  const threshold = goodness.slice().sort()[length - count]!;
  const isTop = Uint8Array.from(goodness, (value) => Number(value >= threshold));
  return isTop.includes(0) ? isTop : null;
}

/**
 * PED-ANOVA (Watanabe, Bansal and Hutter 2023): how much the distribution of a parameter among the best rows differs from
 * that among all, by the Pearson divergence between counts in groups. The divergence D is scaled to γ D / (1 − γ), where γ
 * is the share of the best rows: then it is the share of the variance of "is among the best" that is due to the parameter
 * alone, and has the same order as D. It is adjusted for the number of groups as adjusted R² is, since the counts of an
 * irrelevant parameter differ as well. The interval is the spread over resampled rows.
 *
 * @param isTop 1 for the best rows, of which there are some but not all
 */
export function pedAnova(groupings: readonly Grouping[], isTop: Uint8Array): Estimate[] {
  const { length } = isTop;
  const random = createRandom(3);
  const all = Uint32Array.from(isTop.keys());
  const quantile = studentQuantile(0.025, Math.max(1, length / 5));
  const resamples = Array.from({ length: RESAMPLES }, () => all.map(() => Math.floor(random() * length)));
  return groupings.map((grouping) => {
    const plain = shareOf(grouping, isTop, all);
    const values = resamples.map((rows) => shareOf(grouping, isTop, rows)).filter(Number.isFinite);
    if (values.length < 2 || !Number.isFinite(plain)) return { value: 0, low: 0, high: 1 };
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const margin = quantile * Math.sqrt(squares / (values.length - 1));
    return {
      value: clampShare(plain),
      low: clampShare(plain - margin),
      high: clampShare(plain + margin),
    };
  });
}

const clampShare = (value: number) => Math.min(1, Math.max(0, value));

/** The adjusted share of the variance of `isTop` among `rows` between the groups; NaN where there is no variance. */
function shareOf({ groups, codes }: Grouping, isTop: Uint8Array, rows: Uint32Array): number {
  const counts = new Float64Array(groups.length);
  const tops = new Float64Array(groups.length);
  for (const row of rows) {
    const code = codes[row]!;
    counts[code]! += 1;
    tops[code]! += isTop[row]!;
  }
  const top = tops.reduce((sum, each) => sum + each, 0);
  const share = top / rows.length;
  let between = 0;
  let used = 0;
  for (const [code, count] of counts.entries()) {
    if (count === 0) continue;
    between += count * (tops[code]! / count - share) ** 2;
    used++;
  }
  const explained = between / (rows.length * share * (1 - share));
  // As many groups as rows explain everything and say nothing.
  if (rows.length <= used) return NaN;
  return explained - ((1 - explained) * (used - 1)) / (rows.length - used);
}
