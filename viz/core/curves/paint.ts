import type { Series } from '../../../history/index.ts';
import type { Rgb } from '../color/palette.ts';
import { affineOf, type CurveScale } from './curve-scale.ts';

/** How curves are painted. Lengths are in pixels of the picture. */
export interface Brush {
  readonly width: number;
  /** From 0 to 1. */
  readonly opacity: number;
  /** Length of dashes; 0 for solid lines. */
  readonly dash: number;
}

/** A pixel that is covered by at least this much of 255 is finished: what is painted behind it is not visible. */
const COVERED = 252;
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
  /**
   * Spans of the curve that is painted, each with top, bottom, slope, and the limits of its segment. They are collected
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
    for (let column = first; column <= last; column++) this.#addSpan(column, top, bottom, 0, 0, 0);
    this.#blendSpans();
  }

  /** Paints one colour behind everything. */
  fill(color: Rgb): void {
    this.#take(color, 1);
    for (let column = 0; column < this.width; column++) this.#addSpan(column, 0, this.height, 0, 0, 0);
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
        this.#addSpan(column, top, bottom0 + (bottom1 - bottom0) * share, 0, 0, 0);
      }
    }
    this.#blendSpans();
  }

  /**
   * Paints one curve. A value that is not finite, or that the scale has no place for, is a gap; so is a step back on the
   * x axis.
   */
  paintCurve(
    { starts, x }: Pick<Series, 'starts' | 'x'>,
    y: Float64Array,
    curve: number,
    scaleX: CurveScale,
    scaleY: CurveScale,
    color: Rgb,
    { width, opacity, dash }: Brush,
  ): void {
    const [start, end] = [starts[curve]!, starts[curve + 1]!];
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
        this.#addSpan(column, Math.min(low, edge), Math.max(high, edge), 0, 0, 0);
        if (target > column + 1) {
          // The heights between which the segment may be seen.
          const limitTop = Math.min(y0, y1) - reach;
          const limitBottom = Math.max(y0, y1) + reach;
          // Columns left of the picture are skipped in one step.
          const next = Math.max(column + 1, Math.min(target, -1));
          edge += slope * (next - column - 1);
          const stop = Math.min(target, columns);
          for (column = next; column < stop; column++) {
            const to = edge + slope;
            this.#addSpan(column, Math.min(edge, to), Math.max(edge, to), slope, limitTop, limitBottom);
            edge = to;
          }
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
    if (!isAlone) return this.#addSpan(column, low, high, 0, 0, 0);
    for (let at = column - 1; at <= column + 1; at++) this.#addSpan(at, low - 1, low + 1, 0, 0, 0);
  }

  /**
   * Adds what a curve has in a column.
   * @param slope that of a segment that crosses the whole column; 0 for a span of values, which has no limits
   * @param limitTop the segment is not drawn above
   * @param limitBottom nor below
   */
  #addSpan(
    column: number,
    top: number,
    bottom: number,
    slope: number,
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
    spans[5 * at + 2] = slope;
    spans[5 * at + 3] = limitTop;
    spans[5 * at + 4] = limitBottom;
  }

  /**
   * Blends the collected spans into the picture, with coverage that falls by one per pixel beyond them, measured across
   * the curve where it has a slope.
   */
  #blendSpans(): void {
    const { color, alpha, reach, dash } = this.#pen;
    const spans = this.#spans;
    const columns = this.#spanColumns;
    const count = this.#spanCount;
    this.#spanCount = 0;
    const { height } = this;
    const pixels = this.#pixels;
    for (let i = 0; i < count; i++) {
      let top = spans[5 * i]!;
      let bottom = spans[5 * i + 1]!;
      const slope = spans[5 * i + 2]!;
      if (dash > 0) {
        const isGap = this.#drawn % (1.6 * dash) > dash;
        this.#drawn += 1 + (slope === 0 ? bottom - top : Math.abs(slope));
        if (isGap) continue;
      }
      let steepness = 1;
      let limitTop = -Infinity;
      let limitBottom = Infinity;
      if (slope !== 0) {
        top = bottom = (top + bottom) / 2;
        steepness = 1 / Math.sqrt(1 + slope * slope);
        limitTop = spans[5 * i + 3]!;
        limitBottom = spans[5 * i + 4]!;
      }
      const outside = reach / steepness;
      const inside = Math.max(0, (reach - 1) / steepness);
      const first = Math.max(0, Math.ceil(Math.max(top - outside, limitTop) - 0.5));
      const last = Math.min(height - 1, Math.floor(Math.min(bottom + outside, limitBottom) - 0.5));
      const solidFrom = Math.max(first, Math.ceil(top - inside - 0.5));
      const solidTo = Math.min(last, Math.floor(bottom + inside - 0.5));
      const start = columns[i]! * height;
      for (let row = first; row <= last; row++) {
        const before = pixels[start + row]!;
        if (before >>> 24 >= COVERED) continue;
        let weight = alpha;
        if (row < solidFrom || row > solidTo) {
          const distance = Math.max(top - row - 0.5, row + 0.5 - bottom, 0) * steepness;
          weight = (alpha * Math.min(1, reach - distance)) | 0;
          if (weight <= 0) continue;
        }
        pixels[start + row] = composed(before, color, 255, weight);
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
