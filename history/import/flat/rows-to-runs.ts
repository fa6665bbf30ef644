import { cellAt } from '../../columnar/cells.ts';
import type { Cells } from '../../columnar/cells.ts';
import { recordList } from '../../columnar/record-list.ts';
import { cellsOfRow } from '../../columnar/run-list.ts';
import type { RunRecords } from '../../columnar/run-list.ts';
import type { ParameterValue, Run, Source } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import type { Context } from '../types.ts';
import { classify } from './classify.ts';
import type { ColumnUse } from './classify.ts';
import { flagColumns } from './flag-columns.ts';
import { groupRows } from './group.ts';
import type { Grouping } from './group.ts';
import { nameRuns } from './name-runs.ts';
import { columnsOfRecords } from './record-columns.ts';
import { columnsOfTable, MANY } from './results.ts';
import { cellsOfRecords, countRuns, firstRowOf, recordOfRun } from './table.ts';
import type { FlatTable, Layout } from './table.ts';

/**
 * The runs in a flat table.
 *
 * With a column that counts epochs or steps, a run is a sequence of rows: those that the columns `run`, `name`, … or
 * `fold` say belong together, or those that `from_uid` chains to each other, or all up to where the epochs start again.
 * Without one, each row is a run. What does not change within the runs is a parameter, unless it is named like a metric.
 */
export function runsOfTable(table: FlatTable, format: string, context: Context): readonly Run[] {
  const grouping = groupRows(table, context);
  const uses = classify(table, grouping.groups.layout, grouping.progress !== null, grouping.used);
  return runsOfGroups(table, grouping, uses, format, context);
}

/** The runs that groups of rows are, where it is known what becomes of each column. */
export function runsOfGroups(
  table: FlatTable,
  grouping: Grouping,
  uses: readonly ColumnUse[],
  format: string,
  context: Context,
): readonly Run[] {
  const { groups } = grouping;
  const source: Source = { format, file: context.fileName };
  if (!groups.isLinked && countRuns(groups.layout) > MANY) {
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

/** A run but for its names, which depend on the other runs. */
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
  return Array.from({ length: countRuns(layout) }, (_, run): Draft => {
    const [start, end] = [recordOfRun(layout, run), recordOfRun(layout, run + 1)];
    const first = firstRowOf(layout, run);
    const declared = metrics.filter(({ cells }) => isAnyIn(cells, start, end));
    const foldNumber = fold ? cellAt(table.columns[fold.column]!, first) : null;
    const records = of === null ? [] : recordList({ columns: of.columns, start, end });
    return {
      status: 'unknown',
      source,
      fold: typeof foldNumber === 'number' ? foldNumber : null,
      started: null,
      parameters: cellsOfRow<ParameterValue>(
        parameters.map(({ name, column }) => ({ name, cells: table.columns[column]! })),
        first,
      ),
      metrics: Object.fromEntries(declared.map(({ name, direction }) => [name, { direction }])),
      // Of a small table they are kept: to make them again and again would cost more.
      records: table.length > MANY ? records : [...records],
      summary: progress === null ? cellsOfRow<number | null>(declared, start) : {},
    };
  });
}

function metricsOf(table: FlatTable, layout: Layout, uses: readonly ColumnUse[]) {
  return uses
    .filter(({ use }) => use === 'metric')
    .map((metric) => ({ ...metric, cells: cellsOfRecords(table.columns[metric.column]!, layout) }));
}

/** The records of all runs; null where each row is a run. */
function recordsOf(
  table: FlatTable,
  { groups: { layout }, progress }: Grouping,
  uses: readonly ColumnUse[],
  context: Context,
): RunRecords | null {
  if (progress === null) return null;
  const count = countRuns(layout);
  const starts = Uint32Array.from({ length: count + 1 }, (_, run) => recordOfRun(layout, run));
  const told = columnsOfRecords(table, layout, progress, uses);
  const isFromZero = () => {
    for (let run = 0; run < count; run++) if (cellAt(told[0]!.cells, starts[run]!) === 0) return true;
    return false;
  };
  if (progress.epoch !== null && isFromZero()) {
    context.note('The epochs are counted from 0, as in the file.');
  }
  return { columns: flagColumns(told, metricsOf(table, layout, uses), starts, context), starts };
}

function isAnyIn(cells: Cells, start: number, end: number): boolean {
  for (let row = start; row < end; row++) if (cellAt(cells, row) !== undefined) return true;
  return false;
}
