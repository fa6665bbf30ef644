import { flagOf } from '../../best-flags.ts';
import { isBetter, worst } from '../../best.ts';
import { cellAt, FALSE, kindAt, TRUE } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { NamedCells } from '../../runs/record-list.ts';
import { NOT_APPLICABLE } from '../../table/table.ts';
import type { Direction } from '../../types.ts';
import { describeAdded } from '../shared/flags.ts';
import type { Context } from '../types.ts';

interface Metric {
  readonly name: string;
  readonly direction: Direction;
  readonly cells: Cells;
}

/**
 * Adds best-so-far flags after each metric in runs without flags in the file; existing flags are unchanged.
 * @param starts offsets of the records of each run, with the end
 */
export function flagColumns(
  columns: readonly NamedCells[],
  metrics: readonly Metric[],
  starts: Uint32Array,
  { note }: Context,
): readonly NamedCells[] {
  const added = new Set<string>();
  const flags = new Map<string, Cells>();
  const cellsOf = new Map(columns.map((column) => [column.name, column.cells]));
  for (const { name, direction, cells } of metrics) {
    if (direction === 'none') continue;
    const existing = cellsOf.get(flagOf(name));
    let kinds: Uint8Array | null = null;
    for (let run = 0; run + 1 < starts.length; run++) {
      const [start, end] = [starts[run]!, starts[run + 1]!];
      if (!hasAny(cells, start, end) || (existing && hasAny(existing, start, end))) continue;
      kinds ??= existing?.kinds?.slice() ?? new Uint8Array(cells.length).fill(NOT_APPLICABLE);
      writeFlags(kinds, cells, direction, start, end);
    }
    if (kinds === null) continue;
    added.add(name);
    flags.set(name, {
      length: cells.length,
      values: existing?.values ?? null,
      kinds,
      texts: existing?.texts ?? [],
    });
  }
  if (added.size > 0) note(describeAdded(added));
  const replaced = new Set([...flags.keys()].map(flagOf));
  return columns.flatMap((column): NamedCells[] => {
    const cells = flags.get(column.name);
    if (cells === undefined) return replaced.has(column.name) ? [] : [column];
    return [column, { name: flagOf(column.name), cells }];
  });
}

function hasAny(cells: Cells, start: number, end: number): boolean {
  for (let row = start; row < end; row++) if (kindAt(cells, row) !== NOT_APPLICABLE) return true;
  return false;
}

function writeFlags(
  kinds: Uint8Array,
  cells: Cells,
  direction: 'min' | 'max',
  start: number,
  end: number,
): void {
  let best = worst(direction);
  for (let row = start; row < end; row++) {
    const value = cellAt(cells, row);
    if (value === undefined) continue;
    const isBest = isBetter(value, best, direction);
    if (isBest) best = value;
    kinds[row] = isBest ? TRUE : FALSE;
  }
}
