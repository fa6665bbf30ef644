import type { Band } from '../core/curves/band-kinds.ts';
import type { Range } from '../core/curves/curve-scale.ts';

/** Something to see on the curve of a run, such as where its validation loss turns. */
export interface CurveMark {
  /** Index of the run in its set. */
  readonly run: number;
  /** The place on the x axis. */
  readonly x: number;
  readonly kind: string;
  readonly text: string;
}

/** Configurations whose runs are drawn as a mean curve with a band. */
export interface CurveGroups {
  /** The configuration of each run, by its index in the set. */
  readonly of: ArrayLike<number>;
  readonly band: Band;
}

/** A horizontal line, such as the loss of a model that knows nothing. */
export interface Baseline {
  readonly value: number;
  readonly text: string;
}

/** The visible part of the axes; null where all is visible. */
export interface CurveZoom {
  readonly x: Range | null;
  readonly y: Range | null;
}

export const noZoom: CurveZoom = { x: null, y: null };
