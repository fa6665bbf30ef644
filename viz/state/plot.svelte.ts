import { untrack } from 'svelte';
import type { Table } from '../../history/index.ts';
import { noClasses, rememberClasses } from '../core/color/class-memory.ts';
import { createColorScale, createLegend, inferColorBy, rowColor, type Legend } from '../core/color/color.ts';
import type { Palette } from '../core/color/palette.ts';
import { emptyTable } from './plot-axes.svelte.ts';
import { PlotOrder } from './plot-order.svelte.ts';

export { emptyTable };

/** The row of `after` that stands for the same record of the same run as a row of `before`; null when there is none. */
function followRow(before: Table, after: Table, row: number): number | null {
  if (isSameRow(before, after, row)) return row;
  const found = after.runIndex.findIndex(
    (run, at) => run === before.runIndex[row] && after.recordIndex[at] === before.recordIndex[row],
  );
  return found < 0 ? null : found;
}

/** Whether the row of this number stands for the same record of the same run in both tables. */
function isSameRow(one: Table, other: Table, row: number): boolean {
  return one.runIndex[row] === other.runIndex[row] && one.recordIndex[row] === other.recordIndex[row];
}

/**
 * What is shown of a table and how. All that somebody chose is kept by column name and in data units, so that a new
 * table (more epochs, other runs) never spoils it; everything else is derived. Knows no pixels: several plots and tables
 * may show one state. Its axes and its selection are told in classes of their own, each on top of the other.
 */
export class PlotState extends PlotOrder {
  #hovered = $state.raw<number | null>(null);
  #pinned = $state.raw<readonly number[]>([]);
  #classes = $state.raw(noClasses);

  readonly #wantedColor = $derived(this.present.colorBy);
  readonly #palette = $derived(this.present.palette);
  readonly #colorBy = $derived(this.#resolveColor());
  readonly #colorScale = $derived.by(() => {
    const type = this.#colorBy === null ? undefined : this.scales.get(this.#colorBy);
    // Categories take their colours as the data have them: to order them recolours none.
    const columns = type === 'time' ? this.shownColumns : this.columns;
    const column = this.#colorBy === null ? undefined : columns.get(this.#colorBy);
    return column === undefined
      ? null
      : createColorScale(
          column,
          type!,
          this.#palette,
          this.#classes.get(column.name),
          this.domains.get(column.name),
        );
  });
  readonly #legend = $derived(this.#colorScale === null ? null : createLegend(this.#colorScale));

  constructor(table: Table = emptyTable) {
    super(table);
    this.#classes = rememberClasses(this.#classes, table);
  }

  override get table(): Table {
    return super.table;
  }
  override set table(table: Table) {
    const [hovered, pinned, before] = untrack(() => [this.#hovered, this.#pinned, super.table] as const);
    super.table = table;
    this.#classes = rememberClasses(
      untrack(() => this.#classes),
      table,
    );
    if (pinned.length > 0) this.#pinned = pinned.flatMap((row) => followRow(before, table, row) ?? []);
    if (hovered !== null && !isSameRow(before, table, hovered)) this.#hovered = null;
  }

  /** The column that gives the colours: chosen or inferred; null for one colour, or when the chosen one is not there. */
  get colorBy(): string | null {
    return this.#colorBy;
  }
  /** Colours by this column; null draws all lines in one colour. */
  setColorBy(name: string | null): void {
    this.change({ colorBy: name });
  }
  /** Which colours numbers and categories take. */
  get palette(): Palette {
    return this.#palette;
  }
  setPalette(change: Partial<Palette>): void {
    this.change({ palette: { ...this.#palette, ...change } });
  }
  /** How rows are coloured; null for one colour. */
  get colorScale() {
    return this.#colorScale;
  }
  /** The colour of a row as CSS, whether it is selected or not. */
  rowColor(row: number): string {
    return this.#colorScale === null ? 'var(--heddle-accent, #3b76c4)' : rowColor(this.#colorScale, row);
  }
  /** What the colours mean; null for one colour. */
  get legend(): Legend | null {
    return this.#legend;
  }

  /** The row under the pointer, here or in another view of the same table; null when there is none. */
  get hovered(): number | null {
    return this.#hovered;
  }
  set hovered(row: number | null) {
    this.#hovered = row !== null && row >= 0 && row < this.table.length ? row : null;
  }

  /** The rows whose lines stand out until they are let go, in the order in which they were pinned. */
  get pinned(): readonly number[] {
    return this.#pinned;
  }
  /** Pins these rows and no others; those that the table does not have are left out. */
  pin(rows: readonly number[]): void {
    this.#pinned = rows.filter((row) => Number.isInteger(row) && row >= 0 && row < this.table.length);
  }
  /** Pins a row, or lets it go. */
  togglePin(row: number): void {
    const others = this.#pinned.filter((other) => other !== row);
    this.#pinned = others.length < this.#pinned.length ? others : [...others, row];
  }
  clearPins(): void {
    this.#pinned = [];
  }

  #resolveColor(): string | null {
    if (this.#wantedColor === undefined) return inferColorBy(this.table, this.axes);
    return this.#wantedColor !== null && this.names.has(this.#wantedColor) ? this.#wantedColor : null;
  }
}
