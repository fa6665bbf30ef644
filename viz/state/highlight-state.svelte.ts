import { untrack } from 'svelte';
import type { Table } from '../../history/index.ts';
import { followRows } from '../core/rows/follow-rows.ts';
import type { RowKey } from '../core/rows/row-cells.ts';

/** Highlighted rows: the one under the pointer, and the pinned ones. Not part of the view. */
export class HighlightState {
  readonly #table: () => Table;
  #hovered = $state.raw<number | null>(null);
  #pinned = $state.raw<readonly number[]>([]);

  constructor(table: () => Table) {
    this.#table = table;
  }

  /** The row under the pointer, here or in another view of the same table; null if there is none. */
  get hovered(): number | null {
    return this.#hovered;
  }
  set hovered(row: number | null) {
    this.#hovered = row !== null && row >= 0 && row < this.#table().length ? row : null;
  }

  /** The pinned rows in the order in which they were pinned. */
  get pinned(): readonly number[] {
    return this.#pinned;
  }
  /** Pins these rows and no others; rows that the table does not have are ignored. */
  pin(rows: readonly number[]): void {
    const { length } = this.#table();
    this.#pinned = rows.filter((row) => Number.isInteger(row) && row >= 0 && row < length);
  }
  /** Pins a row, or unpins it. */
  togglePin(row: number): void {
    const others = this.#pinned.filter((other) => other !== row);
    this.#pinned = others.length < this.#pinned.length ? others : [...others, row];
  }
  clearPins(): void {
    this.#pinned = [];
  }

  /**
   * Moves pins and the hovered row to the same rows when the table `before` is replaced by `after`. Without `key`, a hovered
   * row that has another number is no longer hovered: it is no longer under the pointer.
   */
  follow(before: Table, after: Table, key: RowKey | null): void {
    const [hovered, pinned] = untrack(() => [this.#hovered, this.#pinned] as const);
    if (pinned.length === 0 && hovered === null) return;
    const rows = hovered === null ? pinned : [...pinned, hovered];
    const rowOf = followRows(before, after, rows, key);
    this.#pinned = pinned.flatMap((row) => rowOf(row) ?? []);
    const next = hovered === null ? null : rowOf(hovered);
    this.#hovered = key === null && next !== hovered ? null : next;
  }
}
