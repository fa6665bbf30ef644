import type { Series } from '../../../history/index.ts';
import type { Rgb } from '../color/palette.ts';
import { affineOf, valueOf, type CurveScale } from './curve-scale.ts';
import { visiblePoints } from './visible-points.ts';

/** How curves are painted. Lengths are in pixels of the picture. */
export interface Brush {
  readonly width: number;
  /** From 0 to 1. */
  readonly opacity: number;
  /** Length of dashes; 0 for solid lines. */
  readonly dash: number;
}

/** Curves that can be painted. */
export interface PaintedCurves extends Pick<Series, 'starts' | 'x'> {
  /** The result of `ascendingCurves`; unknown if missing. */
  readonly ascending?: Uint8Array;
}

/** A pixel that is covered by at least this much of 255 is finished: what is painted behind it is not visible. */
const COVERED = 252;
/** Columns beside the picture whose points may be visible as dots. */
const MARGIN = 2;
/** Spans that are collected before they are blended. */
const MAX_SPANS = 4096;

/**
 * A picture of curves, painted from the front to the back, so that what is covered already costs next to nothing. Each
 * curve is reduced to the span of values that it has in each column of pixels, which leaves nothing out that could be seen
 * and costs one span per column, however many records there are.
 */
export class CurvePicture {
  readonly width: number;
  readonly height: number;
  /**
   * Coverage, blue, green and red, premultiplied. Pixels lie in columns, since spans are vertical. Signed, since V8
   * computes with signed integers of 32 bits, and with floating point beyond.
   */
  readonly #pixels: Int32Array;
  /** One bit per pixel that is finished, in words of 32 rows, so that most spans of many curves are skipped by one test. */
  readonly #covered: Int32Array;
  readonly #words: number;
  /**
   * Spans of the curve that is painted, each with top, bottom, stretch, and the limits of its segment. They are collected
   * first and blended together: numbers that are passed to a function for each span would be allocated on the heap.
   */
  readonly #spans = new Float64Array(5 * MAX_SPANS);
  readonly #spanColumns = new Int32Array(MAX_SPANS);
  #spanCount = 0;
  /** How the spans are blended: the packed colour, the opacity of 256, half the width with its soft edge, and the dashes. */
  #pen = { color: 0, alpha: 0, reach: 1, dash: 0 };
  /** The length of the curve so far, in pixels, for dashes. */
  #drawn = 0;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#pixels = new Int32Array(width * height);
    this.#words = (height + 31) >> 5;
    this.#covered = new Int32Array(width * this.#words);
  }

  /** Paints a straight line of one pixel through the whole picture. */
  paintRule(direction: 'row' | 'column', at: number, color: Rgb): void {
    const { width, height } = this;
    const index = Math.floor(at);
    if (index < 0 || index >= (direction === 'row' ? height : width)) return;
    const first = direction === 'row' ? 0 : index;
    const last = direction === 'row' ? width - 1 : index;
    const [top, bottom] = direction === 'row' ? [index, index + 1] : [0, height];
    this.#take(color, 1);
    for (let column = first; column <= last; column++)
      this.#addSpan(column, top, bottom, 1, -Infinity, Infinity);
    this.#blendSpans();
  }

  /** Paints one colour behind everything. */
  fill(color: Rgb): void {
    this.#take(color, 1);
    for (let column = 0; column < this.width; column++)
      this.#addSpan(column, 0, this.height, 1, -Infinity, Infinity);
    this.#blendSpans();
  }

  /** Paints a picture of the same size behind this one. */
  paintBehind(picture: CurvePicture): void {
    const [pixels, behind] = [this.#pixels, picture.#pixels];
    for (let i = 0; i < pixels.length; i++)
      pixels[i] = composed(pixels[i]!, behind[i]!, behind[i]! >>> 24, 256);
  }

  /** Paints the area between the curves of `low` and `high`, which have the same places. */
  paintBand(
    x: Float64Array,
    low: Float64Array,
    high: Float64Array,
    start: number,
    end: number,
    scaleX: CurveScale,
    scaleY: CurveScale,
    color: Rgb,
    opacity: number,
  ): void {
    const [places, values] = [affineOf(scaleX), affineOf(scaleY)];
    const toY = (value: number) => {
      // The lower end of a band may be where a logarithmic scale has no place: it goes on beyond the picture.
      const position = scaleY.isLog ? (value <= 0 ? -Infinity : Math.log(value)) : value;
      return position * values.factor + values.offset;
    };
    this.#take(color, opacity);
    const clampY = (pixelY: number) => Math.max(-1, Math.min(this.height + 1, pixelY));
    for (let i = start; i + 1 < end; i++) {
      const [x0, x1] = [x[i]! * places.factor + places.offset, x[i + 1]! * places.factor + places.offset];
      const [top0, bottom0] = [clampY(toY(high[i]!)), clampY(toY(low[i]!))];
      const [top1, bottom1] = [clampY(toY(high[i + 1]!)), clampY(toY(low[i + 1]!))];
      const sum = top0 + bottom0 + top1 + bottom1;
      if (Number.isNaN(sum) || !(x1 > x0)) continue;
      const first = Math.max(0, Math.ceil(x0 - 0.5));
      const last = Math.min(this.width, Math.ceil(x1 - 0.5));
      for (let column = first; column < last; column++) {
        const share = (column + 0.5 - x0) / (x1 - x0);
        const top = top0 + (top1 - top0) * share;
        const bottom = bottom0 + (bottom1 - bottom0) * share;
        this.#addSpan(column, top, bottom, 1, -Infinity, Infinity);
      }
    }
    this.#blendSpans();
  }

  /**
   * Paints one curve. A value that is not finite, or that the scale has no place for, is a gap; so is a step back on the
   * x axis. Only the visible points of curves with `ascending` places are read.
   */
  paintCurve(
    { starts, x, ascending }: PaintedCurves,
    y: Float64Array,
    curve: number,
    scaleX: CurveScale,
    scaleY: CurveScale,
    color: Rgb,
    { width, opacity, dash }: Brush,
  ): void {
    const all = { start: starts[curve]!, end: starts[curve + 1]! };
    const [from, to] = [valueOf(scaleX, -MARGIN), valueOf(scaleX, this.width + MARGIN)];
    const { start, end } = ascending?.[curve] === 1 && from < to ? visiblePoints(x, all, from, to) : all;
    const { factor: xFactor, offset: xOffset } = affineOf(scaleX);
    const { factor: yFactor, offset: yOffset } = affineOf(scaleY);
    const { isLog } = scaleY;
    const reach = width / 2 + 0.5;
    const columns = this.width;
    this.#take(color, opacity, reach, dash);
    /** The column that is collected, and the span of the curve within it so far. */
    let column = 0;
    let low = 0;
    let high = 0;
    let x0 = NaN;
    let y0 = NaN;
    let isAlone = false;
    for (let i = start; i < end; i++) {
      const x1 = x[i]! * xFactor + xOffset;
      const y1 = (isLog ? Math.log(y[i]!) : y[i]!) * yFactor + yOffset;
      const isValue = y1 > -Infinity && y1 < Infinity;
      if (!isValue || !(x1 >= x0)) {
        if (!Number.isNaN(x0)) this.#addEnd(column, low, high, isAlone);
        column = Math.floor(x1);
        low = high = y0 = y1;
        x0 = isValue ? x1 : NaN;
        isAlone = true;
        continue;
      }
      isAlone = false;
      const target = Math.floor(x1);
      if (target > column) {
        const slope = (y1 - y0) / (x1 - x0);
        // Products with the slope would overflow where the curve is almost vertical.
        let edge = y0 + (y1 - y0) * ((column + 1 - x0) / (x1 - x0));
        let top = Math.min(low, edge);
        let bottom = Math.max(high, edge);
        let stretch = 1;
        let limitTop = -Infinity;
        let limitBottom = Infinity;
        const stop = Math.min(target, columns);
        while (column < stop) {
          this.#addSpan(column, top, bottom, stretch, limitTop, limitBottom);
          if (++column === stop) break;
          if (stretch === 1) {
            // From here on the segment crosses whole columns. It is visible between the heights of its ends.
            stretch = Math.sqrt(1 + slope * slope);
            limitTop = Math.min(y0, y1) - reach;
            limitBottom = Math.max(y0, y1) + reach;
            // Columns left of the picture are skipped in one step.
            if (column < -1) {
              const next = Math.min(target, -1);
              edge += slope * (next - column);
              column = next;
            }
          }
          top = bottom = edge + slope / 2;
          edge += slope;
        }
        column = target;
        low = high = y1 + (y0 - y1) * ((x1 - target) / (x1 - x0));
      }
      if (y1 < low) low = y1;
      if (y1 > high) high = y1;
      x0 = x1;
      y0 = y1;
    }
    if (!Number.isNaN(x0)) this.#addEnd(column, low, high, isAlone);
    this.#blendSpans();
  }

  /** Chooses how the next spans are blended; without a reach they have hard edges. */
  #take(color: Rgb, opacity: number, reach = 0.5, dash = 0): void {
    this.#pen = { color: packed(color), alpha: Math.round(opacity * 256), reach, dash };
    this.#drawn = 0;
  }

  /** Adds the last column of a curve; a point alone becomes a dot. */
  #addEnd(column: number, low: number, high: number, isAlone: boolean): void {
    if (!isAlone) return this.#addSpan(column, low, high, 1, -Infinity, Infinity);
    for (let at = column - 1; at <= column + 1; at++)
      this.#addSpan(at, low - 1, low + 1, 1, -Infinity, Infinity);
  }

  /**
   * Adds what a curve has in a column. Must stay so short that V8 inlines it.
   * @param stretch vertical length of the curve's width: 1, or more for a segment that crosses the whole column
   * @param limitTop not drawn above
   * @param limitBottom nor below
   */
  #addSpan(
    column: number,
    top: number,
    bottom: number,
    stretch: number,
    limitTop: number,
    limitBottom: number,
  ): void {
    if (column < 0 || column >= this.width) return;
    if (this.#spanCount === MAX_SPANS) this.#blendSpans();
    const at = this.#spanCount++;
    this.#spanColumns[at] = column;
    const spans = this.#spans;
    spans[5 * at] = top;
    spans[5 * at + 1] = bottom;
    spans[5 * at + 2] = stretch;
    spans[5 * at + 3] = limitTop;
    spans[5 * at + 4] = limitBottom;
  }

  /**
   * Blends the collected spans into the picture, with coverage that falls by one per pixel beyond them, measured across
   * the curve where it has a slope. Rows are rounded by `| 0`, which is several times as fast as `Math.ceil`.
   */
  #blendSpans(): void {
    const { color, alpha, reach, dash } = this.#pen;
    const spans = this.#spans;
    const columns = this.#spanColumns;
    const count = this.#spanCount;
    this.#spanCount = 0;
    const { height } = this;
    const pixels = this.#pixels;
    const covered = this.#covered;
    const words = this.#words;
    const solid = Math.max(0, reach - 1);
    for (let i = 0, at = 0; i < count; i++, at += 5) {
      const top = spans[at]!;
      const bottom = spans[at + 1]!;
      const stretch = spans[at + 2]!;
      if (dash > 0) {
        const isGap = this.#drawn % (1.6 * dash) > dash;
        this.#drawn += bottom - top + stretch;
        if (isGap) continue;
      }
      // The first and the last row whose centre is within reach.
      const outside = reach * stretch;
      const limitTop = spans[at + 3]!;
      const limitBottom = spans[at + 4]!;
      const from = (top - outside < limitTop ? limitTop : top - outside) - 0.5;
      const to = (bottom + outside > limitBottom ? limitBottom : bottom + outside) - 0.5;
      if (!(from <= height - 1 && to >= 0)) continue;
      let first = from > 0 ? from | 0 : 0;
      if (first < from) first++;
      const last = to < height ? to | 0 : height - 1;
      const column = columns[i]!;
      const lastWord = last >> 5;
      for (let word = first >> 5; word <= lastWord; word++) {
        const group = column * words + word;
        let free = ~covered[group]!;
        if (word === first >> 5) free &= -1 << (first & 31);
        if (word === lastWord) free &= -1 >>> (31 - (last & 31));
        if (free === 0) continue;
        const solidTop = top - solid * stretch - 0.5;
        const solidBottom = bottom + solid * stretch - 0.5;
        const perPixel = 1 / stretch;
        const start = column * height;
        let finished = 0;
        while (free !== 0) {
          const bit = free & -free;
          free ^= bit;
          const row = (word << 5) + 31 - Math.clz32(bit);
          let weight = alpha;
          if (row < solidTop || row > solidBottom) {
            const distance = (row < solidTop ? top - 0.5 - row : row + 0.5 - bottom) * perPixel;
            const share = reach - distance;
            if (share < 1) weight = (alpha * share) | 0;
            if (weight <= 0) continue;
          }
          const pixel = composed(pixels[start + row]!, color, 255, weight);
          pixels[start + row] = pixel;
          if (pixel >>> 24 >= COVERED) finished |= bit;
        }
        if (finished !== 0) covered[group]! |= finished;
      }
    }
  }

  /** The pixels in rows, as red, green, blue and alpha; opaque once the picture was filled. */
  toPixels(): Uint8ClampedArray<ArrayBuffer> {
    const { width, height } = this;
    const rows = new Int32Array(width * height);
    for (let column = 0; column < width; column++) {
      const start = column * height;
      for (let row = 0, at = column; row < height; row++, at += width) rows[at] = this.#pixels[start + row]!;
    }
    return new Uint8ClampedArray(rows.buffer);
  }
}

/**
 * A pixel with another one behind it.
 * @param coverage that of the other one, from 0 to 255
 * @param weight how much of the other one is painted, from 0 to 256
 */
function composed(front: number, behind: number, coverage: number, weight: number): number {
  const free = 255 - (front >>> 24);
  let share = (free * weight) >> 8;
  const added = ((coverage + (coverage >>> 7)) * share) >> 8;
  // From 255ths to 256ths. All shares of a pixel add up to at most 256, so that no colour overflows.
  share += share >>> 7;
  const redBlue = (Math.imul(behind & 0xff00ff, share) >>> 8) & 0xff00ff;
  const green = (Math.imul(behind & 0x00ff00, share) >>> 8) & 0x00ff00;
  return (front + ((added << 24) | redBlue | green)) | 0;
}

/** Little-endian, as on all platforms of browsers. */
function packed([r, g, b]: Rgb): number {
  return 0xff000000 | (b << 16) | (g << 8) | r;
}
