import { evenIndices } from '../../../analysis/index.ts';
import { MISSING, NOT_APPLICABLE, type Column } from '../../../history/index.ts';
import { axisKind } from './axis-kinds.ts';
import { targetOf } from './target.ts';

/** Minimum number of metrics that are shown, however many parameters there are. */
const minGoals = 3;

/** Words in the names of metrics on held-out data. */
const HELD_OUT = /(?:^|[^a-z])(?:val|valid|validation|dev|eval|test|holdout)(?:[^a-z]|$)/;

/**
 * Selects at most `max` of `columns` for the initial axes and keeps their order. If not all fit, parameters and progress
 * (the epoch) come before metrics with a direction, of which at least three are included: the target first, then those on
 * held-out data; then other measures. Statistics of the network's health are only used if there is nothing else. Within
 * each kind, columns that hardly any row has come last. Otherwise the choice depends on names and roles only, so that added
 * rows do not change it.
 */
export function firstAxes(columns: readonly Column[], max: number): Column[] {
  if (columns.length <= max) return [...columns];
  const isKind = (...kinds: string[]) => columns.filter((column) => kinds.includes(axisKind(column)));
  const rare = new Set(columns.filter(isRare));
  const commonFirst = (kind: Column[]) => kind.sort((a, b) => Number(rare.has(a)) - Number(rare.has(b)));
  const target = targetOf(columns);
  const goals = commonFirst(isKind('goal').sort((a, b) => trainingRank(a) - trainingRank(b))).sort(
    (a, b) => Number(b === target) - Number(a === target),
  );
  const [at = [], later = []] = splitAfter(commonFirst(isKind('progress')), 1);
  const parameters = commonFirst(isKind('parameter', 'identity'));
  const forParameters = max - Math.min(minGoals, goals.length) - at.length;
  const [early = [], late = []] = splitAfter(parameters, Math.max(1, forParameters));
  const ranked = [...early, ...at, ...goals, ...isKind('measure'), ...later, ...late];
  const chosen = new Set((ranked.length > 0 ? ranked : columns).slice(0, max));
  return columns.filter((column) => chosen.has(column));
}

/** Number of sampled rows, and the minimum fraction of them with a value for a column to be common. */
const maxRows = 2000;
const commonShare = 1 / 50;

function isRare({ absence }: Column): boolean {
  if (absence === null) return false;
  const rows = evenIndices(absence.length, maxRows);
  const present = rows.filter((row) => absence[row] !== MISSING && absence[row] !== NOT_APPLICABLE);
  return present.length < commonShare * rows.length;
}

function trainingRank({ name }: Column): number {
  return HELD_OUT.test(name.toLowerCase()) ? 0 : 1;
}

function splitAfter<Item>(items: readonly Item[], count: number): [Item[], Item[]] {
  return [items.slice(0, count), items.slice(count)];
}
