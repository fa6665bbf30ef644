import type { Detail } from './detail.ts';
import type { LinearRgb } from './linear-rgb.ts';
import type { LineStyle } from './style.ts';

/** Steps of a ramp of colours. */
export const rampSteps = 256;

/** Stands for an array that an engine holds. */
export type ArrayKey = number;
export type HeldArray = Float32Array | Uint32Array | Uint16Array;

/** `RowColors` whose arrays are held. */
export type HeldColors =
  | { readonly kind: 'flat'; readonly color: LinearRgb }
  | {
      readonly kind: 'ramp';
      readonly fractions: ArrayKey;
      readonly ramp: ArrayKey;
      readonly none: LinearRgb | null;
    }
  | { readonly kind: 'classes'; readonly codes: ArrayKey; readonly colors: ArrayKey };

/** The stretch between two neighbouring axes, in CSS pixels from the left end of the picture. */
export interface JobGap {
  readonly from: number;
  readonly to: number;
  /** Where each row crosses the two axes, in CSS pixels below their top. */
  readonly left: ArrayKey;
  readonly right: ArrayKey;
}

/** Lines across gaps, and how to draw them, in terms of arrays that are held: a few numbers that are quick to send. */
export interface RasterJob {
  readonly gaps: readonly JobGap[];
  /** Which rows are drawn; null for the first `count` of them. */
  readonly rows: ArrayKey | null;
  readonly count: number;
  readonly colors: HeldColors;
  /** Of the picture, and from its top to that of the axes, in CSS pixels. */
  readonly height: number;
  readonly top: number;
  /** Pixels of the result per CSS pixel. */
  readonly pixelRatio: number;
  readonly detail: Detail;
  readonly style: LineStyle;
}

/** The pixels of one gap: all of its columns, from top to bottom of the picture. */
export interface Strip {
  /** Of its left end, in pixels of the result. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, row by row, not premultiplied. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}
