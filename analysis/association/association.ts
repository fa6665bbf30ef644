import { clamp, type CategoryColumn, type Column, type NumberColumn } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { sampleRows } from '../sampling.ts';

/** How strongly two columns go together. */
export interface Association {
  /** ρ: from −1 to 1, with the direction. η: from 0 to 1, without one. */
  readonly kind: 'ρ' | 'η';
  readonly value: number;
  /** Rows of the sample with a value in both. */
  readonly count: number;
}

/** Maximum number of rows; more are sampled, since ranking a million rows is slow. */
const maxRows = 20_000;

/**
 * How two columns go together among `rows`; null where nothing can be said: fewer than three rows with a value in both,
 * or a column that does not vary. Numbers: Spearman's rank correlation ρ, with mean ranks for ties. A category
 * and numbers: the correlation ratio η (Pearson 1905) of the ranks, the square root of the share of their variance that
 * lies between categories. Null for two categorical columns.
 */
export function association(a: Column, b: Column, rows: Uint32Array): Association | null {
  if (a.kind === 'category') return b.kind === 'category' ? null : ratio(a, b, rows);
  if (b.kind === 'category') return ratio(b, a, rows);
  const shared = sampleRows(rows, maxRows).filter((row) => hasValue(a, row) && hasValue(b, row));
  if (shared.length < 3) return null;
  const value = pearson(ranks(a, shared), ranks(b, shared));
  return Number.isNaN(value) ? null : { kind: 'ρ', value, count: shared.length };
}

function ratio(groups: CategoryColumn, numbers: NumberColumn, rows: Uint32Array): Association | null {
  const shared = sampleRows(rows, maxRows).filter((row) => hasValue(groups, row) && hasValue(numbers, row));
  if (shared.length < 3) return null;
  const rank = ranks(numbers, shared);
  const mean = (shared.length + 1) / 2;
  const sums = new Float64Array(groups.categories.length);
  const counts = new Float64Array(groups.categories.length);
  let total = 0;
  for (const [at, row] of shared.entries()) {
    const deviation = rank[at]! - mean;
    sums[groups.codes[row]!]! += deviation;
    counts[groups.codes[row]!]! += 1;
    total += deviation * deviation;
  }
  if (total === 0 || counts.filter((count) => count > 0).length < 2) return null;
  const between = sums.reduce((sum, each, code) => sum + (counts[code] ? each ** 2 / counts[code] : 0), 0);
  return { kind: 'η', value: Math.sqrt(Math.min(1, between / total)), count: shared.length };
}

/** Ranks from 1, in the order of `rows`; equal values share the mean of their ranks. */
function ranks({ values }: NumberColumn, rows: Uint32Array): Float64Array {
  const order = Uint32Array.from(rows, (_, at) => at).sort((a, b) => values[rows[a]!]! - values[rows[b]!]!);
  const result = new Float64Array(rows.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[rows[order[end]!]!] === values[rows[order[start]!]!]) end++;
    for (let at = start; at < end; at++) result[order[at]!] = (start + end + 1) / 2;
    start = end;
  }
  return result;
}

/** Pearson's correlation of ranks; NaN if one column is constant. */
function pearson(x: Float64Array, y: Float64Array): number {
  const mean = (x.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let at = 0; at < x.length; at++) {
    const dx = x[at]! - mean;
    const dy = y[at]! - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? NaN : clamp(xy / Math.sqrt(xx * yy), -1, 1);
}

/** A column with how it goes together with a target; null where nothing can be said. */
export interface RankedAssociation {
  readonly name: string;
  readonly found: Association | null;
}

/** `names` by the strength of their association with `target`, ascending; first those of which nothing can be said. */
export function rankByAssociation(
  names: readonly string[],
  target: Column,
  columns: ReadonlyMap<string, Column>,
  rows: Uint32Array,
): RankedAssociation[] {
  const strength = ({ found }: RankedAssociation) => (found === null ? -1 : Math.abs(found.value));
  return names
    .map((name) => {
      const column = columns.get(name);
      return { name, found: column === undefined ? null : association(column, target, rows) };
    })
    .sort((a, b) => strength(a) - strength(b));
}
