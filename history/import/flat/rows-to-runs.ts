import { setOwn } from '../../own.ts';
import type { Dictionary, EpochRecord, ParameterValue, RecordValue, Run, Source } from '../../types.ts';
import { uniqueNames } from '../../unique.ts';
import { withFlags } from '../shared/flags.ts';
import type { Context } from '../types.ts';
import { classify } from './classify.ts';
import type { ColumnUse } from './classify.ts';
import { filledEpochs } from './fill-epochs.ts';
import { groupRows } from './group.ts';
import type { Group, Grouping, Progress } from './group.ts';
import { nameRuns } from './name-runs.ts';
import { mergedCell } from './table.ts';
import type { FlatTable } from './table.ts';

/**
 * The runs in a flat table.
 *
 * With a column that counts epochs or steps, a run is a sequence of rows: those that the columns `run`, `name`, … or
 * `fold` say belong together, or those that `from_uid` chains to each other, or all up to where the epochs start again.
 * Without one, each row is a run. What does not change within the runs is a parameter, unless it is named like a metric.
 */
export function runsOfTable(table: FlatTable, format: string, context: Context): Run[] {
  const grouping = groupRows(table, context);
  const uses = classify(table, grouping.groups, grouping.progress !== null, grouping.used);
  return runsOfGroups(table, grouping, uses, format, context);
}

/** The runs that groups of rows are, where it is known what becomes of each column. */
export function runsOfGroups(
  table: FlatTable,
  { groups, progress }: Grouping,
  uses: readonly ColumnUse[],
  format: string,
  context: Context,
): Run[] {
  const source: Source = { format, file: context.fileName };
  const drafts = groups.map((group) => draftRun(table, uses, group, progress, source));
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
  const isByEpoch = progress !== null && progress.epoch !== null;
  const fromZero = isByEpoch && runs.some(({ records }) => records[0]?.epoch === 0);
  if (fromZero) context.note('The epochs are counted from 0, as in the file.');
  return withFlags(runs, context);
}

/** A run but for its names, which depend on the other runs. */
type Draft = Omit<Run, 'id' | 'name' | 'parent'>;

function draftRun(
  table: FlatTable,
  uses: readonly ColumnUse[],
  group: Group,
  progress: Progress | null,
  source: Source,
): Draft {
  const first = group.records[0]![0]!;
  const cellAt = (row: number, column: number) => table.columns[column]![row];
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
    records: progress === null ? [] : recordsOf(table, uses, group, progress),
    summary:
      progress === null
        ? present(declared.map(({ name, column }) => [name, cellAt(first, column) as number | null]))
        : {},
  };
}

/** Where a log counts steps, records have them, and as epoch the epoch that they are of, or the step where none is told. */
function recordsOf(
  table: FlatTable,
  uses: readonly ColumnUse[],
  { records }: Group,
  { axis, epoch, step }: Progress,
): EpochRecord[] {
  const positions = records.map((rows) => table.columns[axis]![rows[0]!] as number);
  const epochs =
    step === null || epoch === null
      ? positions
      : (filledEpochs(records.map((rows) => mergedCell(table, rows, epoch))) ?? positions);
  const kept = uses.filter(({ use }) => use === 'metric' || use === 'record');
  return records.map((rows, i) => {
    const record: Record<string, RecordValue> = { epoch: epochs[i]! };
    if (step !== null) record.step = positions[i]!;
    for (const { name, column, isBit } of kept) {
      const cell = mergedCell(table, rows, column);
      if (cell !== undefined) setOwn(record, name, isBit && typeof cell === 'number' ? cell === 1 : cell);
    }
    return record as EpochRecord;
  });
}

function present<Value extends ParameterValue>(
  entries: readonly (readonly [string, Value | undefined])[],
): Dictionary<Value> {
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, Value] => entry[1] !== undefined),
  );
}
