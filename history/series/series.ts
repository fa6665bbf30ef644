import { hasNumberBetween, kindAt, NUMBER } from '../runs/cells.ts';
import type { RecordRange } from '../runs/record-list.ts';
import type { RunSet } from '../runs/run-set.ts';
import type { Direction } from '../types.ts';
import { placeRecords } from './axis.ts';
import type { SeriesAxis } from './axis-kinds.ts';

/** One metric of several runs over an axis, as columns. */
export interface Series {
  /** Indices of the runs in their set, in the requested order, without those that have no points. */
  readonly runs: Uint32Array;
  /** Index of the first point of each run, and the number of all points last. */
  readonly starts: Uint32Array;
  /** Finite; ascending within a run if its log counts upwards. */
  readonly x: Float64Array;
  /** NaN and infinities are values here; a curve has a gap where they are. */
  readonly y: Float64Array;
}

/**
 * Returns the recorded values of a metric. A record has no point if it lacks a number for the metric (it is missing, not
 * applicable or text), or a place on the axis.
 * @param runs indices in the set
 * @throws {RangeError} if an index is out of range.
 */
export function seriesOf(set: RunSet, metric: string, axis: SeriesAxis, runs: Iterable<number>): Series {
  const wanted = Uint32Array.from(runs);
  let capacity = 0;
  const ranges = Array.from(wanted, (run) => {
    const range = set.recordRange(run);
    capacity += range === null ? 0 : range.end - range.start;
    return range;
  });
  const series = {
    runs: new Uint32Array(wanted.length),
    starts: new Uint32Array(wanted.length + 1),
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
  };
  let [count, points] = [0, 0];
  for (const [i, range] of ranges.entries()) {
    if (range === null) continue;
    const end = writePoints(range, metric, axis, series.x, series.y, points);
    if (end === points) continue;
    points = end;
    series.runs[count++] = wanted[i]!;
    series.starts[count] = points;
  }
  return {
    runs: series.runs.slice(0, count),
    starts: series.starts.slice(0, count + 1),
    x: series.x.subarray(0, points),
    y: series.y.subarray(0, points),
  };
}

/** Writes the points of a run from index `at` on. Returns the index after the last. */
function writePoints(
  range: RecordRange,
  metric: string,
  axis: SeriesAxis,
  x: Float64Array,
  y: Float64Array,
  at: number,
): number {
  const cells = range.columns.find(({ name }) => name === metric)?.cells;
  if (cells === undefined) return at;
  const places = x.subarray(at);
  placeRecords(range, axis, places);
  let end = at;
  for (let row = range.start; row < range.end; row++) {
    const place = places[row - range.start]!;
    if (!Number.isFinite(place) || kindAt(cells, row) !== NUMBER) continue;
    x[end] = place;
    y[end++] = cells.values![row]!;
  }
  return end;
}

/** A metric with numbers in the records of some run. */
export interface RecordedMetric {
  readonly name: string;
  /** That of the first of these runs that has one. */
  readonly direction: Direction;
}

/** The metrics with a number in a record of any of the runs, in order of appearance. */
export function recordedMetrics(set: RunSet, runs: Iterable<number>): RecordedMetric[] {
  const directions = new Map<string, Direction>();
  for (const run of runs) {
    const range = set.recordRange(run);
    if (range === null) continue;
    for (const [name, { direction }] of Object.entries(set.metrics(run))) {
      const known = directions.get(name);
      const isFurther = known === undefined || (known === 'none' && direction !== 'none');
      if (isFurther && hasMetric(range, name)) directions.set(name, direction);
    }
  }
  return Array.from(directions, ([name, direction]) => ({ name, direction }));
}

function hasMetric({ columns, start, end }: RecordRange, metric: string): boolean {
  const cells = columns.find(({ name }) => name === metric)?.cells;
  return cells !== undefined && hasNumberBetween(cells, start, end);
}
