import { noBin, type BinnedColumn } from './bins.ts';
import { hypergeometricTail } from './hypergeometric.ts';

/** A condition on bins: those with 1 fulfil it. */
export interface BinCondition {
  /** Index among the columns. */
  readonly column: number;
  readonly passes: Uint8Array;
}

export interface BinRule {
  readonly conditions: readonly BinCondition[];
  /** Indices, among the rows given, of those that fulfil all conditions. */
  readonly matches: Uint32Array;
  /** How many of these are selected. */
  readonly hits: number;
}

const maxConditions = 3;
/** Rules that are extended further at each step. */
const beamWidth = 4;
/** Categories in one condition; more would not summarise. */
const maxCategories = 4;
/** A condition stays if one as sharp is this rare among rows that the others let pass. */
const maxChance = 0.05;

/** F₁, the harmonic mean of precision and recall. */
export function f1Of(hits: number, matches: number, selected: number): number {
  return (2 * hits) / (matches + selected);
}

/**
 * The rule of at most three conditions on different columns with the best F₁, by beam search; null if no column
 * distinguishes rows. A second and a third condition must raise F₁ and reject more rows that are not selected than
 * chance does, given how many conditions are tried; conditions that others make superfluous are dropped.
 *
 * @param isSelected 1 for selected rows
 */
export function searchRule(
  columns: readonly BinnedColumn[],
  isSelected: Uint8Array,
  selected: number,
): BinRule | null {
  const all: BinRule = {
    conditions: [],
    matches: Uint32Array.from(isSelected, (_, row) => row),
    hits: selected,
  };
  let best: BinRule | null = null;
  let beam: readonly BinRule[] = [all];
  for (let step = 0; step < maxConditions && beam.length > 0; step++) {
    beam = beam
      .flatMap((rule) => extensions(rule, columns, isSelected, selected))
      .sort((a, b) => b.f1 - a.f1)
      .filter(isNew)
      .slice(0, beamWidth)
      .map(({ rule, condition }) => extended(rule, condition, columns, isSelected));
    const [first] = beam;
    if (first !== undefined && (best === null || scoreOf(first, selected) > scoreOf(best, selected)))
      best = first;
  }
  return best && pruned(best, columns, isSelected, selected);
}

export function scoreOf({ hits, matches }: BinRule, selected: number): number {
  return f1Of(hits, matches.length, selected);
}

interface Extension {
  readonly rule: BinRule;
  readonly condition: BinCondition;
  readonly f1: number;
}

/** The same conditions in another order are one rule: they have equal scores, and the same columns. */
function isNew(extension: Extension, at: number, all: readonly Extension[]): boolean {
  const key = (each: Extension) =>
    [...each.rule.conditions, each.condition]
      .map(({ column }) => column)
      .sort((a, b) => a - b)
      .join();
  return at === 0 || all[at - 1]!.f1 !== extension.f1 || key(all[at - 1]!) !== key(extension);
}

/** The best condition on each other column that improves the rule beyond chance; the first may be of any quality. */
function extensions(
  rule: BinRule,
  columns: readonly BinnedColumn[],
  isSelected: Uint8Array,
  selected: number,
): Extension[] {
  const found: Extension[] = [];
  const isFirst = rule.conditions.length === 0;
  const tries = columns.length;
  const score = scoreOf(rule, selected);
  for (const [column, binned] of columns.entries()) {
    if (rule.conditions.some((each) => each.column === column)) continue;
    const choice = bestCondition(binned, rule.matches, isSelected, selected);
    if (choice === null) continue;
    const { passes, hits, matches, f1 } = choice;
    if (!isFirst) {
      if (f1 <= score) continue;
      const chance = hypergeometricTail(hits, matches, rule.hits, rule.matches.length);
      if (chance * tries * triesOf(binned) > maxChance) continue;
    }
    found.push({ rule, condition: { column, passes }, f1 });
  }
  return found;
}

/** The number of conditions that are compared on a column. */
function triesOf({ count, ends }: BinnedColumn): number {
  return ends === null ? count : (count * (count + 1)) / 2;
}

function extended(
  rule: BinRule,
  condition: BinCondition,
  columns: readonly BinnedColumn[],
  isSelected: Uint8Array,
): BinRule {
  const { codes } = columns[condition.column]!;
  const matches = rule.matches.filter((row) => condition.passes[codes[row]!] === 1);
  let hits = 0;
  for (const row of matches) hits += isSelected[row]!;
  return { conditions: [...rule.conditions, condition], matches, hits };
}

function pruned(
  rule: BinRule,
  columns: readonly BinnedColumn[],
  isSelected: Uint8Array,
  selected: number,
): BinRule {
  if (rule.conditions.length < 2) return rule;
  for (const dropped of rule.conditions) {
    const rest = rule.conditions.filter((each) => each !== dropped);
    const shorter = rest.reduce((sum, each) => extended(sum, each, columns, isSelected), {
      conditions: [],
      matches: Uint32Array.from(isSelected, (_, row) => row),
      hits: selected,
    } as BinRule);
    const chance = hypergeometricTail(rule.hits, rule.matches.length, shorter.hits, shorter.matches.length);
    const isBetter = scoreOf(rule, selected) > scoreOf(shorter, selected);
    if (!isBetter || chance * columns.length * triesOf(columns[dropped.column]!) > maxChance) {
      return pruned(shorter, columns, isSelected, selected);
    }
  }
  return rule;
}

interface Choice {
  readonly passes: Uint8Array;
  readonly hits: number;
  readonly matches: number;
  readonly f1: number;
}

const hitsIn = new Float64Array(noBin + 1);
const rowsIn = new Float64Array(noBin + 1);

/** The condition on one column that leaves the best F₁ among `rows`; never one that every bin fulfils. */
function bestCondition(
  { codes, count, ends }: BinnedColumn,
  rows: Uint32Array,
  isSelected: Uint8Array,
  selected: number,
): Choice | null {
  hitsIn.fill(0, 0, count);
  rowsIn.fill(0, 0, count);
  for (const row of rows) {
    const bin = codes[row]!;
    rowsIn[bin]!++;
    hitsIn[bin]! += isSelected[row]!;
  }
  return ends === null ? bestCategories(count, selected) : bestInterval(count, selected);
}

function bestInterval(count: number, selected: number): Choice | null {
  let [low, high, most, matchesOfBest, best] = [-1, -1, 0, 0, 0];
  for (let from = 0; from < count; from++) {
    let [hits, matches] = [0, 0];
    for (let to = from; to < count; to++) {
      hits += hitsIn[to]!;
      matches += rowsIn[to]!;
      if (from === 0 && to === count - 1) break;
      const f1 = f1Of(hits, matches, selected);
      if (f1 > best) [low, high, most, matchesOfBest, best] = [from, to, hits, matches, f1];
    }
  }
  if (low < 0) return null;
  const passes = new Uint8Array(noBin + 1).fill(1, low, high + 1);
  return { passes, hits: most, matches: matchesOfBest, f1: best };
}

/**
 * The set of at most four categories with the best F₁, by the iteration of W. Dinkelbach, "On nonlinear fractional
 * programming", Management Science 13, 1967: F₁ = 2 hits / (matches + selected) is above a bound where 2 hits − bound · matches
 * is above bound · selected, and the largest of these differences are found category by category. The next bound is the F₁
 * of that set, until it no longer rises.
 */
function bestCategories(count: number, selected: number): Choice | null {
  const bins = Array.from({ length: count }, (_, bin) => bin).filter((bin) => hitsIn[bin]! > 0);
  const size = Math.min(maxCategories, count - 1);
  let best: Choice | null = null;
  for (;;) {
    const bound = best?.f1 ?? 0;
    const gainOf = (bin: number) => 2 * hitsIn[bin]! - bound * rowsIn[bin]!;
    const chosen = bins
      .filter((bin) => gainOf(bin) > 0)
      .sort((a, b) => gainOf(b) - gainOf(a) || a - b)
      .slice(0, size);
    const next = choiceOf(chosen, selected);
    if (next.f1 <= bound) return best;
    best = next;
  }
}

function choiceOf(bins: readonly number[], selected: number): Choice {
  const passes = new Uint8Array(noBin + 1);
  let [hits, matches] = [0, 0];
  for (const bin of bins) {
    passes[bin] = 1;
    hits += hitsIn[bin]!;
    matches += rowsIn[bin]!;
  }
  return { passes, hits, matches, f1: f1Of(hits, matches, selected) };
}
