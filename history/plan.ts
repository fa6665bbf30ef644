import { flagOf } from './best-flags.ts';
import type { ColumnHead, RawCell, Segment } from './column.ts';
import type { ShownRun } from './shown-run.ts';
import type { ColumnRole } from './table.ts';
import type { Direction } from './types.ts';
import { uniqueNames } from './unique.ts';

/** A column to come: what it is called, and the cells of each run's rows. */
export interface PlannedColumn extends ColumnHead {
  readonly cells: (shown: ShownRun) => Segment;
}

const BATCH_COUNTS = ['train_batch_count', 'valid_batch_count'];

/** The columns of a table in their order. `onlyValues` leaves out what only a single epoch has. */
export function planColumns(shown: readonly ShownRun[], onlyValues: boolean): PlannedColumn[] {
  const parameters = keysOf(shown, (each) => Object.keys(each.parameters));
  const metrics = keysOf(shown, (each) => [...Object.keys(each.metrics), ...Object.keys(each.summary)]);
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
    ...(shown.some(({ fold }) => fold !== null) ? [foldColumn] : []),
    ...perEpoch(present(['epoch', 'dur'])),
    ...metricsAndFlags,
    ...perEpoch(others),
    ...perEpoch(present(BATCH_COUNTS)),
    ...inSummary.map((metric) => metricColumn(shown, metric)),
  ];
  const kept = onlyValues ? planned.filter(({ role }) => role !== 'flag' && role !== 'progress') : planned;
  return withUniqueNames(kept);
}

function keysOf(shown: readonly ShownRun[], keys: (each: ShownRun) => Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const each of shown) for (const key of keys(each)) all.add(key);
  return all;
}

function runColumn(shown: readonly ShownRun[]): PlannedColumn {
  const names = uniqueNames(shown.map(({ name }) => name));
  const nameOf = new Map(shown.map(({ index }, i) => [index, names[i]]));
  return constantColumn('run', 'identity', ({ index }) => nameOf.get(index));
}

const foldColumn = constantColumn('fold', 'parameter', ({ fold }) => fold ?? undefined);

function parameterColumn(name: string): PlannedColumn {
  return constantColumn(name, 'parameter', ({ parameters }) =>
    Object.hasOwn(parameters, name) ? parameters[name] : undefined,
  );
}

/** A column with one value a run. */
function constantColumn(name: string, role: ColumnRole, cell: (shown: ShownRun) => RawCell): PlannedColumn {
  const cells: PlannedColumn['cells'] = (each) => ({ kind: 'same', length: each.length, cell: cell(each) });
  return { name, role, direction: 'none', cells };
}

function metricColumn(shown: readonly ShownRun[], name: string): PlannedColumn {
  const cells: PlannedColumn['cells'] = (each) => {
    const { metrics, summary } = each;
    const isSummed = !each.recordKeys.has(name) && Object.hasOwn(summary, name);
    return each.cells(name, isSummed ? summary[name] : Object.hasOwn(metrics, name) ? null : undefined);
  };
  return { name, role: 'metric', direction: directionOf(shown, name), cells };
}

/** Runs of different origin may disagree on a direction; the first that has one decides. */
function directionOf(shown: readonly ShownRun[], metric: string): Direction {
  for (const { metrics } of shown) {
    const direction = Object.hasOwn(metrics, metric) ? metrics[metric]!.direction : 'none';
    if (direction !== 'none') return direction;
  }
  return 'none';
}

/** A key of records that is no metric: a flag where all its values are true or false, otherwise a sign of progress. */
function recordColumn(shown: readonly ShownRun[], name: string): PlannedColumn {
  const cells: PlannedColumn['cells'] = (each) =>
    each.cells(name, each.recordKeys.has(name) ? null : undefined);
  const isFlag = shown.every((each) => !each.recordKeys.has(name) || each.isFlag(name));
  return { name, role: isFlag ? 'flag' : 'progress', direction: 'none', cells };
}

/** Parameters give way to the other columns when names meet, since metrics and progress are looked up by name. */
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
