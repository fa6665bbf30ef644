import type { NumberColumn } from '../../history/index.ts';
import { laneOf } from './lanes.ts';

/** How many of the best rows stand in front of the others, and by which column; by the target where none is named. */
export interface Best {
  readonly count: number;
  readonly by?: string | undefined;
}

/**
 * The `count` best of `rows` by a column, ascending by row: the lowest where low is better, else the highest. Rows without
 * a finite value are never among them; of equals the first are. Takes time in proportion to the rows.
 */
export function topRows(column: NumberColumn, rows: Uint32Array, count: number): Uint32Array {
  const sign = column.direction === 'min' ? -1 : 1;
  const size = Math.min(count, rows.length);
  const heap = createHeap(size);
  for (const row of rows) {
    if (laneOf(column, row) === null) heap.offer(row, sign * column.values[row]!);
  }
  return heap.rows().sort();
}

/** Keeps the best few of many: the worst of these is on top, to be compared with what comes. */
function createHeap(size: number) {
  const rows = new Uint32Array(size);
  const keys = new Float64Array(size);
  let length = 0;

  /** Whether what is at `a` has to go before what is at `b`: it is worse, or as good and came later. */
  const isWorse = (a: number, b: number) =>
    keys[a]! < keys[b]! || (keys[a] === keys[b] && rows[a]! > rows[b]!);

  function swap(a: number, b: number): void {
    [rows[a], rows[b]] = [rows[b]!, rows[a]!];
    [keys[a], keys[b]] = [keys[b]!, keys[a]!];
  }

  function rise(at: number): void {
    for (let child = at; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!isWorse(child, parent)) return;
      swap(child, parent);
      child = parent;
    }
  }

  function sink(): void {
    for (let at = 0; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < length && isWorse(child, worst)) worst = child;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  }

  /** Rows come ascending, so that of equals the first is kept. */
  function offer(row: number, key: number): void {
    if (length < size) {
      rows[length] = row;
      keys[length] = key;
      rise(length++);
    } else if (size > 0 && key > keys[0]!) {
      rows[0] = row;
      keys[0] = key;
      sink();
    }
  }

  return { offer, rows: () => rows.slice(0, length) };
}
