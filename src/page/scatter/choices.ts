import { association, objectiveOf, rankByAssociation } from '../../../analysis/index.ts';
import type { Column, NumberColumn, Table } from '../../../history/index.ts';
import { profileOf } from '../../../viz/index.ts';
import { maxObjectives, type ObjectiveChoice, type ScatterSettings } from './settings.ts';

/** Whether a column has numbers that differ. */
function isVaryingNumber(column: Column): column is NumberColumn {
  const { min, max } = profileOf(column);
  return column.kind === 'number' && column.role !== 'flag' && min < max;
}

/** Columns that can be an axis: those of numbers, then those of categories that differ. */
export function axisChoices({ columns }: Table): Column[] {
  const offered = columns.filter(
    (column) => column.role !== 'flag' && (column.kind === 'number' || profileOf(column).varies),
  );
  return [
    ...offered.filter(({ kind }) => kind === 'number'),
    ...offered.filter(({ kind }) => kind === 'category'),
  ];
}

/** The columns of numbers, which can be objectives and sizes. */
export function numberChoices({ columns }: Table): NumberColumn[] {
  return columns.filter((column) => column.kind === 'number' && column.role !== 'flag') as NumberColumn[];
}

/**
 * The columns of the axes: the chosen ones where the table has them. Otherwise y is the objective, and x the parameter that
 * goes with it most, a parameter of numbers before one of categories; without a parameter another column of numbers.
 * Null if no column has numbers.
 */
export function axesOf(
  table: Table,
  rows: Uint32Array,
  objective: string | null,
  chosen: Pick<ScatterSettings, 'x' | 'y'>,
): { x: Column; y: Column } | null {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const find = (name: string | null | undefined) => byName.get(name ?? '');
  const numbers = numberChoices(table);
  if (numbers.length === 0) return null;
  const chosenX = find(chosen.x);
  const guesses = [find(objective), find(objectiveOf(table.columns)?.metric), ...numbers.toReversed()];
  const others = guesses.filter((column) => column !== undefined && column !== chosenX);
  const y = find(chosen.y) ?? others[0] ?? numbers[0]!;
  const x = chosenX ?? companionOf(y, table, rows, byName);
  return { x, y };
}

function companionOf(
  y: Column,
  table: Table,
  rows: Uint32Array,
  byName: ReadonlyMap<string, Column>,
): Column {
  const others = axisChoices(table).filter((column) => column !== y && profileOf(column).varies);
  const parameters = others.filter(({ role }) => role === 'parameter');
  const ranked = rankByAssociation(
    parameters.map(({ name }) => name),
    y,
    byName,
    rows,
  )
    .filter(({ found }) => found !== null)
    .map(({ name }) => byName.get(name)!);
  return (
    ranked.findLast(({ kind }) => kind === 'number') ??
    ranked.at(-1) ??
    parameters[0] ??
    others.find(isVaryingNumber) ??
    others[0] ??
    y
  );
}

const directed = (column: NumberColumn): ObjectiveChoice[] =>
  column.direction === 'none' ? [] : [{ metric: column.name, direction: column.direction }];

/** Two metrics of which one is rather better where the other is worse; null unless two have a direction. */
export function tradeOffOf(
  table: Table,
  rows: Uint32Array,
  objective: ObjectiveChoice | null,
): readonly [ObjectiveChoice, ObjectiveChoice] | null {
  const metrics = numberChoices(table).filter(
    (column) => column.direction !== 'none' && isVaryingNumber(column),
  );
  const guess = objective?.metric ?? objectiveOf(table.columns)?.metric;
  const first = metrics.find(({ name }) => name === guess) ?? metrics.at(-1);
  if (first === undefined) return null;
  const direction = objective?.metric === first.name ? objective.direction : first.direction;
  const signOf = (wanted: string) => (wanted === 'max' ? 1 : -1);
  /** Positive if both are good in the same rows. */
  const agreement = (other: NumberColumn) =>
    (association(first, other, rows)?.value ?? 0) * signOf(direction) * signOf(other.direction);
  const [second] = metrics
    .filter((column) => column !== first)
    .map((column) => ({ column, value: agreement(column) }))
    .sort((a, b) => a.value - b.value);
  if (second === undefined) return null;
  return [
    { metric: first.name, direction: direction as 'min' | 'max' },
    { metric: second.column.name, direction: second.column.direction as 'min' | 'max' },
  ];
}

/**
 * The objectives of the front: the chosen ones that the table has as numbers. Otherwise the columns of the axes that have
 * a direction, x first, and if they are not two, the trade-off.
 */
export function objectivesOf(
  table: Table,
  axes: { readonly x: Column; readonly y: Column },
  tradeOff: readonly ObjectiveChoice[] | null,
  objective: ObjectiveChoice | null,
  chosen: readonly ObjectiveChoice[] | null,
): readonly ObjectiveChoice[] {
  const numbers = numberChoices(table);
  if (chosen !== null) {
    const isKnown = ({ metric }: ObjectiveChoice) => numbers.some(({ name }) => name === metric);
    return chosen.filter(isKnown).slice(0, maxObjectives);
  }
  const onAxes = [...new Set([axes.x, axes.y])].flatMap((column) => {
    if (column.kind !== 'number') return [];
    return objective?.metric === column.name ? [objective] : directed(column);
  });
  if (onAxes.length === 2 || tradeOff === null) return onAxes;
  const rest = tradeOff.filter(({ metric }) => onAxes.every((other) => other.metric !== metric));
  return [...onAxes, ...rest].slice(0, 2);
}
