import type { CategoryColumn, Column, NumberColumn } from '../../history/index.ts';
import { correlation } from './correlation.ts';

/** How strongly two columns go together. */
export interface Association {
  /** ρ: from −1 to 1, with the direction. η: from 0 to 1, without one. */
  readonly kind: 'ρ' | 'η';
  readonly value: number;
  /** Rows with a finite value in both, among those looked at. */
  readonly count: number;
}

/** More rows than these are sampled evenly: ranks of a million cost more than they tell. */
const mostRows = 20_000;

/**
 * How two columns go together among `rows`; null where nothing can be said: fewer than three rows with a value in both,
 * or one of the columns without variation. Numbers: Spearman's rank correlation ρ, with mean ranks for ties. A category
 * and numbers: the correlation ratio η (Pearson 1905) of the ranks, the square root of the share of their variance that
 * lies between categories. Two columns of words: nothing.
 */
export function association(a: Column, b: Column, rows: Uint32Array): Association | null {
  if (a.kind === 'category') return b.kind === 'category' ? null : ratio(a, b, rows);
  if (b.kind === 'category') return ratio(b, a, rows);
  const shared = sampled(rows).filter((row) => isFinite(a, row) && isFinite(b, row));
  if (shared.length < 3) return null;
  const value = pearson(ranks(a, shared), ranks(b, shared));
  return Number.isNaN(value) ? null : { kind: 'ρ', value, count: shared.length };
}

function ratio(groups: CategoryColumn, numbers: NumberColumn, rows: Uint32Array): Association | null {
  const shared = sampled(rows).filter((row) => !groups.absence?.[row] && isFinite(numbers, row));
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

function sampled(rows: Uint32Array): Uint32Array {
  if (rows.length <= mostRows) return rows;
  return Uint32Array.from({ length: mostRows }, (_, at) => rows[Math.floor((at * rows.length) / mostRows)]!);
}

function isFinite({ values, absence }: NumberColumn, row: number): boolean {
  return Number.isFinite(values[row]) && !absence?.[row];
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

/** Pearson's correlation of ranks; NaN where one side does not vary. */
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
  return xx === 0 || yy === 0 ? NaN : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** `lr and loss: Spearman's ρ = −0.83, Pearson's r = −0.71, n = 48 selected rows with both values`. */
export function describeAssociation(a: Column, b: Column, found: Association, rows: Uint32Array): string {
  const { r, count } = correlation(a, b, rows);
  const measures = [
    `${found.kind === 'ρ' ? "Spearman's ρ" : 'correlation ratio of ranks η'} = ${decimals(found.value)}`,
    ...(r === null ? [] : [`Pearson's r = ${decimals(r)}`]),
  ];
  const looked = found.count < count ? ` (ranks of ${found.count.toLocaleString('en')} of them)` : '';
  const rest = `n = ${count.toLocaleString('en')} selected rows with both values${looked}`;
  return `${a.name} and ${b.name}: ${measures.join(', ')}, ${rest}`;
}

/** `ρ −0.83`. */
export function shortAssociation({ kind, value }: Association): string {
  return `${kind} ${decimals(value)}`;
}

function decimals(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

/** An order of axes, and per axis why it stands where it does. */
export interface ReasonedOrder {
  readonly order: readonly string[];
  readonly reasons: ReadonlyMap<string, string>;
}

/**
 * `names` with those that go with `target` most at its left, next to it, and `target` last. Columns of which nothing can
 * be said come first, in the order they have.
 */
export function orderByAssociation(
  names: readonly string[],
  target: string,
  columns: ReadonlyMap<string, Column>,
  rows: Uint32Array,
): ReasonedOrder {
  const goal = columns.get(target);
  if (goal === undefined) return { order: [...names], reasons: new Map() };
  const others = names
    .filter((name) => name !== target)
    .map((name) => {
      const column = columns.get(name);
      const found = column === undefined ? null : association(column, goal, rows);
      return { name, found, by: found === null ? -1 : Math.abs(found.value) };
    })
    .sort((a, b) => a.by - b.by);
  const reasons = others.map(({ name, found }) => {
    const told =
      found === null
        ? 'nothing to be said'
        : `${shortAssociation(found)}, n = ${found.count.toLocaleString('en')}`;
    return [name, `correlation with ${target}: ${told}`] as const;
  });
  return { order: [...others.map(({ name }) => name), target], reasons: new Map(reasons) };
}
