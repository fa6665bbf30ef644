/**
 * The ink that lines of one colour group leave in one column of cells: how much, and how much times the place of each
 * line on the ramp. `guard` cells more at each end take what falls just outside.
 */
export interface InkColumn {
  readonly mass: Float32Array;
  readonly tint: Float32Array;
  readonly guard: number;
  readonly cells: number;
}

export function createInkColumn(cells: number, guard: number): InkColumn {
  const length = cells + 2 * guard + 2;
  return { mass: new Float32Array(length), tint: new Float32Array(length), guard, cells };
}

/** Puts the ink of one group into the column at a given number, counted from the left end of its gap. */
export type Deposit = (ink: InkColumn, column: number) => void;
