import { flagOf } from '../../best-flags.ts';
import { isBetter, worst } from '../../best.ts';
import { cellAt, FALSE, kindAt, TRUE } from '../../columnar/cells.ts';
import type { Cells } from '../../columnar/cells.ts';
import type { NamedCells } from '../../columnar/record-list.ts';
import { NOT_APPLICABLE } from '../../table.ts';
import type { Direction } from '../../types.ts';
import { describeAdded } from '../shared/flags.ts';
import type { Context } from '../types.ts';

/** The records of a run among those of all. */
interface Range {
  readonly start: number;
  readonly end: number;
}

interface Metric {
  readonly name: string;
  readonly direction: Direction;
  readonly cells: Cells;
}

/**
 * The columns of records with flags for those metrics of which the file says nothing in a run; flags of the file stay as
 * they are. A flag stands behind its metric.
 */
export function flagColumns(
  columns: readonly NamedCells[],
  metrics: readonly Metric[],
  ranges: readonly Range[],
  { note }: Context,
): readonly NamedCells[] {
  const added = new Set<string>();
  const flags = new Map<string, Cells>();
  for (const { name, direction, cells } of metrics) {
    if (direction === 'none') continue;
    const told = columns.find((column) => column.name === flagOf(name))?.cells;
    const silent = ranges.filter((range) => hasAny(cells, range) && !(told && hasAny(told, range)));
    if (silent.length === 0) continue;
    added.add(name);
    const kinds = told?.kinds?.slice() ?? new Uint8Array(cells.length).fill(NOT_APPLICABLE);
    for (const range of silent) writeFlags(kinds, cells, direction, range);
    flags.set(name, { length: cells.length, values: told?.values ?? null, kinds, texts: told?.texts ?? [] });
  }
  if (added.size > 0) note(describeAdded(added));
  const replaced = new Set([...flags.keys()].map(flagOf));
  return columns.flatMap((column): NamedCells[] => {
    const cells = flags.get(column.name);
    if (cells === undefined) return replaced.has(column.name) ? [] : [column];
    return [column, { name: flagOf(column.name), cells }];
  });
}

function hasAny(cells: Cells, { start, end }: Range): boolean {
  for (let row = start; row < end; row++) if (kindAt(cells, row) !== NOT_APPLICABLE) return true;
  return false;
}

function writeFlags(kinds: Uint8Array, cells: Cells, direction: 'min' | 'max', { start, end }: Range): void {
  let best = worst(direction);
  for (let row = start; row < end; row++) {
    const value = cellAt(cells, row);
    if (value === undefined) continue;
    const isBest = isBetter(value, best, direction);
    if (isBest) best = value;
    kinds[row] = isBest ? TRUE : FALSE;
  }
}
