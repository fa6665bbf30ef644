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
    for (let column = first; column <= last; column++)
      this.#blend(column, top, bottom, 1, 0.5, packed(color), 256);
  }

  /** Paints one colour behind everything. */
  fill(color: Rgb): void {
    for (let column = 0; column < this.width; column++) {
      this.#blend(column, 0, this.height, 1, 0.5, packed(color), 256);
    }
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
    const pixel = packed(color);
    const alpha = Math.round(opacity * 256);
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
        this.#blend(column, top, bottom0 + (bottom1 - bottom0) * share, 1, 0.5, pixel, alpha);
      }
    }
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
    const pixel = packed(color);
    const alpha = Math.round(opacity * 256);
    const reach = width / 2 + 0.5;
    const columns = this.width;
    let drawn = 0;
    /** The column that is collected, and the span of the curve within it so far. */
    let column = 0;
    let low = 0;
    let high = 0;
    let [x0, y0] = [NaN, NaN];
    let isAlone = false;
    /** The heights between which the segment that is painted may be seen. */
    let [segmentTop, segmentBottom] = [0, 0];

    const emit = (top: number, bottom: number, slope: number) => {
      if (column < 0 || column >= columns) return;
      if (dash > 0) {
        const isGap = drawn % (1.6 * dash) > dash;
        drawn += 1 + (slope === 0 ? bottom - top : Math.abs(slope));
        if (isGap) return;
      }
      if (slope === 0) this.#blend(column, top, bottom, 1, reach, pixel, alpha);
      else {
        const middle = (top + bottom) / 2;
        const steepness = 1 / Math.sqrt(1 + slope * slope);
        this.#blend(column, middle, middle, steepness, reach, pixel, alpha, segmentTop, segmentBottom);
      }
    };
    const close = () => {
      if (Number.isNaN(x0)) return;
      if (!isAlone) return emit(low, high, 0);
      const center = column;
      for (column = center - 1; column <= center + 1; column++) emit(y0 - 1, y0 + 1, 0);
    };

    for (let i = start; i < end; i++) {
      const x1 = x[i]! * xFactor + xOffset;
      const y1 = (isLog ? Math.log(y[i]!) : y[i]!) * yFactor + yOffset;
      if (!(y1 > -Infinity && y1 < Infinity)) {
        close();
        x0 = NaN;
        continue;
      }
      if (Number.isNaN(x0) || x1 < x0) {
        close();
        column = Math.floor(x1);
        low = high = y1;
        isAlone = true;
      } else {
        isAlone = false;
        const target = Math.floor(x1);
        if (target > column) {
          const slope = (y1 - y0) / (x1 - x0);
          // Products with the slope would overflow where the curve is almost vertical.
          let edge = y0 + (y1 - y0) * ((column + 1 - x0) / (x1 - x0));
          emit(Math.min(low, edge), Math.max(high, edge), 0);
          segmentTop = Math.min(y0, y1) - reach;
          segmentBottom = Math.max(y0, y1) + reach;
          // Columns left of the picture are skipped in one step.
          const next = Math.max(column + 1, Math.min(target, -1));
          edge += slope * (next - column - 1);
          for (column = next; column < target && column < columns; column++) {
            const to = edge + slope;
            emit(Math.min(edge, to), Math.max(edge, to), slope);
            edge = to;
          }
          column = target;
          low = high = y1 + (y0 - y1) * ((x1 - target) / (x1 - x0));
        }
        if (y1 < low) low = y1;
        if (y1 > high) high = y1;
      }
      [x0, y0] = [x1, y1];
    }
    close();
  }

  /**
   * Blends a column between two heights, with coverage that falls by `steepness` per pixel beyond them, and nothing
   * outside of `limitTop` and `limitBottom`.
   */
  #blend(
    column: number,
    top: number,
    bottom: number,
    steepness: number,
    reach: number,
    color: number,
    alpha: number,
    limitTop = -Infinity,
    limitBottom = Infinity,
  ): void {
    const { height } = this;
    const outside = reach / steepness;
    const inside = Math.max(0, (reach - 1) / steepness);
    const first = Math.max(0, Math.ceil(Math.max(top - outside, limitTop) - 0.5));
    const last = Math.min(height - 1, Math.floor(Math.min(bottom + outside, limitBottom) - 0.5));
    const solidFrom = Math.max(first, Math.ceil(top - inside - 0.5));
    const solidTo = Math.min(last, Math.floor(bottom + inside - 0.5));
    const pixels = this.#pixels;
    const start = column * height;
    const opaque = color | 0xff000000;
    for (let row = first; row <= last; row++) {
      const before = pixels[start + row]!;
      if (before >>> 24 >= COVERED) continue;
      let weight = alpha;
      if (row < solidFrom || row > solidTo) {
        const distance = Math.max(top - row - 0.5, row + 0.5 - bottom, 0) * steepness;
        weight = (alpha * Math.min(1, reach - distance)) | 0;
        if (weight <= 0) continue;
      }
      pixels[start + row] = composed(before, opaque, 255, weight);
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
