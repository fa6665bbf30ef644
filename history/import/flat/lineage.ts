import type { Context } from '../types.ts';
import { cellAt } from '../../runs/cells.ts';
import { layoutOf } from './group.ts';
import type { Grouping } from './group.ts';
import { knownName } from './known-names.ts';
import type { FlatTable } from './table.ts';

/** The columns that link rows as HiPlot does. */
interface Links {
  /** The id of each row. */
  readonly uid: number;
  /** The id of the row that it came from; missing where it came from none. */
  readonly from: number;
  /** The column that counts epochs; null where each row is a run. */
  readonly epoch: number | null;
}

/** The rows of one run, a record each. */
interface Group {
  readonly records: readonly number[];
  readonly name: string | null;
  readonly id: string | null;
  parent: number | null;
}

/**
 * Groups rows by their links. With epochs, a row goes on the run of the row that it came from if it is the only one
 * that came from there and its epoch is later; any other row begins a run, forked from the run that it came from. A
 * column `run` with another name also begins a run.
 * Without epochs each row is a run. Links that lead to no row, or round in a circle, are left out, with a note.
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
  if (lost > 0) note(`Links that lead to no row of the file are left out: ${String(lost)}.`);

  const name = nameColumn(table, rows, epoch !== null);
  const isOfOneRun = (a: number, b: number) => name === null || Object.is(cell(a, name), cell(b, name));
  const goesOn = (row: number) => {
    const source = origin.get(row);
    if (epoch === null || source === undefined || !isOfOneRun(row, source)) return false;
    if (offspring.get(source)!.filter((other) => isOfOneRun(other, source)).length > 1) return false;
    return (cell(row, epoch) as number) > (cell(source, epoch) as number);
  };
  const groups: Group[] = [];
  const groupOf = new Map<number, number>();
  for (const start of rows) {
    if (goesOn(start)) continue;
    const records: number[] = [];
    for (let row: number | undefined = start; row !== undefined; row = offspring.get(row)?.find(goesOn)) {
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
  if (breakCircles(groups))
    note('Some rows came from each other in a circle; one link of each circle is left out.');
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

/** A column of names that tells all rows apart or, where runs have epochs, is called `run`, as our exports call it. */
function nameColumn(table: FlatTable, rows: Uint32Array, hasEpochs: boolean): number | null {
  const column = table.names.findIndex((name, i) => {
    const cells = new Set(Array.from(rows, (row) => cellAt(table.columns[i]!, row)));
    const isName = knownName(name) === 'run' && (cells.size === rows.length || (hasEpochs && name === 'run'));
    return isName && !cells.has(null) && !cells.has(undefined);
  });
  return column < 0 ? null : column;
}

function breakCircles(groups: readonly { parent: number | null }[]): boolean {
  const settled = new Set<number>();
  let isBroken = false;
  for (const start of groups.keys()) {
    const path = new Set<number>();
    for (let at: number | null = start; at !== null && !settled.has(at);) {
      path.add(at);
      const group: { parent: number | null } = groups[at]!;
      if (group.parent !== null && path.has(group.parent)) {
        group.parent = null;
        isBroken = true;
      }
      at = group.parent;
    }
    for (const one of path) settled.add(one);
  }
  return isBroken;
}
