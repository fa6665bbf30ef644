import { cellAt } from '../../columnar/cells.ts';
import type { Cells } from '../../columnar/cells.ts';
import { recordList } from '../../columnar/record-list.ts';
import { cellsOfRow } from '../../columnar/run-list.ts';
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
import { MANY, tableOfResults } from './results.ts';
import { cellsOfRecords, countRuns, firstRowOf, recordOfRun } from './table.ts';
import type { FlatTable } from './table.ts';

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
  const { groups, progress } = grouping;
  const source: Source = { format, file: context.fileName };
  if (progress === null && !groups.isLinked && groups.layout.rows.length > MANY) {
    return tableOfResults(table, groups, uses, source, context.title);
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
  { groups: { layout }, progress }: Grouping,
  uses: readonly ColumnUse[],
  source: Source,
  context: Context,
): Draft[] {
  const parameters = uses.filter(({ use }) => use === 'parameter');
  const fold = uses.find(({ use }) => use === 'fold');
  const metrics = uses
    .filter(({ use }) => use === 'metric')
    .map((metric) => ({ ...metric, cells: cellsOfRecords(table.columns[metric.column]!, layout) }));
  const ranges = Array.from({ length: countRuns(layout) }, (_, run) => ({
    start: recordOfRun(layout, run),
    end: recordOfRun(layout, run + 1),
  }));
  const told = progress === null ? [] : columnsOfRecords(table, layout, progress, uses);
  const isByEpoch = progress !== null && progress.epoch !== null;
  if (isByEpoch && ranges.some(({ start }) => cellAt(told[0]!.cells, start) === 0)) {
    context.note('The epochs are counted from 0, as in the file.');
  }
  const columns = flagColumns(told, progress === null ? [] : metrics, ranges, context);
  return ranges.map(({ start, end }, run): Draft => {
    const first = firstRowOf(layout, run);
    const declared = metrics.filter(({ cells }) => isAnyIn(cells, start, end));
    const foldNumber = fold ? cellAt(table.columns[fold.column]!, first) : null;
    const records = progress === null ? [] : recordList({ columns, start, end });
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

function isAnyIn(cells: Cells, start: number, end: number): boolean {
  for (let row = start; row < end; row++) if (cellAt(cells, row) !== undefined) return true;
  return false;
}
