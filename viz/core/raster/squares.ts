import type { Kernel } from './kernel/kernel.ts';

/** What of a gap decides into which cell a line falls. Pointers of the kernel, but for numbers of rows and cells. */
export interface SquareGap {
  readonly left: number;
  readonly right: number;
  /** Cells per CSS pixel, and cells above the top of the axes. */
  readonly scale: number;
  readonly offset: number;
  readonly cells: number;
  readonly kind: 0 | 1 | 2;
  readonly values: number;
  readonly colors: number;
  /** A cell has 1 << `shift` bytes. */
  readonly shift: 2 | 3 | 4;
  /** How many whole units a number of a cell counts one line in, but for the first. */
  readonly units: number;
}

/** Rows that are drawn: a pointer to an ascending list of them, 0 for all up to `count`. */
export interface DrawnRows {
  readonly pointer: number;
  readonly count: number;
}

interface Square {
  readonly gap: SquareGap;
  readonly pointer: number;
  /** First of its numbers. */
  readonly start: number;
  readonly size: number;
  rows: DrawnRows;
}

/** How one list of rows becomes another. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly isFew: boolean;
  readonly came: DrawnRows;
  readonly gone: DrawnRows;
}

/** Lines counted by the cells of their two ends, kept from one picture to the next. */
export interface Squares {
  /** The pointer of a square that counts these rows of a gap, `padding` around each of its own rows. */
  count(gap: SquareGap, rows: DrawnRows): number;
  /** Releases an array of the kernel and gives up the squares of it; a list of rows once no square is of these rows. */
  release(pointer: number): void;
}

/** Bytes around each row of a square: `PADDING` of the kernel. */
export const padding = 64;
/** Bytes of squares beyond which those are given up that were used least lately. */
const mostBytes = 64e6;
/** When more than this share of rows changes, they are counted anew. */
const mostChanged = 0.5;

export function rowBytes({ cells, shift }: Pick<SquareGap, 'cells' | 'shift'>): number {
  return (cells << shift) + padding;
}

/**
 * While a brush is dragged few rows come and go: only these are counted, and since cells hold whole numbers the square is
 * the same as if all were.
 */
export function createSquares(kernel: Kernel): Squares {
  /** The one that was used last comes last. */
  const squares = new Map<string, Square>();
  /** Arrays that are released as soon as no square is of these rows. */
  const retired = new Set<number>();
  let change: Change | null = null;

  function count(gap: SquareGap, rows: DrawnRows): number {
    // All rows and some of them are different layers of the same lines.
    const key = JSON.stringify([rows.pointer === 0, gap]);
    const known = squares.get(key);
    squares.delete(key);
    const square = known ?? createSquare(gap);
    squares.set(key, square);
    if (known === undefined) add(square, rows, 1);
    else if (known.rows.pointer !== rows.pointer || known.rows.count !== rows.count) update(square, rows);
    square.rows = rows;
    giveUp();
    if (retired.size > 0) sweep();
    return square.start;
  }

  function createSquare(gap: SquareGap): Square {
    const size = padding + gap.cells * rowBytes(gap);
    const pointer = kernel.allocate(size);
    kernel.clear(pointer, size);
    return { gap, pointer, start: pointer + padding, size, rows: { pointer: 0, count: 0 } };
  }

  function update(square: Square, rows: DrawnRows): void {
    const change = compare(square.rows, rows);
    if (change === null) {
      kernel.clear(square.pointer, square.size);
      add(square, rows, 1);
    } else {
      add(square, change.came, 1);
      add(square, change.gone, -1);
    }
  }

  /** Which rows came and which are gone; null where that is most of them. The same change is asked for by every gap. */
  function compare(from: DrawnRows, to: DrawnRows): Pick<Change, 'came' | 'gone'> | null {
    if (change?.from !== from.pointer || change.to !== to.pointer) {
      forgetChange();
      const most = Math.floor(mostChanged * to.count);
      const [came, gone] = [0, 0].map(() => kernel.allocate(Math.max(16, 4 * most))) as [number, number];
      const comes = kernel.compareRows(from.pointer, from.count, to.pointer, to.count, came, gone, most);
      change = {
        from: from.pointer,
        to: to.pointer,
        isFew: comes >= 0,
        came: { pointer: came, count: comes },
        gone: { pointer: gone, count: from.count - to.count + comes },
      };
    }
    return change.isFew ? change : null;
  }

  function forgetChange(): void {
    if (change === null) return;
    kernel.release(change.came.pointer);
    kernel.release(change.gone.pointer);
    change = null;
  }

  function add({ gap, start }: Square, rows: DrawnRows, sign: 1 | -1): void {
    const { left, right, scale, offset, cells, kind, shift, units, values, colors } = gap;
    const where = [rows.pointer, rows.count, sign, left, right, scale, offset, cells, rowBytes(gap), start];
    if (kind === 0) kernel.countFlat(...where);
    else if (kind === 1) kernel.countRamp(...where, shift, units, values);
    else kernel.countClasses(...where, values, colors);
  }

  function drop(key: string, { pointer }: Square): void {
    squares.delete(key);
    kernel.release(pointer);
  }

  function giveUp(): void {
    let bytes = 0;
    for (const { size } of squares.values()) bytes += size;
    for (const [key, square] of squares) {
      if (bytes <= mostBytes || squares.size === 1) return;
      bytes -= square.size;
      drop(key, square);
    }
  }

  function release(pointer: number): void {
    for (const [key, square] of squares) {
      const { left, right, values, colors } = square.gap;
      if ([left, right, values, colors].includes(pointer)) drop(key, square);
    }
    retired.add(pointer);
    sweep();
  }

  function sweep(): void {
    const used = new Set(Array.from(squares.values(), (square) => square.rows.pointer));
    for (const pointer of retired) {
      if (used.has(pointer)) continue;
      if (change?.from === pointer || change?.to === pointer) forgetChange();
      retired.delete(pointer);
      kernel.release(pointer);
    }
  }

  return { count, release };
}
