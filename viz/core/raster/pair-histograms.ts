import type { Kernel } from './kernel/kernel.ts';

/** What determines the histogram of a gap. `left` and `right` are pointers of the kernel. */
export interface HistogramGap {
  readonly left: number;
  readonly right: number;
  /** Cells per CSS pixel, and cells above the top of the axes. */
  readonly scale: number;
  readonly offset: number;
  readonly cells: number;
  /** Base-2 logarithm of the bytes per cell: 2 for the number of lines, 3 for the priority of the front line as well. */
  readonly shift: 2 | 3;
}

/** The rows to draw: a pointer to an ascending list, or 0 for the first `count` rows. */
export interface DrawnRows {
  readonly pointer: number;
  readonly count: number;
}

interface Histogram {
  readonly gap: HistogramGap;
  readonly pointer: number;
  /** Pointer to the first cell. */
  readonly start: number;
  readonly size: number;
  rows: DrawnRows;
  /** Whether lines were removed since all were counted, so that some front lines are not known. */
  isWorn: boolean;
}

/** The difference between two lists of rows. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly isSmall: boolean;
  readonly came: DrawnRows;
  readonly gone: DrawnRows;
}

/** Histograms of lines by the cells of their two ends, cached between pictures. */
export interface PairHistograms {
  /**
   * Returns a pointer to the histogram of these rows of a gap, with `padding` around each of its rows. In a draft the front
   * line of a cell may be one that was removed, at the lowest priority.
   */
  count(gap: HistogramGap, rows: DrawnRows, isDraft: boolean): number;
  /** Releases an array of the kernel and its histograms; a list of rows is released once no histogram needs it. */
  release(pointer: number): void;
}

/** Bytes around each row of a histogram: `PADDING` of the kernel. */
export const padding = 64;
/** Above this size the least recently used histograms are evicted. */
const maxBytes = 64e6;
/** If more than this fraction of rows changes, all rows are counted again. */
const maxChanged = 0.5;

export function rowBytes({ cells, shift }: Pick<HistogramGap, 'cells' | 'shift'>): number {
  return (cells << shift) + padding;
}

/**
 * Creates the cache. While a brush is dragged few rows change and only these are counted; since cells hold integers, the
 * numbers are the same as if all rows were counted. Front lines are as well, except in drafts.
 */
export function createPairHistograms(kernel: Kernel): PairHistograms {
  /** The most recently used one is last. */
  const histograms = new Map<string, Histogram>();
  /** Arrays that are released once no histogram needs these rows. */
  const retired = new Set<number>();
  let change: Change | null = null;

  function count(gap: HistogramGap, rows: DrawnRows, isDraft: boolean): number {
    // A list of rows and all rows belong to different layers.
    const key = JSON.stringify([rows.pointer === 0, gap]);
    const known = histograms.get(key);
    histograms.delete(key);
    const histogram = known ?? createHistogram(gap);
    histograms.set(key, histogram);
    if (known === undefined) add(histogram, rows, 1);
    else if (known.rows.pointer !== rows.pointer || known.rows.count !== rows.count) update(histogram, rows);
    histogram.rows = rows;
    if (histogram.isWorn && !isDraft) recount(histogram, rows);
    evict();
    if (retired.size > 0) sweep();
    return histogram.start;
  }

  function createHistogram(gap: HistogramGap): Histogram {
    const size = padding + gap.cells * rowBytes(gap);
    const pointer = kernel.allocate(size);
    kernel.clear(pointer, size);
    return { gap, pointer, start: pointer + padding, size, rows: { pointer: 0, count: 0 }, isWorn: false };
  }

  function update(histogram: Histogram, rows: DrawnRows): void {
    const change = compare(histogram.rows, rows);
    if (change === null) {
      recount(histogram, rows);
    } else {
      add(histogram, change.came, 1);
      add(histogram, change.gone, -1);
      if (histogram.gap.shift === 3 && change.gone.count > 0) histogram.isWorn = true;
    }
  }

  function recount(histogram: Histogram, rows: DrawnRows): void {
    kernel.clear(histogram.pointer, histogram.size);
    add(histogram, rows, 1);
    histogram.isWorn = false;
  }

  /** Returns the added and removed rows; null if these are most of them. Every gap asks for the same change. */
  function compare(from: DrawnRows, to: DrawnRows): Pick<Change, 'came' | 'gone'> | null {
    if (change?.from !== from.pointer || change.to !== to.pointer) {
      forgetChange();
      const max = Math.floor(maxChanged * to.count);
      const [came, gone] = [0, 0].map(() => kernel.allocate(Math.max(16, 4 * max))) as [number, number];
      const added = kernel.compareRows(from.pointer, from.count, to.pointer, to.count, came, gone, max);
      change = {
        from: from.pointer,
        to: to.pointer,
        isSmall: added >= 0,
        came: { pointer: came, count: added },
        gone: { pointer: gone, count: from.count - to.count + added },
      };
    }
    return change.isSmall ? change : null;
  }

  function forgetChange(): void {
    if (change === null) return;
    kernel.release(change.came.pointer);
    kernel.release(change.gone.pointer);
    change = null;
  }

  function add({ gap, start }: Histogram, rows: DrawnRows, sign: 1 | -1): void {
    const { left, right, scale, offset, cells, shift } = gap;
    const where = [rows.pointer, rows.count, sign, left, right, scale, offset, cells, rowBytes(gap), start];
    if (shift === 2) kernel.countFlat(...where);
    else kernel.countFronts(...where);
  }

  function drop(key: string, { pointer }: Histogram): void {
    histograms.delete(key);
    kernel.release(pointer);
  }

  function evict(): void {
    let bytes = 0;
    for (const { size } of histograms.values()) bytes += size;
    for (const [key, histogram] of histograms) {
      if (bytes <= maxBytes || histograms.size === 1) return;
      bytes -= histogram.size;
      drop(key, histogram);
    }
  }

  function release(pointer: number): void {
    for (const [key, histogram] of histograms) {
      const { left, right } = histogram.gap;
      if (left === pointer || right === pointer) drop(key, histogram);
    }
    retired.add(pointer);
    sweep();
  }

  function sweep(): void {
    const used = new Set(Array.from(histograms.values(), (histogram) => histogram.rows.pointer));
    for (const pointer of retired) {
      if (used.has(pointer)) continue;
      if (change?.from === pointer || change?.to === pointer) forgetChange();
      retired.delete(pointer);
      kernel.release(pointer);
    }
  }

  return { count, release };
}
