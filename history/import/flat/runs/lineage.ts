import type { Context } from '../../types.ts';
import { cellAt } from '../../../runs/cells.ts';
import { layoutOf } from './group.ts';
import type { Grouping } from './group.ts';
import { knownName } from '../known-names.ts';
import type { FlatTable } from '../table.ts';

/** The columns of HiPlot's links between rows. */
interface Links {
  /** The id of each row. */
  readonly uid: number;
  /** The id of the parent row; missing if none. */
  readonly from: number;
  /** The column of epochs; null if each row is a run. */
  readonly epoch: number | null;
}

/** The rows of a run, one per record. */
interface Group {
  readonly records: readonly number[];
  readonly name: string | null;
  readonly id: string | null;
  parent: number | null;
}

/**
 * Groups rows by their links. With epochs, a row continues the run of its parent row if it is the only child and its epoch is
 * later; any other row starts a run, forked from that of its parent. A different name in the column `run` also starts a run.
 * Without epochs each row is a run. Dangling and cyclic links are left out, with a note.
 */
export function groupLineage(table: FlatTable, rows: Uint32Array, links: Links, { note }: Context): Grouping {
  const { uid, from, epoch } = links;
  const cell = (row: number, column: number) => cellAt(table.columns[column]!, row);
  const rowOf = new Map<unknown, number>();
  for (const row of rows) if (!rowOf.has(cell(row, uid))) rowOf.set(cell(row, uid), row);
  const origin = new Map<number, number>();
  const offspring = new Map<number, number[]>();
  let lost = 0;
  for (const row of rows) {
    const link = cell(row, from) ?? '';
    const source = link === '' ? undefined : rowOf.get(link);
    if (source === undefined) {
      if (link !== '') lost++;
      continue;
    }
    origin.set(row, source);
    const siblings = offspring.get(source);
    if (siblings) siblings.push(row);
    else offspring.set(source, [row]);
  }
  if (lost > 0) note(`Links to missing rows are left out: ${String(lost)}.`);

  const name = nameColumn(table, rows, epoch !== null);
  const isSameRun = (a: number, b: number) => name === null || Object.is(cell(a, name), cell(b, name));
  const continuesRun = (row: number) => {
    const source = origin.get(row);
    if (epoch === null || source === undefined || !isSameRun(row, source)) return false;
    if (offspring.get(source)!.filter((other) => isSameRun(other, source)).length > 1) return false;
    return (cell(row, epoch) as number) > (cell(source, epoch) as number);
  };
  const groups: Group[] = [];
  const groupOf = new Map<number, number>();
  for (const start of rows) {
    if (continuesRun(start)) continue;
    const records: number[] = [];
    for (
      let row: number | undefined = start;
      row !== undefined;
      row = offspring.get(row)?.find(continuesRun)
    ) {
      records.push(row);
      groupOf.set(row, groups.length);
    }
    const id = String(cell(start, uid) ?? '');
    groups.push({
      records,
      id: id === '' ? null : id,
      name: name === null ? id || null : String(cell(start, name)),
      parent: null,
    });
  }
  for (const group of groups) {
    const source = origin.get(group.records[0]!);
    group.parent = source === undefined ? null : groupOf.get(source)!;
  }
  if (breakCycles(groups)) note('Some links form a cycle; one link of each cycle is left out.');
  const layout = layoutOf(groups.map(({ records }) => ({ rows: Uint32Array.from(records), starts: null })));
  return {
    groups: {
      layout,
      nameOf: (run) => groups[run]!.name,
      isLinked: true,
      idOf: (run) => groups[run]!.id,
      parentOf: (run) => groups[run]!.parent,
    },
    progress: epoch === null ? null : { axis: epoch, epoch, step: null },
    used: new Set([uid, from, ...(epoch === null ? [] : [epoch]), ...(name === null ? [] : [name])]),
  };
}

/** Finds a column of unique names or, if runs have epochs, the column `run`, as exports name it. */
function nameColumn(table: FlatTable, rows: Uint32Array, hasEpochs: boolean): number | null {
  const column = table.names.findIndex((name, i) => {
    const cells = new Set(Array.from(rows, (row) => cellAt(table.columns[i]!, row)));
    const isName = knownName(name) === 'run' && (cells.size === rows.length || (hasEpochs && name === 'run'));
    return isName && !cells.has(null) && !cells.has(undefined);
  });
  return column < 0 ? null : column;
}

/** Removes one parent of each cycle of parents. Returns whether there was a cycle. */
export function breakCycles(groups: readonly { parent: number | null }[]): boolean {
  const checked = new Set<number>();
  let isBroken = false;
  for (const start of groups.keys()) {
    const path = new Set<number>();
    for (let at: number | null = start; at !== null && !checked.has(at);) {
      path.add(at);
      const group: { parent: number | null } = groups[at]!;
      if (group.parent !== null && path.has(group.parent)) {
        group.parent = null;
        isBroken = true;
      }
      at = group.parent;
    }
    for (const index of path) checked.add(index);
  }
  return isBroken;
}
