import type { Goal } from './curve.ts';
import { divergenceOf, type Divergence } from './divergence.ts';
import { overfittingOf, type Overfitting, type OverfittingInput } from './overfitting.ts';
import { plateauOf, type Plateau } from './plateau.ts';
import { spikesOf, type Spike } from './spikes.ts';

/** The curves of one metric of many runs, one after the other. */
export interface RunSeries {
  /** Which run each curve is of; no run twice. */
  readonly runs: Uint32Array;
  /** Index of the first point of each curve, and the number of all points last. */
  readonly starts: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface CurveTrends {
  readonly overfitting: Overfitting | null;
  readonly plateau: Plateau | null;
  readonly spikes: readonly Spike[];
  readonly divergence: Divergence | null;
}

export interface RunTrends extends CurveTrends {
  /** As in `runs` of the series. */
  readonly run: number;
}

export interface TrendsInput {
  readonly valid: RunSeries;
  readonly direction: Goal;
  /** Null if the training metric is not known. A run may lack it, and may have it at other places on the axis. */
  readonly train: RunSeries | null;
  /** By default that of the validation metric. */
  readonly trainDirection?: Goal;
}

/**
 * The trends of the validation curve of each run, in the order of `valid.runs`. Records are counted within the curve of
 * their run. A run whose `train` has no curve is reported as one without training.
 */
export function trendsOf({ valid, train, direction, trainDirection }: TrendsInput): RunTrends[] {
  const places = new Map(Array.from(train?.runs ?? [], (run, place) => [run, place]));
  return Array.from(valid.runs, (run, at) => {
    const curve = curveAt(valid, at);
    const place = places.get(run);
    const other = train === null || place === undefined ? null : valuesAt(curve.x, curveAt(train, place));
    const input = {
      x: curve.x,
      valid: curve.y,
      train: other,
      direction,
      trainDirection: trainDirection ?? direction,
    };
    return { run, ...trendsOfCurve(input) };
  });
}

/**
 * The trends of one validation curve. One that diverges neither overfits nor levels off: what it does before is of no
 * interest.
 */
function trendsOfCurve(input: OverfittingInput): CurveTrends {
  const { x, valid, direction } = input;
  const divergence = divergenceOf(x, valid, direction);
  return {
    overfitting: divergence === null ? overfittingOf(input) : null,
    plateau: divergence === null ? plateauOf(x, valid, direction) : null,
    spikes: spikesOf(x, valid, direction),
    divergence,
  };
}

interface XY {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function curveAt({ starts, x, y }: RunSeries, at: number): XY {
  const [from, to] = [starts[at], starts[at + 1]];
  return { x: x.subarray(from, to), y: y.subarray(from, to) };
}

/** The value of a curve at each place: that of its last point there or before; NaN before its first. */
function valuesAt(places: Float64Array, { x, y }: XY): Float64Array {
  if (x.length === places.length && x.every((place, i) => place === places[i])) return y;
  let point = -1;
  return places.map((place) => {
    while (point + 1 < x.length && x[point + 1]! <= place) point++;
    return point < 0 ? NaN : y[point]!;
  });
}
