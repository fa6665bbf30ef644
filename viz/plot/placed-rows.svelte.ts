import { untrack } from 'svelte';
import { runInSlices } from '../../history/scheduling/index.ts';
import type { PlotGeometry } from '../core/layout/geometry.ts';
import { placeInSteps, quickPositions, type PlacedAxis } from '../core/layout/positions.ts';
import type { Steps } from '../core/scale/steps.ts';

type Positions = readonly Float32Array[];

export interface PlacedRowsParams {
  /** The geometry of the axes; null while the plot has no size. */
  readonly geometry: () => PlotGeometry | null;
  /** Other slow preparation, done right after the positions are computed. */
  readonly prepare: () => unknown;
}

/** The positions of rows on the axes: computed synchronously for few rows, in slices for many. Create it in a component. */
export class PlacedRows {
  readonly #params: PlacedRowsParams;
  /** Positions that were computed in slices, and the geometry they belong to. */
  #found = $state.raw<{ readonly geometry: PlotGeometry; readonly positions: Positions } | null>(null);

  /** Per axis, per row; null until they are computed. */
  readonly positions = $derived.by<Positions | null>(() => {
    const geometry = this.#params.geometry();
    if (geometry === null) return null;
    return this.#found?.geometry === geometry ? this.#found.positions : quickPositions(geometry.axes);
  });

  constructor(params: PlacedRowsParams) {
    this.#params = params;
    $effect(() => {
      const geometry = params.geometry();
      if (geometry === null || this.positions !== null) return undefined;
      return runInSlices(this.#place(geometry.axes), (positions) => {
        this.#found = { geometry, positions };
      });
    });
  }

  *#place(axes: readonly PlacedAxis[]): Steps<Positions> {
    const positions = yield* placeInSteps(axes);
    yield;
    untrack(this.#params.prepare);
    return positions;
  }
}
