import { cellAt, countKinds, gatherCells, kindAt, NUMBER, TEXT } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { recordList } from '../../../runs/record-list.ts';
import { cellsOfRow } from '../../../runs/run-list.ts';
import type { RunRecords } from '../../../runs/run-list.ts';
import { idsOfRuns, joinRunLists, renameRuns } from '../../../runs/run-parts.ts';
import type { ParameterValue, Run, Source } from '../../../types.ts';
import { uniqueNames } from '../../../unique.ts';
import type { Context } from '../../types.ts';
import { withoutSentinels } from '../../values/sentinels.ts';
import { aboutRuns } from './about-runs.ts';
import { classify } from '../classify.ts';
import type { ColumnUse } from '../classify.ts';
import { withRowsInOrder } from '../counters/rows-in-order.ts';
import { withStepsThroughEpochs } from '../counters/steps-in-epochs.ts';
import { flagColumns } from '../flag-columns.ts';
import { groupRows } from './group.ts';
import type { Grouping } from './group.ts';
import { knownName } from '../known-names.ts';
import type { KnownName } from '../known-names.ts';
import { nameRuns } from './name-runs.ts';
import { columnsOfRecords } from '../record-columns.ts';
import { columnsOfTable, MAX_EAGER_ROWS } from '../results.ts';
import { cellsOfRecords, countRuns, firstRowOf, recordOfRun } from '../table.ts';
import type { FlatTable, Layout } from '../table.ts';

/**
 * Returns the runs of a flat table.
 *
 * With a column of epochs or steps, a run is a sequence of rows: those with equal `run`, `name`, … or `fold`, those linked by
 * `from_uid`, or all rows until the epochs restart. Without one, each row is a run, unless the rows are a
 * history in order. A column that is constant within runs is a parameter, unless it is named like a metric.
 */
export function runsOfTable(given: FlatTable, format: string, context: Context): readonly Run[] {
  const known = withoutSentinels(given, context.note);
  const counted = withRowsInOrder(known);
  if (counted !== known)
    context.note('No column counts the rows: they are counted as epochs in their order.');
  const table = withStepsThroughEpochs(counted, context.note);
  const parts = splitWithoutEpochs(table);
  if (parts === null) return runsOfRows(table, format, context);
  const runs = joinRunLists(parts.map((part) => runsOfRows(part, format, context)));
  return renameRuns(runs, uniqueNames(idsOfRuns(runs)), (parent) => parent);
}

function runsOfRows(table: FlatTable, format: string, context: Context): readonly Run[] {
  const grouping = groupRows(table, context);
  const uses = classify(table, grouping.groups.layout, grouping.progress !== null, grouping.used);
  return runsOfGroups(table, grouping, uses, format, context);
}

/**
 * Splits a table into the rows of runs with epochs and those of runs without, such as trials that failed before the first
 * epoch. Returns null if all runs have epochs, or not all rows have the name of a run.
 */
function splitWithoutEpochs(table: FlatTable): readonly FlatTable[] | null {
  const columnsOf = (...known: readonly KnownName[]) => {
    return table.names.flatMap((name, column) => (known.includes(knownName(name)!) ? [column] : []));
  };
  const counters = columnsOf('epoch', 'step');
  const names = columnsOf('run');
  if (counters.length === 0 || names.length === 0 || columnsOf('from').length > 0 || table.restarts.size > 0)
    return null;
  const isFull = (column: number) => countKinds(table.columns[column]!)[NUMBER] === table.length;
  if (counters.some(isFull)) return null;
  const hasEpoch = (row: number) => {
    return counters.some((column) => kindAt(table.columns[column]!, row) === NUMBER);
  };
  const rows = Array.from({ length: table.length }, (_, row) => row);
  const bare = rows.filter((row) => !hasEpoch(row));
  const isNamed = names.every((column) => countKinds(table.columns[column]!)[TEXT] === table.length);
  if (bare.length === 0 || bare.length === table.length || !isNamed) return null;
  const nameOf = (row: number) =>
    names.map((column) => String(cellAt(table.columns[column]!, row))).join('\0');
  const namesWithEpochs = new Set(rows.filter(hasEpoch).map(nameOf));
  const without = new Set(bare.filter((row) => !namesWithEpochs.has(nameOf(row))));
  if (without.size === 0) return null;
  const all = table.names.map((_, column) => column);
  // Columns without values in these runs are not applicable to them.
  const isUsed = (column: number) =>
    [...without].some((row) => (cellAt(table.columns[column]!, row) ?? null) !== null);
  return [
    tableOf(
      table,
      rows.filter((row) => !without.has(row)),
      all,
    ),
    tableOf(
      table,
      [...without],
      all.filter((column) => !counters.includes(column) && isUsed(column)),
    ),
  ];
}

function tableOf(table: FlatTable, rows: readonly number[], columns: readonly number[]): FlatTable {
  const taken = Uint32Array.from(rows);
  return {
    names: columns.map((column) => table.names[column]!),
    length: rows.length,
    columns: columns.map((column) => gatherCells(table.columns[column]!, taken)),
    restarts: new Set(),
    ...(table.metrics && { metrics: table.metrics }),
  };
}

/** Creates the runs of grouped rows with classified columns. */
export function runsOfGroups(
  table: FlatTable,
  grouping: Grouping,
  uses: readonly ColumnUse[],
  format: string,
  context: Context,
): readonly Run[] {
  const { groups } = grouping;
  const source: Source = { format, file: context.fileName };
  if (!groups.isLinked && countRuns(groups.layout) > MAX_EAGER_ROWS) {
    return columnsOfTable(
      table,
      groups,
      uses,
      source,
      context.title,
      recordsOf(table, grouping, uses, context),
    );
  }
  const drafts = draftRuns(table, grouping, uses, source, context);
  const names = nameRuns(groups.nameOf, drafts, context.title);
  const ids = uniqueNames(names.map((name, run) => groups.idOf(run) ?? name));
  const runs = drafts.map((draft, run): Run => {
    const parent = groups.parentOf(run);
    return { ...draft, id: ids[run]!, name: names[run]!, parent: parent === null ? null : ids[parent]! };
  });
  return runs;
}

/** A run without its names, which depend on the other runs. */
type Draft = Omit<Run, 'id' | 'name' | 'parent'>;

function draftRuns(
  table: FlatTable,
  grouping: Grouping,
  uses: readonly ColumnUse[],
  source: Source,
  context: Context,
): Draft[] {
  const {
    groups: { layout },
    progress,
  } = grouping;
  const parameters = uses.filter(({ use }) => use === 'parameter');
  const fold = uses.find(({ use }) => use === 'fold');
  const metrics = metricsOf(table, layout, uses);
  const of = recordsOf(table, grouping, uses, context);
  const about = aboutRuns(table);
  return Array.from({ length: countRuns(layout) }, (_, run): Draft => {
    const [start, end] = [recordOfRun(layout, run), recordOfRun(layout, run + 1)];
    const first = firstRowOf(layout, run);
    const declared = metrics.filter(({ cells }) => isAnyIn(cells, start, end));
    const foldNumber = fold ? cellAt(table.columns[fold.column]!, first) : null;
    const records = of === null ? [] : recordList({ columns: of.columns, start, end });
    return {
      status: about.statusAt(first),
      source,
      fold: typeof foldNumber === 'number' ? foldNumber : null,
      started: about.startedAt(first),
      parameters: cellsOfRow<ParameterValue>(
        parameters.map(({ name, column }) => ({ name, cells: table.columns[column]! })),
        first,
      ),
      metrics: Object.fromEntries(declared.map(({ name, direction }) => [name, { direction }])),
      // Records of a small table are created once, which is cheaper than on each access.
      records: table.length > MAX_EAGER_ROWS ? records : [...records],
      summary: progress === null ? cellsOfRow<number | null>(declared, start) : {},
    };
  });
}

function metricsOf(table: FlatTable, layout: Layout, uses: readonly ColumnUse[]) {
  return uses
    .filter(({ use }) => use === 'metric')
    .map((metric) => ({ ...metric, cells: cellsOfRecords(table.columns[metric.column]!, layout) }));
}

/** Returns the records of all runs; null if each row is a run. */
function recordsOf(
  table: FlatTable,
  { groups: { layout }, progress }: Grouping,
  uses: readonly ColumnUse[],
  context: Context,
): RunRecords | null {
  if (progress === null) return null;
  const count = countRuns(layout);
  const starts = Uint32Array.from({ length: count + 1 }, (_, run) => recordOfRun(layout, run));
  const columns = columnsOfRecords(table, layout, progress, uses);
  const isFromZero = () => {
    for (let run = 0; run < count; run++) if (cellAt(columns[0]!.cells, starts[run]!) === 0) return true;
    return false;
  };
  if (progress.epoch !== null && isFromZero()) {
    context.note('The epochs are counted from 0, as in the file.');
  }
  return { columns: flagColumns(columns, metricsOf(table, layout, uses), starts, context), starts };
}

function isAnyIn(cells: Cells, start: number, end: number): boolean {
  for (let row = start; row < end; row++) if (cellAt(cells, row) !== undefined) return true;
  return false;
}
