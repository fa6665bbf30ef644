import { worst } from '../../best.ts';
import { kindAt, NUMBER } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { RunColumns } from '../../runs/run-list.ts';
import type { Direction } from '../../types.ts';
import { MISSING, NOT_APPLICABLE } from '../table.ts';
import { areAllNumbers, numberAt } from './numbers.ts';
import { NO_RECORD, NO_VALUE } from './pick.ts';
import { remembered } from './remembered.ts';

/** The direction of a metric per shape of runs. */
function directionsOf({ shapes }: RunColumns, metric: string): Direction[] {
  return shapes.map(({ metrics }) => (Object.hasOwn(metrics, metric) ? metrics[metric]!.direction : 'none'));
}

/** Per run the first record with the best finite value; `NO_VALUE` if there is none. */
export function bestRows(of: RunColumns, key: string, cells: Cells): Int32Array {
  return remembered(of, `best of ${key}`, () => {
    const { starts } = of.records!;
    const directions = directionsOf(of, key);
    const rows = new Int32Array(of.length).fill(NO_VALUE);
    for (let run = 0; run < of.length; run++) {
      const direction = directions[of.shapeOf === null ? 0 : of.shapeOf[run]!]!;
      if (direction !== 'none') rows[run] = bestRow(cells, starts[run]!, starts[run + 1]!, direction);
    }
    return rows;
  });
}

export function bestOrLastRows(of: RunColumns, key: string, cells: Cells): Int32Array {
  const { starts } = of.records!;
  const isDeclared = of.shapes.map(({ metrics }) => Object.hasOwn(metrics, key));
  const rows = bestRows(of, key, cells).slice();
  for (let run = 0; run < rows.length; run++) {
    if (!isDeclared[of.shapeOf === null ? 0 : of.shapeOf[run]!]!) rows[run] = NO_RECORD;
    else if (rows[run]! < 0) rows[run] = lastRow(cells, starts[run]!, starts[run + 1]!);
  }
  return rows;
}

export function lastRows(of: RunColumns, cells: Cells): Int32Array {
  const { starts } = of.records!;
  const rows = new Int32Array(of.length);
  for (let run = 0; run < rows.length; run++) rows[run] = lastRow(cells, starts[run]!, starts[run + 1]!);
  return rows;
}

/**
 * Plain loops: this runs over every cell of a table. The last value bounds the best from the start: most metrics improve,
 * and each value that replaces the best so far costs a mispredicted branch.
 */
function bestRow(cells: Cells, start: number, end: number, direction: 'min' | 'max'): number {
  const values = plainValues(cells);
  const last = Math.min(end, cells.length);
  if (values === null) return bestRowOfMixed(cells, start, last, direction);
  const bound = start < last ? values[last - 1]! : NaN;
  let found = NO_VALUE;
  if (direction === 'min') {
    let best = Number.isFinite(bound) ? bound : Number.MAX_VALUE;
    for (let row = start; row < last; row++) {
      const value = values[row]!;
      if (value <= best && value !== -Infinity && (value < best || found < 0)) {
        best = value;
        found = row;
      }
    }
  } else {
    let best = Number.isFinite(bound) ? bound : -Number.MAX_VALUE;
    for (let row = start; row < last; row++) {
      const value = values[row]!;
      if (value >= best && value !== Infinity && (value > best || found < 0)) {
        best = value;
        found = row;
      }
    }
  }
  return found;
}

function bestRowOfMixed(cells: Cells, start: number, end: number, direction: 'min' | 'max'): number {
  let best = worst(direction);
  let found = NO_VALUE;
  for (let row = start; row < end; row++) {
    const value = numberAt(cells, row);
    if (value === undefined || !Number.isFinite(value)) continue;
    if (direction === 'min' ? value < best : value > best) [best, found] = [value, row];
  }
  return found;
}

/** Per run the last record with a value; `NO_VALUE` if there is none. */
function lastRow(cells: Cells, start: number, end: number): number {
  for (let row = end - 1; row >= start; row--) {
    const kind = kindAt(cells, row);
    if (kind !== MISSING && kind !== NOT_APPLICABLE) return row;
  }
  return NO_VALUE;
}

/** Per run the first record with a value at least as good as the threshold; `NO_VALUE` without one or without a direction. */
export function firstRowsAsGood(of: RunColumns, key: string, cells: Cells, threshold: number): Int32Array {
  const { starts } = of.records!;
  const directions = directionsOf(of, key);
  const find = areAllNumbers(of, cells) ? firstAsGoodOfNumbers : firstAsGood;
  const rows = new Int32Array(of.length).fill(NO_VALUE);
  for (let run = 0; run < of.length; run++) {
    const direction = directions[of.shapeOf === null ? 0 : of.shapeOf[run]!]!;
    if (direction !== 'none') rows[run] = find(cells, starts[run]!, starts[run + 1]!, direction, threshold);
  }
  return rows;
}

function firstAsGood(cells: Cells, start: number, end: number, direction: 'min' | 'max', threshold: number) {
  for (let row = start; row < end; row++) {
    if (kindAt(cells, row) !== NUMBER) continue;
    const value = cells.values![row]!;
    if (direction === 'min' ? value <= threshold : value >= threshold) return row;
  }
  return NO_VALUE;
}

function firstAsGoodOfNumbers(
  { values }: Cells,
  start: number,
  end: number,
  direction: 'min' | 'max',
  threshold: number,
) {
  if (direction === 'min') {
    for (let row = start; row < end; row++) if (values![row]! <= threshold) return row;
  } else {
    for (let row = start; row < end; row++) if (values![row]! >= threshold) return row;
  }
  return NO_VALUE;
}

/** The numbers of a column, with NaN for other cells; null if the column can contain text. */
function plainValues({ values, texts }: Cells): Float64Array | null {
  return values instanceof Float64Array && texts.length === 0 ? values : null;
}
