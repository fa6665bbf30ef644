import { kindAt, NUMBER } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { RunColumns } from '../../runs/run-list.ts';
import { MISSING } from '../table.ts';

/** Whether the cells of all records are numbers. */
export function areAllNumbers(of: RunColumns, { kinds, length }: Cells): boolean {
  return kinds === null && length >= of.records!.starts[of.length]!;
}

/** Returns the number in a row, or undefined. */
export function numberAt(cells: Cells, row: number): number | undefined {
  return kindAt(cells, row) === NUMBER ? cells.values![row]! : undefined;
}

/** Collects one number per run; a run without one is missing. */
export function numbersByRun(of: RunColumns, numberOf: (start: number, end: number) => number | null): Cells {
  const { starts } = of.records!;
  const values = new Float64Array(of.length);
  let kinds: Uint8Array | null = null;
  for (let run = 0; run < of.length; run++) {
    const number = numberOf(starts[run]!, starts[run + 1]!);
    values[run] = number ?? NaN;
    if (number === null) (kinds ??= new Uint8Array(of.length))[run] = MISSING;
  }
  return { length: of.length, values, kinds, texts: [] };
}
