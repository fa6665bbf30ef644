import { setOwn } from '../../own.ts';
import type { Dictionary, EpochRecord, ParameterValue, RecordValue, Run, Source } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import { withFlags } from '../flags.ts';
import type { Context } from '../types.ts';
import { classify } from './classify.ts';
import type { ColumnUse } from './classify.ts';
import { groupRows } from './group.ts';
import type { Group } from './group.ts';
import { nameRuns } from './name-runs.ts';
import { mergedCell } from './table.ts';
import type { FlatTable } from './table.ts';

/**
 * The runs in a flat table.
 *
 * With a column that counts epochs, a run is a sequence of rows: those that the columns `run`, `name`, … or `fold` say
 * belong together, or those that `from_uid` chains to each other, or all up to where the epochs start again. Without
 * one, each row is a run. What does not change within the runs is a parameter, unless it is named like a metric.
 */
export function runsOfTable(table: FlatTable, format: string, context: Context): Run[] {
  const source: Source = { format, file: context.fileName };
  const { groups, epoch, used } = groupRows(table, context);
  const uses = classify(table, groups, epoch, used);
  const drafts = groups.map((group) => draftRun(table, uses, group, epoch, source));
  const names = nameRuns(groups, drafts, context.title);
  const ids = uniqueNames(groups.map(({ id }, i) => id ?? names[i]!));
  const runs = drafts.map((draft, i): Run => {
    const { parent } = groups[i]!;
    return {
      ...draft,
      id: ids[i]!,
      name: names[i]!,
      parent: parent === null ? null : ids[parent]!,
    };
  });
  const fromZero = runs.some(({ records }) => records[0]?.epoch === 0);
  if (fromZero) context.note('The epochs are counted from 0, as in the file.');
  return withFlags(runs, context);
}

/** A run but for its names, which depend on the other runs. */
type Draft = Omit<Run, 'id' | 'name' | 'parent'>;

function draftRun(
  table: FlatTable,
  uses: readonly ColumnUse[],
  group: Group,
  epoch: number | null,
  source: Source,
): Draft {
  const first = group.records[0]![0]!;
  const cellAt = (row: number, column: number) => table.rows[row]![column];
  const declared = uses.filter(
    ({ use, column }) =>
      use === 'metric' && group.records.some((rows) => mergedCell(table, rows, column) !== undefined),
  );
  const parameters = uses
    .filter(({ use }) => use === 'parameter')
    .map(({ name, column }) => {
      return [name, cellAt(first, column)] as const;
    });
  const fold = uses.find(({ use }) => use === 'fold');
  const foldNumber = fold ? cellAt(first, fold.column) : null;
  return {
    status: 'unknown',
    source,
    fold: typeof foldNumber === 'number' ? foldNumber : null,
    started: null,
    parameters: present(parameters),
    metrics: Object.fromEntries(declared.map(({ name, direction }) => [name, { direction }])),
    records: epoch === null ? [] : group.records.map((rows) => recordOf(table, uses, rows, epoch)),
    summary:
      epoch === null
        ? present(declared.map(({ name, column }) => [name, cellAt(first, column) as number | null]))
        : {},
  };
}

function recordOf(
  table: FlatTable,
  uses: readonly ColumnUse[],
  rows: readonly number[],
  epoch: number,
): EpochRecord {
  const record: Record<string, RecordValue> = { epoch: table.rows[rows[0]!]![epoch] as number };
  for (const { use, name, column, isBit } of uses) {
    if (use !== 'metric' && use !== 'record') continue;
    const cell = mergedCell(table, rows, column);
    if (cell !== undefined) setOwn(record, name, isBit && typeof cell === 'number' ? cell === 1 : cell);
  }
  return record as EpochRecord;
}

function present<Value extends ParameterValue>(
  entries: readonly (readonly [string, Value | undefined])[],
): Dictionary<Value> {
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, Value] => entry[1] !== undefined),
  );
}
