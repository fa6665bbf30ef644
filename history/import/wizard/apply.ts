import { flagOf } from '../../best-flags.ts';
import { cellAt, isNumbersOrNone } from '../../runs/cells.ts';
import type { Run } from '../../types.ts';
import type { ColumnUse } from '../flat/classify.ts';
import { labeller, layoutOf, UNNAMED } from '../flat/runs/group.ts';
import type { Grouping, Groups, Progress } from '../flat/runs/group.ts';
import { breakCycles, groupLineage } from '../flat/runs/lineage.ts';
import { countParts, partition } from '../flat/runs/partition.ts';
import { runsOfGroups } from '../flat/runs/rows-to-runs.ts';
import { sequencesOf } from '../flat/sequence.ts';
import type { Sequence } from '../flat/sequence.ts';
import { allRows, countRuns, finiteRows, firstRowOf } from '../flat/table.ts';
import type { FlatTable, Layout } from '../flat/table.ts';
import type { Context } from '../types.ts';
import type { ColumnChoice, ColumnUseName } from './guess.ts';

/**
 * Returns the runs of a table with the chosen column roles. Rows with equal run and fold columns form a run, sorted by epoch
 * or step; without such columns a new run begins where the epoch or step decreases. Without epoch and step, each row is a
 * run. Rows without an epoch or step are left out, with a note.
 * A column of parents links runs by the first run column; if each row has a value of its own there, rows are chained as in
 * HiPlot.
 * @param choices one per column of the table
 */
export function runsOfRoles(
  table: FlatTable,
  choices: readonly ColumnChoice[],
  format: string,
  context: Context,
): readonly Run[] {
  const chosen = (use: ColumnUseName) =>
    choices.flatMap((choice, column) => (choice.use === use ? [column] : []));
  const [step] = chosen('step');
  const [epoch] = chosen('epoch');
  const axis = step ?? epoch;
  const progress: Progress | null =
    axis === undefined ? null : { axis, epoch: epoch ?? null, step: step ?? null };
  const labels = [...chosen('run'), ...chosen('fold')];
  const rows = axis === undefined ? allRows(table.length) : finiteRows(table.columns[axis]!);
  if (rows.length < table.length) {
    context.note(
      `${String(table.length - rows.length)} rows have no number in "${table.names[axis!]!}" and are left out.`,
    );
  }
  if (rows.length === 0) return [];
  const uses = choices.flatMap((choice, column) => useOf(table, choice, column));
  const [[id], [parent]] = [chosen('run'), chosen('parent')];
  if (parent !== undefined && id === undefined)
    context.note(`"${table.names[parent]!}" is left out: no column names the runs that it refers to.`);
  const links = parent === undefined || id === undefined ? null : { uid: id, from: parent };
  if (links && axis !== undefined && countParts(table, rows, [links.uid]) === rows.length) {
    const grouping = groupLineage(table, rows, { ...links, epoch: axis }, context);
    return runsOfGroups(table, { ...grouping, progress }, uses, format, context);
  }
  const parts = labels.length > 0 ? partition(table, rows, labels) : [rows];
  const layout =
    axis === undefined
      ? { rows, records: null, runs: null }
      : layoutOf(parts.flatMap((part) => inOrder(table, part, axis, labels.length > 0)));
  const label = labeller(table, rows, labels);
  const grouping: Grouping = {
    groups: {
      ...UNNAMED,
      layout,
      nameOf: (run) => label(firstRowOf(layout, run)),
      ...(links && linkRuns(table, layout, links, context)),
    },
    progress,
    used: new Set(),
  };
  return runsOfGroups(table, grouping, uses, format, context);
}

/** The parent of each run by the name in its first row. */
function linkRuns(
  table: FlatTable,
  layout: Layout,
  { uid, from }: { readonly uid: number; readonly from: number },
  { note }: Context,
): Pick<Groups, 'isLinked' | 'parentOf'> {
  const cellOf = (run: number, column: number) => cellAt(table.columns[column]!, firstRowOf(layout, run));
  const runs = Array.from({ length: countRuns(layout) }, (_, run) => run);
  const runOf = new Map<unknown, number>();
  for (const run of runs) if (!runOf.has(cellOf(run, uid))) runOf.set(cellOf(run, uid), run);
  const links = runs.map((run) => {
    const link = cellOf(run, from) ?? '';
    return { parent: link === '' ? null : (runOf.get(link) ?? null) };
  });
  if (breakCycles(links)) note('Some runs are their own ancestors; one link of each cycle is left out.');
  return { isLinked: true, parentOf: (run) => links[run]!.parent };
}

function useOf(table: FlatTable, { use, direction }: ColumnChoice, column: number): ColumnUse[] {
  const name = table.names[column]!;
  if (use === 'fold') return [{ use, column, name, direction: 'none', isBit: false }];
  if (use === 'parameter') return [{ use, column, name, direction: 'none', isBit: false }];
  if (use !== 'metric') return [];
  // Only numeric columns can be metrics.
  const isNumeric = isNumbersOrNone(table.columns[column]!);
  const metric = name.slice(0, -flagOf('').length);
  const isFlag = name === flagOf(metric) && table.names.includes(metric);
  return [
    { use: isNumeric && !isFlag ? 'metric' : 'record', column, name, direction, isBit: isFlag && isNumeric },
  ];
}

/** Returns the sequences of a log; if they are ambiguous, one sorted sequence with equal epochs merged. */
function inOrder(table: FlatTable, rows: Uint32Array, axis: number, isOneRun: boolean): readonly Sequence[] {
  const found = sequencesOf(table, rows, axis, { isOneRun });
  if (found) return found.sequences;
  const positions = table.columns[axis]!.values!;
  const sorted = rows.slice().sort((a, b) => positions[a]! - positions[b]!);
  const starts: number[] = [];
  for (const [at, row] of sorted.entries()) {
    if (at === 0 || positions[row] !== positions[sorted[at - 1]!]) starts.push(at);
  }
  return [{ rows: sorted, starts: Uint32Array.from([...starts, sorted.length]) }];
}
