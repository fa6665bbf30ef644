/** One gap of a job, in pixels of the result. */
export interface PlainGap {
  /** Positions of all rows on the two axes, in CSS pixels below their top. */
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  /** The rows to draw; null for the first `count`. */
  readonly rows: Uint32Array | null;
  readonly count: number;
  readonly columns: number;
  readonly height: number;
  /** Pixels per CSS pixel, and pixels above the top of the axes. */
  readonly scale: number;
  readonly offset: number;
  readonly lineWidth: number;
  readonly curve: number;
  /** Opacity of a single composed line of weight 1, from 0 to 1. */
  readonly opacity: number;
  /** Index into `colors` per row; null if all lines have the only one. */
  readonly codes: Uint16Array | null;
  /** Four numbers per colour: the weight of its lines, from 0 to 1, then linear red, green and blue. */
  readonly colors: Float32Array;
}

/** The `fronts` of a pixel that no line with a priority crosses. */
export const NO_FRONT = 0;

/** One column of pixels, from the top. It is overwritten by the next one. */
export interface DrawnColumn {
  /** Opacities of composed lines, or densities of counted ones. */
  readonly opacities: Float32Array;
  /** Linear red, green and blue times opacity; only of composed lines. */
  readonly light: Float32Array;
  /** `paintPriority` of the front line in the lower 24 bits, or `NO_FRONT`; only of counted lines. */
  readonly fronts: Uint32Array;
}

/** Draws the columns of a gap. */
export interface ColumnDrawer {
  /** Lines drawn per column. */
  readonly lines: number;
  readonly draw: (column: number) => DrawnColumn;
}
