import { hasNumberBetween, kindAt, NUMBER } from '../runs/cells.ts';
import type { Cells } from '../runs/cells.ts';
import type { RecordRange } from '../runs/record-list.ts';
import type { SeriesAxis } from './axis-kinds.ts';

/** Counters of steps, by preference. Importers write `step`. */
const STEPS = [
  'step',
  'global_step',
  '_step',
  'trainer/global_step',
  'total_timesteps',
  'timesteps_total',
  'iteration',
  'iter',
  'training_iteration',
];

/** Columns with the seconds since the start of a run, by preference, for records without durations. */
const ELAPSED = ['time_total_s', '_runtime', 'time/time_elapsed', 'elapsed', 'elapsed_time', 'wall_time'];

/**
 * Writes the place on an axis of each record in a range to `x`, from its start on; NaN for records that have none. A
 * duration that is missing or not finite adds nothing to the time.
 */
export function placeRecords({ columns, start, end }: RecordRange, axis: SeriesAxis, x: Float64Array): void {
  const find = (names: readonly string[]) =>
    names
      .map((key) => columns.find(({ name }) => name === key)?.cells)
      .find((cells) => cells !== undefined && hasNumberBetween(cells, start, end));
  const copy = (cells: Cells | undefined) => {
    for (let row = start; row < end; row++) x[row - start] = cells === undefined ? NaN : finiteAt(cells, row);
  };
  switch (axis) {
    case 'epoch':
      return copy(find(['epoch']));
    case 'step':
      return copy(find(STEPS));
    case 'relative': {
      copy(find(['epoch']));
      const last = x[end - start - 1]!;
      for (let i = 0; i < end - start; i++) x[i] = last > 0 ? x[i]! / last : 1;
      return;
    }
    case 'time': {
      const durations = find(['dur']);
      if (durations === undefined) return copy(find(ELAPSED));
      let sum = NaN;
      for (let row = start; row < end; row++) {
        const seconds = finiteAt(durations, row);
        if (!Number.isNaN(seconds)) sum = Number.isNaN(sum) ? seconds : sum + seconds;
        x[row - start] = sum;
      }
    }
  }
}

/** The finite number in a row, or NaN. */
function finiteAt(cells: Cells, row: number): number {
  const value = kindAt(cells, row) === NUMBER ? cells.values![row]! : NaN;
  return Number.isFinite(value) ? value : NaN;
}
