import { clamp } from '../../../history/index.ts';
import type { NumberColumn } from '../../../history/index.ts';
import { profileOf } from '../../core/rows/columns.ts';
import { createSprite, type Sprite } from './sprite.ts';
import { shuffledIndices } from './shuffle.ts';

/** Dots in painting order, from the back to the front, in device pixels. Arrays in this order are read sequentially. */
export interface Dots {
  readonly rows: Uint32Array;
  readonly x: Int16Array;
  readonly y: Int16Array;
  /** Index of each dot's colour; null for one colour. */
  readonly codes: Uint16Array | null;
  /** Index of each dot's sprite; null if all have the first. */
  readonly sizes: Uint8Array | null;
  readonly sprites: readonly Sprite[];
  /** Whether every sprite is opaque, so that a dot hides what is behind it. */
  readonly isOpaque: boolean;
}

export interface DotsInput {
  /** The position of each row in CSS pixels. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Index of each row's colour; null for one colour. */
  readonly codes: Uint16Array | null;
  /** The column of the sizes; null for one size. */
  readonly size: NumberColumn | null;
  /** CSS pixels of the picture, and its margin around positions from 0. */
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

/** Up to this number of dots, overlaps show through; more are opaque, since mixing colours takes longer. */
const maxTranslucent = 20_000;
const opacity = 0.85;
/** Fraction of the picture that one dot per occupied cell would cover, and the side of a cell in CSS pixels. */
const wantedCover = 0.22;
const cellSize = 4;
const radiusLimits = [0.6, 4.5] as const;
/** Larger dots would take longer to paint, if there are many. */
const maxOpaqueRadius = 1.25;
/** Different sizes of dots, and the ratios of the smallest and the largest area to the usual one. */
const sizeSteps = 8;
const areaRatios = [0.35, 4] as const;

/**
 * The radius of dots in CSS pixels: the more places they occupy, the smaller. Many dots on few places are as large as few,
 * up to a limit.
 */
export function dotRadius({ x, y, width, height }: Pick<DotsInput, 'x' | 'y' | 'width' | 'height'>): number {
  const columns = Math.floor(width / cellSize) + 1;
  const lines = Math.floor(height / cellSize) + 1;
  const isOccupied = new Uint8Array(columns * lines);
  let count = 0;
  for (let row = 0; row < x.length; row++) {
    const cell = ((y[row]! / cellSize) | 0) * columns + ((x[row]! / cellSize) | 0);
    if (isOccupied[cell] === 0) count += isOccupied[cell] = 1;
  }
  const radius = Math.sqrt((wantedCover * width * height) / (Math.PI * Math.max(1, count)));
  return clamp(radius, radiusLimits[0], x.length > maxTranslucent ? maxOpaqueRadius : radiusLimits[1]);
}

/** Arranges dots for painting. Time is linear in the number of rows. */
export function prepareDots(input: DotsInput): Dots {
  const { width, height, margin, ratio, size } = input;
  const { length } = input.x;
  const rows = shuffledIndices(length);
  const isOpaque = length > maxTranslucent;
  const radius = dotRadius(input) * ratio;
  const sprites = spritesOf(radius, size !== null, isOpaque);
  const reach = Math.max(...sprites.map((sprite) => sprite.reach));
  // Positions are kept so far from the edge that no sprite needs clipping.
  const maxX = Math.round((width + 2 * margin) * ratio) - 1 - reach;
  const maxY = Math.round((height + 2 * margin) * ratio) - 1 - reach;
  const x = new Int16Array(length);
  const y = new Int16Array(length);
  for (let at = 0; at < length; at++) {
    const row = rows[at]!;
    const left = ((input.x[row]! + margin) * ratio) | 0;
    const top = ((input.y[row]! + margin) * ratio) | 0;
    x[at] = left < reach ? reach : left > maxX ? maxX : left;
    y[at] = top < reach ? reach : top > maxY ? maxY : top;
  }
  const codes = input.codes === null ? null : gather(input.codes, rows, new Uint16Array(length));
  const sizes = size === null ? null : gather(sizesOf(size), rows, new Uint8Array(length));
  return { rows, x, y, codes, sizes, sprites, isOpaque };
}

function gather<List extends Uint8Array | Uint16Array>(from: List, rows: Uint32Array, into: List): List {
  for (let at = 0; at < rows.length; at++) into[at] = from[rows[at]!]!;
  return into;
}

function spritesOf(radius: number, hasSizes: boolean, isOpaque: boolean): Sprite[] {
  const ratios = hasSizes ? Array.from({ length: sizeSteps }, (_, step) => areaRatioOf(step)) : [1];
  const visible = isOpaque ? 1 : opacity;
  return ratios.map((ratio) => createSprite(Math.max(0.5, radius * Math.sqrt(ratio)), visible, isOpaque));
}

function areaRatioOf(step: number): number {
  const [low, high] = areaRatios;
  return low + ((high - low) * step) / (sizeSteps - 1);
}

/** The radius of each row's dot as a multiple of `dotRadius`: areas are linear in the value. */
export function radiusRatios(column: NumberColumn): Float64Array {
  return Float64Array.from(sizesOf(column), (step) => Math.sqrt(areaRatioOf(step)));
}

/** Sizes whose area is linear in the value; the smallest for rows without one. */
function sizesOf(column: NumberColumn): Uint8Array {
  const { min, max } = profileOf(column);
  const { values, absence } = column;
  const sizes = new Uint8Array(values.length);
  const scale = (sizeSteps - 1) / (max - min);
  if (!(scale < Infinity)) return sizes;
  for (let row = 0; row < sizes.length; row++) {
    const value = values[row]!;
    if (value - value !== 0 || (absence !== null && absence[row] !== 0)) continue;
    sizes[row] = Math.round((value - min) * scale);
  }
  return sizes;
}
