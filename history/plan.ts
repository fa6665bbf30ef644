import { flagOf } from './best-flags.ts';
import type { ColumnHead, RawCell } from './column.ts';
import type { ShownRun } from './shown-run.ts';
import type { ColumnRole } from './table.ts';
import type { Direction } from './types.ts';
import { uniqueNames } from './unique.ts';

/** A column to come: what it is called, and how a run's rows fill it from row `at` on. */
export interface PlannedColumn extends ColumnHead {
  readonly fill: (shown: ShownRun, cells: RawCell[], at: number) => void;
}

const BATCH_COUNTS = ['train_batch_count', 'valid_batch_count'];

/** The columns of a table in their order. `onlyValues` leaves out what only a single epoch has. */
export function planColumns(shown: readonly ShownRun[], onlyValues: boolean): PlannedColumn[] {
  const parameters = keysOf(shown, ({ run }) => Object.keys(run.parameters));
  const metrics = keysOf(shown, ({ run }) => [...Object.keys(run.metrics), ...Object.keys(run.summary)]);
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
    ...(shown.some(({ run }) => run.fold !== null) ? [foldColumn] : []),
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
  const names = uniqueNames(shown.map(({ run }) => run.name));
  const nameOf = new Map(shown.map(({ index }, i) => [index, names[i]]));
  return constantColumn('run', 'identity', ({ index }) => nameOf.get(index));
}

const foldColumn = constantColumn('fold', 'parameter', ({ run }) => run.fold ?? undefined);

function parameterColumn(name: string): PlannedColumn {
  return constantColumn(name, 'parameter', ({ run: { parameters } }) =>
    Object.hasOwn(parameters, name) ? parameters[name] : undefined,
  );
}

/** A column with one value a run. */
function constantColumn(name: string, role: ColumnRole, cell: (shown: ShownRun) => RawCell): PlannedColumn {
  const fill: PlannedColumn['fill'] = (shown, cells, at) => {
    cells.fill(cell(shown), at, at + shown.rows.length);
  };
  return { name, role, direction: 'none', fill };
}

function metricColumn(shown: readonly ShownRun[], name: string): PlannedColumn {
  const fill: PlannedColumn['fill'] = (each, cells, at) => {
    const { metrics, summary } = each.run;
    const isSummed = !each.recordKeys.has(name) && Object.hasOwn(summary, name);
    const absent = isSummed ? summary[name] : Object.hasOwn(metrics, name) ? null : undefined;
    fillFromRecords(each, name, absent, cells, at);
  };
  return { name, role: 'metric', direction: directionOf(shown, name), fill };
}

/** Runs of different origin may disagree on a direction; the first that has one decides. */
function directionOf(shown: readonly ShownRun[], metric: string): Direction {
  for (const { run } of shown) {
    const direction = Object.hasOwn(run.metrics, metric) ? run.metrics[metric]!.direction : 'none';
    if (direction !== 'none') return direction;
  }
  return 'none';
}

/** A key of records that is no metric: a flag where all its values are true or false, otherwise a sign of progress. */
function recordColumn(shown: readonly ShownRun[], name: string): PlannedColumn {
  const fill: PlannedColumn['fill'] = (each, cells, at) => {
    fillFromRecords(each, name, each.recordKeys.has(name) ? null : undefined, cells, at);
  };
  const isFlag = shown.every(({ run, recordKeys }) => {
    if (!recordKeys.has(name)) return true;
    return run.records.every((record) => !Object.hasOwn(record, name) || isFlagValue(record[name]));
  });
  return { name, role: isFlag ? 'flag' : 'progress', direction: 'none', fill };
}

function isFlagValue(value: unknown): boolean {
  return typeof value === 'boolean' || value === null;
}

function fillFromRecords(shown: ShownRun, name: string, absent: RawCell, cells: RawCell[], at: number): void {
  const { rows, recordKeys } = shown;
  const isThere = recordKeys.has(name);
  for (let i = 0; i < rows.length; i++) {
    const record = rows[i]!;
    cells[at + i] = isThere && record !== null && Object.hasOwn(record, name) ? record[name] : absent;
  }
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
