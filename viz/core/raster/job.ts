import type { Detail } from './detail.ts';
import type { LinearRgb } from './linear-rgb.ts';
import type { OpacityTransfer } from './opacity-transfer.ts';
import type { LineStyle } from './style.ts';

/** Key of an array that an engine stores. */
export type ArrayKey = number;
export type HeldArray = Float32Array | Uint32Array | Uint16Array;

/** `RowColors` with keys in place of arrays. */
export type HeldColors =
  | { readonly kind: 'flat'; readonly color: LinearRgb }
  | { readonly kind: 'indexed'; readonly codes: ArrayKey; readonly colors: ArrayKey };

/** The interval between two neighbouring axes, in CSS pixels from the left end of the picture. */
export interface JobGap {
  readonly from: number;
  readonly to: number;
  /** Keys of the positions of all rows on the two axes, in CSS pixels below their top. */
  readonly left: ArrayKey;
  readonly right: ArrayKey;
}

/** A drawing job with keys in place of arrays, so that it is small to send. */
export interface RasterJob {
  readonly gaps: readonly JobGap[];
  /**
   * Key of the list of rows to draw: in painting order if they are composed, else ascending; null for the first `count` rows.
   */
  readonly rows: ArrayKey | null;
  readonly count: number;
  readonly colors: HeldColors;
  /** Height of the picture, and distance from its top to that of the axes, in CSS pixels. */
  readonly height: number;
  readonly top: number;
  /** Pixels of the result per CSS pixel. */
  readonly pixelRatio: number;
  readonly detail: Detail;
  readonly style: LineStyle;
  readonly transfer: OpacityTransfer;
}

/** The pixels of one gap over the full height of the picture. */
export interface Strip {
  /** The left end, in pixels of the result. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** RGBA, four bytes per pixel, row by row, not premultiplied. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}
