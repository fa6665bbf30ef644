import { flagOf } from '../../best-flags.ts';
import type { Run } from '../../types.ts';
import type { ColumnUse } from '../flat/classify.ts';
import { labeller, partition } from '../flat/group.ts';
import type { Grouping, Progress } from '../flat/group.ts';
import { runsOfGroups } from '../flat/rows-to-runs.ts';
import { sequencesOf } from '../flat/sequence.ts';
import type { Sequence } from '../flat/sequence.ts';
import type { FlatTable } from '../flat/table.ts';
import type { Context } from '../types.ts';
import type { ColumnChoice, ColumnUseName } from './guess.ts';

/**
 * The runs of a table whose columns are what somebody chose. Rows that agree in all columns of runs and folds are a run,
 * in the order of their epoch or step; without such columns a new run begins where those fall back. Where nothing counts,
 * each row is a run. Rows without a number there are left out, with a note.
 * @param choices one for each column of the table
 */
export function runsOfRoles(
  table: FlatTable,
  choices: readonly ColumnChoice[],
  format: string,
  context: Context,
): Run[] {
  const chosen = (use: ColumnUseName) =>
    choices.flatMap((choice, column) => (choice.use === use ? [column] : []));
  const [step] = chosen('step');
  const [epoch] = chosen('epoch');
  const axis = step ?? epoch;
  const progress: Progress | null =
    axis === undefined ? null : { axis, epoch: epoch ?? null, step: step ?? null };
  const labels = [...chosen('run'), ...chosen('fold')];
  const all = Array.from({ length: table.length }, (_, row) => row);
  const rows = axis === undefined ? all : all.filter((row) => Number.isFinite(table.columns[axis]![row]));
  if (rows.length < all.length) {
    context.note(
      `${String(all.length - rows.length)} rows have no number in "${table.names[axis!]!}" and are left out.`,
    );
  }
  if (rows.length === 0) return [];
  const parts = labels.length > 0 ? partition(table, rows, labels) : [rows];
  const sequences =
    axis === undefined
      ? rows.map((row): Sequence => [[row]])
      : parts.flatMap((part) => inOrder(table, part, axis, labels.length > 0));
  const nameOf = labeller(table, rows, labels);
  const grouping: Grouping = {
    groups: sequences.map((records) => ({ records, name: nameOf(records[0]![0]!), id: null, parent: null })),
    progress,
    used: new Set(),
  };
  const uses = choices.flatMap((choice, column) => useOf(table, choice, column));
  return runsOfGroups(table, grouping, uses, format, context);
}

function useOf(table: FlatTable, { use, direction }: ColumnChoice, column: number): ColumnUse[] {
  const name = table.names[column]!;
  if (use === 'fold') return [{ use, column, name, direction: 'none', isBit: false }];
  if (use === 'parameter') return [{ use, column, name, direction: 'none', isBit: false }];
  if (use !== 'metric') return [];
  // What is no number cannot be better than anything: flags and words stay what they are.
  const isNumeric = table.columns[column]!.every(
    (cell) => typeof cell === 'number' || cell === null || cell === undefined,
  );
  const metric = name.slice(0, -flagOf('').length);
  const isFlag = name === flagOf(metric) && table.names.includes(metric);
  return [
    { use: isNumeric && !isFlag ? 'metric' : 'record', column, name, direction, isBit: isFlag && isNumeric },
  ];
}

/** As a log goes; where that tells nothing, sorted, with rows of the same moment as one record. */
function inOrder(
  table: FlatTable,
  rows: readonly number[],
  axis: number,
  isOneRun: boolean,
): readonly Sequence[] {
  const found = sequencesOf(table, rows, axis, { isOneRun });
  if (found) return found.sequences;
  const cells = table.columns[axis]!;
  const moments = new Map<unknown, number[]>();
  for (const row of rows) moments.set(cells[row], [...(moments.get(cells[row]) ?? []), row]);
  return [[...moments.values()].sort(([a], [b]) => (cells[a!] as number) - (cells[b!] as number))];
}
