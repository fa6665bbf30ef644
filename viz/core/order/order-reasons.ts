import { correlation, rankByAssociation, type Association } from '../../../analysis/index.ts';
import type { Importance } from '../../../analysis/importance/index.ts';
import type { Column } from '../../../history/index.ts';

/** An order of axes, and the reason for the position of each. */
export interface ReasonedOrder {
  readonly order: readonly string[];
  readonly reasons: ReadonlyMap<string, string>;
}

/** The axes `names` with `target` last and the strongest associations beside it: see `rankByAssociation`. */
export function orderByAssociation(
  names: readonly string[],
  target: string,
  columns: ReadonlyMap<string, Column>,
  rows: Uint32Array,
): ReasonedOrder {
  const goal = columns.get(target);
  if (goal === undefined) return { order: [...names], reasons: new Map() };
  const others = rankByAssociation(
    names.filter((name) => name !== target),
    goal,
    columns,
    rows,
  );
  const reasons = others.map(({ name, found }) => {
    const measure =
      found === null ? 'n/a' : `${shortAssociation(found)}, n = ${found.count.toLocaleString('en')}`;
    return [name, `correlation with ${target}: ${measure}`] as const;
  });
  return { order: [...others.map(({ name }) => name), target], reasons: new Map(reasons) };
}

/** `lr and loss: Spearman's ρ = −0.83, Pearson's r = −0.71, n = 48 selected rows with both values`. */
export function describeAssociation(a: Column, b: Column, found: Association, rows: Uint32Array): string {
  const { r, count } = correlation(a, b, rows);
  const measures = [
    `${found.kind === 'ρ' ? "Spearman's ρ" : 'correlation ratio of ranks η'} = ${decimals(found.value)}`,
    ...(r === null ? [] : [`Pearson's r = ${decimals(r)}`]),
  ];
  const sample = found.count < count ? ` (ranks of ${found.count.toLocaleString('en')} of them)` : '';
  const rest = `n = ${count.toLocaleString('en')} selected rows with both values${sample}`;
  return `${a.name} and ${b.name}: ${measures.join(', ')}, ${rest}`;
}

/** `ρ −0.83`. */
export function shortAssociation({ kind, value }: Association): string {
  return `${kind} ${decimals(value)}`;
}

function decimals(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

/**
 * Orders axes by importance, ascending, with `target` last. Axes whose importance was not computed keep their order at the
 * left.
 */
export function orderByImportance(
  names: readonly string[],
  found: readonly Importance[],
  target: string,
): ReasonedOrder {
  const ranked = found.toSorted((a, b) => a.value - b.value);
  const known = new Set(found.map(({ name }) => name));
  const others = names.filter((name) => name !== target && !known.has(name));
  return {
    order: [...others, ...ranked.map(({ name }) => name), target],
    reasons: new Map(found.map((each) => [each.name, describeImportance(each, target)])),
  };
}

/** `importance for acc 0.62 (95 % interval 0.55 to 0.70), from 96 selected rows`. */
function describeImportance({ value, low, high, count }: Importance, target: string): string {
  const interval = `95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}`;
  return `importance for ${target} ${value.toFixed(2)} (${interval}), from ${count.toLocaleString('en')} selected rows`;
}
