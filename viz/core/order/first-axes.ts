import type { Column } from '../../../history/index.ts';
import { axisKind } from './axis-kinds.ts';
import { coverage, isIncidental } from './suitability.ts';
import { isObjective, targetOf } from './target.ts';

/** Minimum number of metrics that are shown, however many parameters there are. */
const minGoals = 3;

/** Words in the names of metrics on held-out data. */
const HELD_OUT = /(?:^|[^a-z])(?:val|valid|validation|dev|eval|test|holdout)(?:[^a-z]|$)/;

/**
 * Selects at most `max` of `columns` for the initial axes and keeps their order. The target is always included. Columns that
 * identify runs or say when and where they ran are only used if there is nothing else. If not all fit, parameters and
 * progress (the epoch) come before metrics with a direction, of which at least three are included: the target first, then
 * those on held-out data; then other measures. Statistics of the network's health are only used if there is nothing else.
 * Within each kind, columns that hardly any row has come last.
 */
export function firstAxes(columns: readonly Column[], max: number, objective?: string): Column[] {
  const telling = columns.filter((column) => column.name === objective || !isIncidental(column));
  const candidates = telling.length > 0 ? telling : columns;
  if (candidates.length <= max) return [...candidates];
  const isKind = (...kinds: string[]) => candidates.filter((column) => kinds.includes(axisKind(column)));
  const rare = new Set(candidates.filter((column) => coverage(column) < commonShare));
  const commonFirst = (kind: Column[]) => kind.sort((a, b) => Number(rare.has(a)) - Number(rare.has(b)));
  const target = targetOf(candidates, objective);
  const goals = commonFirst(isKind('goal').sort((a, b) => trainingRank(a) - trainingRank(b)));
  const [at = [], later = []] = splitAfter(commonFirst(isKind('progress')), 1);
  const parameters = commonFirst(isKind('parameter', 'identity'));
  const count = new Set([...goals, ...(target ? [target] : [])]).size;
  const forParameters = max - Math.min(minGoals, count) - at.length;
  const [early = [], late = []] = splitAfter(parameters, Math.max(1, forParameters));
  const ranked = [...early, ...at, ...goals, ...isKind('measure'), ...later, ...late];
  // Columns of numbers without any metric have no target that matters more than the others.
  const isChosen = target !== undefined && (target.name === objective || isObjective(target));
  const first = isChosen ? [target] : [];
  const chosen = new Set(
    [...new Set([...first, ...(ranked.length > 0 ? ranked : candidates)])].slice(0, max),
  );
  return candidates.filter((column) => chosen.has(column));
}

/** Minimum fraction of rows with a value for a column to be common. */
const commonShare = 1 / 50;

function trainingRank({ name }: Column): number {
  return HELD_OUT.test(name.toLowerCase()) ? 0 : 1;
}

function splitAfter<Item>(items: readonly Item[], count: number): [Item[], Item[]] {
  return [items.slice(0, count), items.slice(count)];
}
