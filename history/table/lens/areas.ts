import { kindAt, NUMBER } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { RunColumns } from '../../runs/run-list.ts';
import { areAllNumbers, numbersByRun } from './numbers.ts';
import { remembered } from './remembered.ts';

/** Per run the area under its values over its epochs by the trapezoidal rule; missing for fewer than two values. */
export function areasOf(of: RunColumns, cells: Cells, epochs: Cells): Cells {
  const at = epochs.values!;
  if (!areAllNumbers(of, cells))
    return numbersByRun(of, (start, end) => areaAmongOthers(cells, at, start, end));
  const values = cells.values!;
  const isByOnes = remembered(of, 'consecutive epochs', () => areEpochsConsecutive(of));
  return numbersByRun(of, (start, end) => {
    if (end - start < 2) return null;
    return isByOnes ? areaByOnes(values, start, end) : areaOf(values, at, start, end);
  });
}

function areaOf(values: ArrayLike<number>, at: ArrayLike<number>, start: number, end: number): number {
  let area = 0;
  for (let row = start + 1; row < end; row++) {
    area += ((at[row]! - at[row - 1]!) * (values[row]! + values[row - 1]!)) / 2;
  }
  return area;
}

/** The area for consecutive epochs, which reads half of the memory. */
function areaByOnes(values: ArrayLike<number>, start: number, end: number): number {
  let area = 0;
  let before = values[start]!;
  for (let row = start + 1; row < end; row++) {
    const value = values[row]!;
    area += (value + before) / 2;
    before = value;
  }
  return area;
}

/** The area under the cells that are numbers. */
function areaAmongOthers(cells: Cells, at: ArrayLike<number>, start: number, end: number): number | null {
  let area = 0;
  let count = 0;
  let before = -1;
  for (let row = start; row < end; row++) {
    if (kindAt(cells, row) !== NUMBER) continue;
    if (before >= 0) area += ((at[row]! - at[before]!) * (cells.values![row]! + cells.values![before]!)) / 2;
    before = row;
    count++;
  }
  return count < 2 ? null : area;
}

function areEpochsConsecutive(of: RunColumns): boolean {
  const { starts, columns } = of.records!;
  const { values } = columns[0]!.cells;
  for (let run = 0; run < of.length; run++) {
    const end = starts[run + 1]!;
    for (let row = starts[run]! + 1; row < end; row++)
      if (values![row]! - values![row - 1]! !== 1) return false;
  }
  return true;
}
