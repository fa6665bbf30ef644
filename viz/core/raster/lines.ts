import { createBinned, createBins, type Bins } from './bins.ts';
import { collectInk, createColumnSums, writeColumn } from './column.ts';
import { createInkColumn, type Deposit } from './ink-column.ts';
import type { Ink } from './ink.ts';
import { createSpans, spanGuard, type SpanFrame } from './spans.ts';
import { createTone } from './tone.ts';

/** Lines across axes, and how to draw them. Lengths in CSS pixels unless said otherwise. */
export interface LinePicture {
  readonly width: number;
  readonly height: number;
  /** From the top of the picture to the top of the axes. */
  readonly top: number;
  readonly axisX: readonly number[];
  /** Per axis, per row, how far below the top of the axes the row crosses it. */
  readonly positions: readonly Float32Array[];
  readonly ink: Ink;
  /** Pixels of the result per CSS pixel. */
  readonly pixelRatio: number;
  readonly detail: Detail;
  /** From 0 to 1: how strong the densest places are. */
  readonly strength: number;
}

/**
 * `spans`: line by line, with edges that are the smoother the more `passes` there are. `bins`: lines that begin and end
 * in the same of `cells` cells (a power of two) are drawn as one.
 */
export type Detail =
  { readonly kind: 'spans'; readonly passes: number } | { readonly kind: 'bins'; readonly cells: number };

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, row by row, not premultiplied. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Width of a line in CSS pixels. */
export const lineWidth = 1.3;
/** Cells that are touched before somebody else may have the processor. */
const stepSize = 300_000;
/** Half the length of the dashes that stand for lines when there is but one axis. */
const dash = 28;

/**
 * Draws the lines of a picture, a few milliseconds at a time: each `next()` does a step, the last returns the raster.
 * Between two axes every line adds the same ink to every column, so that what is dense is so because lines are many.
 */
export function* rasterLines(picture: LinePicture): Generator<void, Raster, void> {
  const { pixelRatio, detail } = picture;
  const width = Math.max(1, Math.round(picture.width * pixelRatio));
  const height = Math.max(1, Math.round(picture.height * pixelRatio));
  const pixels = new Uint8ClampedArray(4 * width * height);
  const cells = detail.kind === 'bins' ? detail.cells : height;
  const bins = detail.kind === 'bins' ? createBins(cells) : null;
  const tone = createTone(picture.ink.order.length, lineWidth, picture.height, picture.strength);
  for (const gap of gapsOf(picture)) {
    const start = Math.round(gap.from * pixelRatio);
    const columns = Math.round(gap.to * pixelRatio) - start;
    const sums = yield* sumGap(picture, gap, columns, cells, bins);
    for (const [number, column] of sums.entries()) {
      const x = start + number;
      if (x >= 0 && x < width) writeColumn(column, { pixels, width, height, x }, tone);
    }
    yield;
  }
  return { width, height, pixels };
}

function* sumGap(picture: LinePicture, gap: Gap, columns: number, cells: number, bins: Bins | null) {
  const { ink, detail, top, height } = picture;
  const scale = cells / height;
  const frame: SpanFrame = {
    scale,
    offset: top * scale,
    columns,
    lineWidth: lineWidth * scale,
    slopeCorrection: slopeCorrection(ink.order.length),
    passes: detail.kind === 'spans' ? detail.passes : 1,
  };
  const sums = Array.from({ length: columns }, () => createColumnSums(cells));
  const column = createInkColumn(cells, bins === null ? spanGuard(frame, cells) : 1);
  let work = 0;
  for (const group of ink.groups) {
    const deposit: Deposit =
      bins === null
        ? createSpans(ink, group, gap.left, gap.right, frame)
        : yield* createBinned(ink, group, gap.left, gap.right, { ...frame, mass: frame.lineWidth }, bins);
    const cost = cells + (bins === null ? (group.end - group.start) * 4 : cells);
    for (let number = 0; number < columns; number++) {
      deposit(column, number);
      collectInk(sums[number]!, column, group.color, ink.ramp);
      work += cost;
      if (work < stepSize) continue;
      work = 0;
      yield;
    }
  }
  return sums;
}

/** How far slopes are corrected for: not for a few hundred lines, wholly for thousands. */
function slopeCorrection(count: number): number {
  return Math.max(0, Math.min(1, Math.log(count / 300) / Math.log(4000 / 300)));
}

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

function gapsOf({ axisX, positions }: LinePicture): Gap[] {
  if (axisX.length === 1) {
    const [x, y] = [axisX[0]!, positions[0]!];
    return [{ from: x - dash, to: x + dash, left: y, right: y }];
  }
  return axisX.slice(1).map((to, index) => ({
    from: axisX[index]!,
    to,
    left: positions[index]!,
    right: positions[index + 1]!,
  }));
}
