import { evenIndices } from '../../../analysis/index.ts';
import { MISSING, NOT_APPLICABLE, type Column } from '../../../history/index.ts';
import { axisKind } from './axis-kinds.ts';
import { targetOf } from './target.ts';

/** However many parameters there are, so many metrics are seen beside them. */
const fewestGoals = 3;

/** Words of a metric on data that the training has not seen: it tells more than the same on the training data. */
const HELD_OUT = /(?:^|[^a-z])(?:val|valid|validation|dev|eval|test|holdout)(?:[^a-z]|$)/;

/**
 * Of the columns that would have an axis, `most` at most that have one at first, in the order given. Where all fit, all
 * have one. Otherwise parameters and what a run is at (its epoch) come before metrics with a direction, of which three
 * have room in any case, the target first and then those on held-out data; then other measures. Statistics of the network's health stay
 * hidden, unless there is nothing else to see. Of each kind those come last that hardly any row has, as where many tools'
 * runs lie beside each other. Else it depends on names and roles alone, so that rows that arrive move nothing.
 */
export function firstAxes(columns: readonly Column[], most: number): Column[] {
  if (columns.length <= most) return [...columns];
  const isKind = (...kinds: string[]) => columns.filter((column) => kinds.includes(axisKind(column)));
  const rare = new Set(columns.filter(isRare));
  const commonFirst = (kind: Column[]) => kind.sort((a, b) => Number(rare.has(a)) - Number(rare.has(b)));
  const target = targetOf(columns);
  const goals = commonFirst(isKind('goal').sort((a, b) => trainingRank(a) - trainingRank(b))).sort(
    (a, b) => Number(b === target) - Number(a === target),
  );
  const [at = [], later = []] = splitAfter(commonFirst(isKind('progress')), 1);
  const parameters = commonFirst(isKind('parameter', 'identity'));
  const forParameters = most - Math.min(fewestGoals, goals.length) - at.length;
  const [early = [], late = []] = splitAfter(parameters, Math.max(1, forParameters));
  const ranked = [...early, ...at, ...goals, ...isKind('measure'), ...later, ...late];
  const chosen = new Set((ranked.length > 0 ? ranked : columns).slice(0, most));
  return columns.filter((column) => chosen.has(column));
}

/** Rows that are sampled, and the least share of them that has a value of a common column. */
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
