import { NOT_APPLICABLE } from '../table/table.ts';
import type { EpochRecord } from '../types.ts';
import { cellAt, kindAt, kindOfOther, NUMBER, TEXT } from './cells.ts';
import type { Cell, Cells } from './cells.ts';
import { OrderCollector } from './key-orders.ts';
import { deferredRecordList, rangeOf } from './record-list.ts';
import type { RecordRange } from './record-list.ts';
import type { RunRecords } from './run-list.ts';

/**
 * The records of one run in arrays with spare capacity. The result of `view` shares these arrays and stays valid, because
 * later records are written after its end.
 *
 * Appending takes amortised constant time per record, and copies nothing of a run that was just imported: records for
 * which the arrays have no room are queued until a view needs them, or until the queue is full.
 */
export class RecordGrowth {
  readonly #growthFactor: number;
  readonly #maxQueue: number;
  /** Returns the records that it begins with; null once they are copied. */
  #base: (() => RecordRange | null) | null;
  #queue: EpochRecord[] = [];
  /** The number of records, queued ones included. */
  #length: number;
  /** The number of records in the arrays. */
  #written = 0;
  #capacity = 0;
  readonly #columns = new Map<string, GrowingColumn>();
  #collector = new OrderCollector([]);
  /** Per record the place of its order of keys; null while all have the order of the columns. */
  #orders: Uint32Array | null = null;

  /**
   * @param base returns the records that it begins with, which are copied once
   * @param length the number of these
   */
  constructor(base: () => RecordRange | null, length: number) {
    this.#base = base;
    this.#length = length;
    const share = nextShare();
    this.#growthFactor = MIN_GROWTH_FACTOR + share * (MAX_GROWTH_FACTOR - MIN_GROWTH_FACTOR);
    this.#maxQueue = Math.round(MIN_QUEUE + share * (MAX_QUEUE - MIN_QUEUE));
  }

  get length(): number {
    return this.#length;
  }

  append(records: readonly EpochRecord[]): void {
    this.#length += records.length;
    if (this.#length <= this.#capacity) {
      this.#write(records);
      return;
    }
    for (const record of records) this.#queue.push(record);
    if (this.#queue.length > this.#maxQueue) this.#writeQueue();
  }

  /**
   * Returns the records as of when there were `length`. It may have columns that only later records have; none of its
   * cells applies.
   */
  view(length = this.#length): RunRecords {
    this.#writeQueue();
    const columns = Array.from(this.#columns, ([name, column]) => ({ name, cells: column.view(length) }));
    const orders = this.#orders && {
      lists: this.#collector.lists.map((list) => list.slice()),
      of: this.#orders.subarray(0, length),
    };
    return { columns, starts: Uint32Array.of(0, length), ...(orders ? { orders } : {}) };
  }

  #writeQueue(): void {
    const queue = this.#queue;
    this.#queue = [];
    if (this.#base !== null) {
      const range = this.#base();
      this.#base = null;
      this.#reserve(this.#length);
      this.#copy(range);
    } else if (queue.length > 0) this.#reserve(this.#length);
    this.#write(queue);
  }

  #copy(range: RecordRange | null): void {
    const start = range?.start ?? 0;
    const length = range === null ? 0 : range.end - start;
    const names = range === null ? ['epoch'] : range.columns.map(({ name }) => name);
    this.#collector = new OrderCollector(names);
    for (const name of names) this.#columns.set(name, new GrowingColumn());
    for (const { name, cells } of range?.columns ?? []) {
      this.#columns.get(name)!.copy(cells, start, length, this.#capacity);
    }
    if (range?.orders) {
      this.#orders = new Uint32Array(this.#capacity);
      for (let row = 0; row < length; row++) {
        const keys = range.orders.lists[range.orders.of[start + row]!]!.map((place) => range.columns[place]!)
          .filter(({ cells }) => kindAt(cells, start + row) !== NOT_APPLICABLE)
          .map(({ name }) => name);
        this.#orders[row] = this.#collector.placeOf(keys);
      }
    }
    this.#written = length;
  }

  /** Writes records for which there is room. */
  #write(records: readonly EpochRecord[]): void {
    for (const record of records) {
      const row = this.#written++;
      const keys = Object.keys(record);
      for (const key of keys) {
        let column = this.#columns.get(key);
        if (column === undefined) {
          this.#columns.set(key, (column = new GrowingColumn()));
          this.#collector.addColumn(key);
          column.fillAbsent(0, row, this.#capacity);
        }
        column.set(row, record[key], this.#capacity);
      }
      for (const column of this.#columns.values()) {
        if (column.length === row) column.fillAbsent(row, row + 1, this.#capacity);
      }
      const order = this.#collector.placeOf(keys);
      if (order > 0) this.#orders ??= new Uint32Array(this.#capacity);
      if (this.#orders !== null) this.#orders[row] = order;
    }
  }

  #reserve(length: number): void {
    if (length <= this.#capacity) return;
    this.#capacity = Math.max(MIN_CAPACITY, Math.floor(length * this.#growthFactor));
    for (const column of this.#columns.values()) column.reserve(this.#capacity);
    if (this.#orders !== null) {
      const orders = new Uint32Array(this.#capacity);
      orders.set(this.#orders);
      this.#orders = orders;
    }
  }
}

const MIN_CAPACITY = 8;
const MIN_GROWTH_FACTOR = 1.15;
const MAX_GROWTH_FACTOR = 1.3;
/** A queued record takes several times the memory of one in columns. */
const MIN_QUEUE = 8;
const MAX_QUEUE = 64;

let growthCount = 0;

/**
 * A number from 0 to 1 for each growth: runs that get their records at the same time would otherwise all be copied with
 * the same record. Multiples of the golden ratio are spread evenly, whatever their number.
 */
function nextShare(): number {
  return (growthCount++ * 0.618_033_988_749_894_9) % 1;
}

interface Continued {
  readonly growth: RecordGrowth;
  /** The objects that the records were given as. */
  readonly source: readonly EpochRecord[];
}

const continued = new WeakMap<readonly EpochRecord[], Continued>();

/**
 * Returns the records of a growing run as columns. Where they begin with the very objects that `before` was made of, the
 * columns of `before` are continued: only the further records are read.
 * @param before the result of an earlier call, or any other list
 * @param isGrowing whether the result may be continued, for which the objects are kept in memory
 */
export function continueRecords(
  before: readonly EpochRecord[],
  records: readonly EpochRecord[],
  isGrowing: boolean,
): readonly EpochRecord[] {
  if (records.length === 0 || rangeOf(records) !== undefined) return records;
  const known = continued.get(before);
  const isContinued =
    known !== undefined && known.growth.length === known.source.length && startsWith(records, known.source);
  const growth = isContinued ? known.growth : new RecordGrowth(() => null, 0);
  growth.append(records.slice(growth.length));
  const { length } = records;
  const list = deferredRecordList(length, () => {
    const { columns, orders } = growth.view(length);
    return { columns, start: 0, end: length, ...(orders ? { orders } : {}) };
  });
  if (isGrowing) continued.set(list, { growth, source: records });
  return list;
}

/** Whether `continueRecords` can continue a list. */
export function isGrowing(records: readonly EpochRecord[]): boolean {
  return continued.has(records);
}

function startsWith(records: readonly EpochRecord[], start: readonly EpochRecord[]): boolean {
  if (records.length < start.length) return false;
  for (let i = 0; i < start.length; i++) if (records[i] !== start[i]) return false;
  return true;
}

/** One column of growing records. Its arrays are allocated when a cell needs them. */
class GrowingColumn {
  length = 0;
  #values: Float64Array | null = null;
  /** Null while all cells are numbers. */
  #kinds: Uint8Array | null = null;
  readonly #texts: string[] = [];
  /** The texts as of the last view: later ones must not reach a view. */
  #textsOfView: readonly string[] = [];
  readonly #places = new Map<string, number>();

  copy(cells: Cells, start: number, length: number, capacity: number): void {
    if (start + length > cells.length) {
      for (let row = 0; row < length; row++) this.set(row, cellAt(cells, start + row), capacity);
      return;
    }
    if (cells.values !== null) {
      this.#values = new Float64Array(capacity);
      this.#values.set(cells.values.subarray(start, start + length));
    }
    if (cells.kinds !== null) {
      this.#kinds = new Uint8Array(capacity);
      this.#kinds.set(cells.kinds.subarray(start, start + length));
    }
    for (const text of cells.texts) this.#placeOf(text);
    this.length = length;
  }

  set(row: number, cell: Cell, capacity: number): void {
    const kind = typeof cell === 'number' ? NUMBER : typeof cell === 'string' ? TEXT : kindOfOther(cell);
    if (kind !== NUMBER) this.#kinds ??= new Uint8Array(capacity);
    if (this.#kinds !== null) this.#kinds[row] = kind;
    if (kind === NUMBER || kind === TEXT) {
      this.#values ??= new Float64Array(capacity).fill(NaN, 0, row);
      this.#values[row] = kind === NUMBER ? (cell as number) : this.#placeOf(cell as string);
    } else if (this.#values !== null) this.#values[row] = NaN;
    this.length = row + 1;
  }

  fillAbsent(start: number, end: number, capacity: number): void {
    if (start === end) return;
    this.#kinds ??= new Uint8Array(capacity);
    this.#kinds.fill(NOT_APPLICABLE, start, end);
    this.#values?.fill(NaN, start, end);
    this.length = end;
  }

  reserve(capacity: number): void {
    if (this.#values !== null) {
      const values = new Float64Array(capacity);
      values.set(this.#values);
      this.#values = values;
    }
    if (this.#kinds !== null) {
      const kinds = new Uint8Array(capacity);
      kinds.set(this.#kinds);
      this.#kinds = kinds;
    }
  }

  view(length: number): Cells {
    if (this.#textsOfView.length < this.#texts.length) this.#textsOfView = this.#texts.slice();
    return {
      length,
      values: this.#values?.subarray(0, length) ?? null,
      kinds: this.#kinds?.subarray(0, length) ?? null,
      texts: this.#textsOfView,
    };
  }

  #placeOf(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#texts.length;
      this.#places.set(text, place);
      this.#texts.push(text);
    }
    return place;
  }
}
