import { untrack } from 'svelte';
import type { Table } from '../../history/index.ts';

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

  /** Moves pins to the same records when the table `before` is replaced by `after`. */
  follow(before: Table, after: Table): void {
    const [hovered, pinned] = untrack(() => [this.#hovered, this.#pinned] as const);
    if (pinned.length > 0) this.#pinned = pinned.flatMap((row) => followRow(before, after, row) ?? []);
    if (hovered !== null && !isSameRow(before, after, hovered)) this.#hovered = null;
  }
}

/** The row of `after` with the same record of the same run as a row of `before`; null if there is none. */
function followRow(before: Table, after: Table, row: number): number | null {
  if (isSameRow(before, after, row)) return row;
  const found = after.runIndex.findIndex(
    (run, at) => run === before.runIndex[row] && after.recordIndex[at] === before.recordIndex[row],
  );
  return found < 0 ? null : found;
}

/** Whether the row of this number has the same record of the same run in both tables. */
function isSameRow(one: Table, other: Table, row: number): boolean {
  return one.runIndex[row] === other.runIndex[row] && one.recordIndex[row] === other.recordIndex[row];
}
