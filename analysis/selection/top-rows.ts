import { isBetter, type NumberColumn } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';

/**
 * The `count` best of `rows` by a column, ascending by row: the lowest where low is better, else the highest. Rows without
 * a finite value are never among them; of equals the first are. Takes time in proportion to the rows.
 */
export function topRows(column: NumberColumn, rows: Uint32Array, count: number): Uint32Array {
  const heap = createHeap(Math.min(count, rows.length), column.direction === 'min' ? 'min' : 'max');
  for (const row of rows) {
    if (hasValue(column, row)) heap.offer(row, column.values[row]!);
  }
  return heap.rows().sort();
}

/** Keeps the best few of many: the worst of these is on top, to be compared with the next. */
function createHeap(size: number, direction: 'min' | 'max') {
  const rows = new Uint32Array(size);
  const values = new Float64Array(size);
  let length = 0;

  /** Whether the entry at `a` is dropped before that at `b`: it is worse, or as good and came later. */
  const isWorse = (a: number, b: number) =>
    isBetter(values[b], values[a]!, direction) || (values[a] === values[b] && rows[a]! > rows[b]!);

  function swap(a: number, b: number): void {
    [rows[a], rows[b]] = [rows[b]!, rows[a]!];
    [values[a], values[b]] = [values[b]!, values[a]!];
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
  function offer(row: number, value: number): void {
    if (length < size) {
      rows[length] = row;
      values[length] = value;
      rise(length++);
    } else if (size > 0 && isBetter(value, values[0]!, direction)) {
      rows[0] = row;
      values[0] = value;
      sink();
    }
  }

  return { offer, rows: () => rows.slice(0, length) };
}
