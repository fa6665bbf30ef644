import { flagOf } from '../best-flags.ts';
import type { ColumnHead, Segment } from './column.ts';
import type { ShownRuns } from './shown-runs.ts';
import type { Direction } from '../types.ts';
import { uniqueNames } from '../unique.ts';

/** A planned column: its head, and the cells of each run's rows. */
export interface PlannedColumn extends ColumnHead {
  readonly cells: (shown: ShownRuns) => Segment;
}

const BATCH_COUNTS = ['train_batch_count', 'valid_batch_count'];

/** The columns of a table in order. `onlyValues` excludes columns that only make sense for a single epoch. */
export function planColumns(shown: readonly ShownRuns[], onlyValues: boolean): PlannedColumn[] {
  const parameters = keysOf(shown, (each) => each.parameters);
  const metrics = keysOf(shown, (each) => each.metrics);
  const recordKeys = keysOf(shown, (each) => each.recordKeys);
  const inRecords = [...metrics].filter((metric) => recordKeys.has(metric));
  const inSummary = [...metrics].filter((metric) => !recordKeys.has(metric));

  const placed = new Set(['epoch', 'dur', ...BATCH_COUNTS, ...inRecords]);
  const metricsAndFlags = inRecords.flatMap((metric) => {
    const flag = flagOf(metric);
    if (!recordKeys.has(flag) || placed.has(flag)) return [metricColumn(shown, metric)];
    placed.add(flag);
    return [metricColumn(shown, metric), recordColumn(shown, flag)];
  });
  const present = (names: readonly string[]) => names.filter((name) => recordKeys.has(name));
  const perEpoch = (names: readonly string[]) => names.map((name) => recordColumn(shown, name));
  const others = [...recordKeys].filter((key) => !placed.has(key));

  const planned = [
    runColumn(shown),
    ...[...parameters].map(parameterColumn),
    ...(shown.some(({ hasFolds }) => hasFolds) ? [foldColumn] : []),
    ...perEpoch(present(['epoch', 'dur'])),
    ...metricsAndFlags,
    ...perEpoch(others),
    ...perEpoch(present(BATCH_COUNTS)),
    ...inSummary.map((metric) => metricColumn(shown, metric)),
  ];
  const kept = onlyValues ? planned.filter(({ role }) => role !== 'flag' && role !== 'progress') : planned;
  return withUniqueNames(kept);
}

function keysOf(shown: readonly ShownRuns[], keys: (each: ShownRuns) => Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const each of shown) for (const key of keys(each)) all.add(key);
  return all;
}

function runColumn(shown: readonly ShownRuns[]): PlannedColumn {
  const [only] = shown;
  const isUnique = shown.length === 1 && only!.areNamesUnique;
  const unique = isUnique ? only!.names : uniqueNames(shown.flatMap(({ names }) => names));
  const namesOf = new Map<ShownRuns, readonly string[]>();
  let at = 0;
  for (const each of shown) {
    namesOf.set(each, isUnique ? unique : unique.slice(at, at + each.names.length));
    at += each.names.length;
  }
  const cells: PlannedColumn['cells'] = (each) => each.namedCells(namesOf.get(each)!);
  return { name: 'run', role: 'identity', direction: 'none', cells };
}

const foldColumn: PlannedColumn = {
  name: 'fold',
  role: 'parameter',
  direction: 'none',
  cells: (each) => each.foldCells(),
};

function parameterColumn(name: string): PlannedColumn {
  return { name, role: 'parameter', direction: 'none', cells: (each) => each.parameterCells(name) };
}

function metricColumn(shown: readonly ShownRuns[], name: string): PlannedColumn {
  const cells: PlannedColumn['cells'] = (each) => each.metricCells(name);
  return { name, role: 'metric', direction: directionOf(shown, name), cells };
}

/** Runs from different tools can have different directions; the first one with a direction is used. */
function directionOf(shown: readonly ShownRuns[], metric: string): Direction {
  for (const each of shown) {
    const direction = each.directionOf(metric);
    if (direction !== 'none') return direction;
  }
  return 'none';
}

/** A column for a key that is not a metric: a flag if all values are booleans, else progress. */
function recordColumn(shown: readonly ShownRuns[], name: string): PlannedColumn {
  const cells: PlannedColumn['cells'] = (each) => each.recordCells(name);
  const isFlag = shown.every((each) => !each.recordKeys.has(name) || each.isFlag(name));
  return { name, role: isFlag ? 'flag' : 'progress', direction: 'none', cells };
}

/** In case of equal names, parameters are renamed, since metrics and progress are looked up by name. */
function withUniqueNames(planned: readonly PlannedColumn[]): PlannedColumn[] {
  const isParameter = ({ role }: PlannedColumn) => role === 'parameter';
  const inOrder = [...planned.filter((column) => !isParameter(column)), ...planned.filter(isParameter)];
  const seen = new Set<string>();
  const wanted = inOrder.map(({ name, role }) => {
    const free = seen.has(name) ? `${name} (${role})` : name;
    seen.add(free);
    return free;
  });
  const names = new Map(uniqueNames(wanted).map((name, i) => [inOrder[i], name]));
  return planned.map((column) => ({ ...column, name: names.get(column)! }));
}
