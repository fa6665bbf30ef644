import { untrack } from 'svelte';
import { runInSlices } from '../../history/scheduling/index.ts';
import type { PlotGeometry } from '../core/layout/geometry.ts';
import { placeInSteps, quickPositions, type PlacedAxis } from '../core/layout/positions.ts';
import type { Steps } from '../core/scale/steps.ts';

type Positions = readonly Float32Array[];

export interface PlacedRowsParams {
  /** Where the axes are; null as long as there is no room for them. */
  readonly geometry: () => PlotGeometry | null;
  /** What else takes long with many rows, and is to be known once they are placed. */
  readonly prepare: () => unknown;
}

/** Where rows cross the axes: found at once of few rows, and in turns of many. Made while a component is. */
export class PlacedRows {
  readonly #params: PlacedRowsParams;
  /** Of rows that had to be placed in turns: for which geometry, and where. */
  #found = $state.raw<{ readonly geometry: PlotGeometry; readonly positions: Positions } | null>(null);

  /** Per axis, per row; null as long as rows have no place yet. */
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
