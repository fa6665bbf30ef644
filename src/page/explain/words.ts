import { printFilter, type SelectionRule } from '../../../analysis/index.ts';
import type { Units } from './units.ts';

/** A rule that random selections match more often than this is no explanation. */
const SIGNIFICANCE = 0.05;

const count = (number: number) => number.toLocaleString('en');
const percent = (share: number) => `${String(Math.round(100 * share))} %`;

/** Whether random selections hardly ever find a rule as good. */
export function beatsChance({ p }: SelectionRule): boolean {
  return p !== null && p <= SIGNIFICANCE;
}

/**
 * What a rule says about a selection, and how often chance finds one as good.
 * @param mask 1 for each row of the table for which the rule holds
 */
export function describeRule(
  rule: SelectionRule,
  { rows, selection }: Units,
  mask: Uint8Array,
  noun: 'runs' | 'configurations',
): string {
  const asGood = Math.round((rule.p ?? 1) * (rule.permutations + 1)) - 1;
  const text = `“${printFilter(rule.filter)}”`;
  const chance = `in ${count(asGood)} of ${count(rule.permutations)}`;
  if (!beatsChance(rule))
    return `No rule beats chance: a random selection of that size finds one as good as ${text} ${chance}.`;
  const held = (among: Uint32Array) => among.reduce((sum, row) => sum + mask[row]!, 0);
  const [matches, hits] = [held(rows), held(selection)];
  return (
    `${text} finds ${count(hits)} of the ${count(selection.length)} selected ${noun} ` +
    `(recall ${percent(hits / selection.length)}, precision ${percent(hits / matches)}); ` +
    `a random selection of that size finds one as good ${chance}.`
  );
}
