import { untrack } from 'svelte';
import type { Table } from '../history/index.ts';
import * as arrangement from './core/arrangement.ts';
import { createColorScale, createLegend, inferColorBy, rowColor, type Legend } from './core/color.ts';
import { columnsByName, effectiveScales, inferAxes, type ScaleType } from './core/columns.ts';
import { sameExtent, type Extent } from './core/extent.ts';
import { filterRows } from './core/filter.ts';
import { emptyMap, emptySet, keysOf, toggled, withEntry, withoutKeys } from './core/persistent.ts';
import { fromView, toView, type PlotView } from './core/view.ts';

/** A table without rows or columns. */
export const emptyTable: Table = {
  length: 0,
  columns: [],
  runIndex: new Uint32Array(0),
  recordIndex: new Int32Array(0),
};

/** Whether the row of this number stands for the same record of the same run in both tables. */
function isSameRow(one: Table, other: Table, row: number): boolean {
  return one.runIndex[row] === other.runIndex[row] && one.recordIndex[row] === other.recordIndex[row];
}

/**
 * What is shown of a table and how. All that somebody chose is kept by column name and in data units, so that a new
 * table (more epochs, other runs) never spoils it; everything else is derived. Knows no pixels: several plots and tables
 * may show one state.
 */
export class PlotState {
  #table = $state.raw<Table>(emptyTable);
  #arrangement = $state.raw(arrangement.untouched);
  #inverted = $state.raw<ReadonlySet<string>>(emptySet());
  #wantedScales = $state.raw<ReadonlyMap<string, ScaleType>>(emptyMap());
  #brushes = $state.raw<ReadonlyMap<string, Extent>>(emptyMap());
  #wantedColor = $state.raw<string | null | undefined>(undefined);
  #hovered = $state.raw<number | null>(null);

  readonly #columns = $derived(columnsByName(this.#table));
  readonly #names = $derived(keysOf(this.#columns));
  readonly #inferred = $derived(this.#withBrushed(inferAxes(this.#table)));
  readonly #axes = $derived(arrangement.arrangeAxes(this.#arrangement, this.#inferred, this.#names));
  readonly #scales = $derived(effectiveScales(this.#table, this.#wantedScales));
  readonly #selection = $derived(filterRows(this.#table, this.#brushes));
  readonly #colorBy = $derived(this.#resolveColor());
  readonly #colorScale = $derived.by(() => {
    const column = this.#colorBy === null ? undefined : this.#columns.get(this.#colorBy);
    return column === undefined ? null : createColorScale(column, this.#scales.get(column.name)!);
  });
  readonly #legend = $derived(this.#colorScale === null ? null : createLegend(this.#colorScale));

  constructor(table: Table = emptyTable) {
    this.#table = table;
  }

  /**
   * The rows that are shown. May be replaced at any time; must not be changed in place. Setting it inside an effect
   * does not make that effect depend on this state.
   */
  get table(): Table {
    return this.#table;
  }
  set table(table: Table) {
    const { hovered, before } = untrack(() => ({ hovered: this.#hovered, before: this.#table }));
    this.#table = table;
    if (hovered !== null && !isSameRow(before, table, hovered)) this.#hovered = null;
  }

  /** The visible axes from left to right. */
  get axes(): readonly string[] {
    return this.#axes;
  }
  /** Columns that have no axis at present, in the order of the table. */
  get hiddenAxes(): readonly string[] {
    return this.#table.columns.map((column) => column.name).filter((name) => !this.#axes.includes(name));
  }
  /** Shows these axes in this order, and only these; null goes back to what is inferred. Hidden axes lose their brush. */
  setAxes(names: readonly string[] | null): void {
    this.#arrangement = names === null ? arrangement.untouched : arrangement.chooseAxes(names, this.#names);
    if (names !== null) this.#dropBrushes((name) => this.#names.has(name) && !names.includes(name));
  }
  /** Puts a visible axis at `index`, counted from the left; beyond the ends means the end. */
  moveAxis(name: string, index: number): void {
    this.#arrangement = arrangement.moveAxis(this.#arrangement, this.#axes, name, index);
  }
  /** Takes an axis away, with its brush: a filter that nobody sees would mislead. */
  hideAxis(name: string): void {
    this.#arrangement = arrangement.hideAxis(this.#arrangement, name);
    this.#dropBrushes((brushed) => brushed === name);
  }
  showAxis(name: string): void {
    this.#arrangement = arrangement.showAxis(this.#arrangement, name);
  }

  /** Names of the axes whose low end is at the top. */
  get inverted(): ReadonlySet<string> {
    return this.#inverted;
  }
  toggleInverted(name: string): void {
    this.#inverted = toggled(this.#inverted, name);
  }

  /** The scale of every column: the one asked for where the column allows it, else the inferred one. */
  get scales(): ReadonlyMap<string, ScaleType> {
    return this.#scales;
  }
  /**
   * Asks for a scale. It is kept even while the column does not allow it (see `canScale`) and takes effect when it does.
   */
  setScale(name: string, type: ScaleType): void {
    this.#wantedScales = withEntry(this.#wantedScales, name, type);
  }

  /** What is brushed, by column, in data units. */
  get brushes(): ReadonlyMap<string, Extent> {
    return this.#brushes;
  }
  /** Brushes a column, or with null takes its brush away. A brush equal to the present one changes nothing. */
  setBrush(name: string, extent: Extent | null): void {
    const present = this.#brushes.get(name);
    if (extent === null ? present === undefined : present !== undefined && sameExtent(present, extent))
      return;
    this.#brushes =
      extent === null
        ? withoutKeys(this.#brushes, (key) => key === name)
        : withEntry(this.#brushes, name, extent);
  }
  clearBrushes(): void {
    if (this.#brushes.size > 0) this.#brushes = emptyMap();
  }

  /** The column that gives the colours: chosen or inferred; null for one colour, or when the chosen one is not there. */
  get colorBy(): string | null {
    return this.#colorBy;
  }
  /** Colours by this column; null draws all lines in one colour. */
  setColorBy(name: string | null): void {
    this.#wantedColor = name;
  }

  /** Rows that pass all brushes, ascending. */
  get selection(): Uint32Array {
    return this.#selection;
  }
  get selectedCount(): number {
    return this.#selection.length;
  }
  get total(): number {
    return this.#table.length;
  }

  /** The row under the pointer, here or in another view of the same table; null when there is none. */
  get hovered(): number | null {
    return this.#hovered;
  }
  set hovered(row: number | null) {
    this.#hovered = row !== null && row >= 0 && row < this.#table.length ? row : null;
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

  /** Everything that was chosen, as plain JSON. */
  get view(): PlotView {
    return toView({
      arrangement: this.#arrangement,
      inverted: this.#inverted,
      scales: this.#wantedScales,
      brushes: this.#brushes,
      colorBy: this.#wantedColor,
    });
  }
  /** Replaces everything that was chosen. Use `parseView` first where the view comes from outside. */
  applyView(view: PlotView): void {
    const state = fromView(view);
    this.#arrangement = state.arrangement;
    this.#inverted = state.inverted;
    this.#wantedScales = state.scales;
    this.#brushes = state.brushes;
    this.#wantedColor = state.colorBy;
  }

  /** A brushed column has an axis even while its values do not vary. */
  #withBrushed(inferred: string[]): string[] {
    const missing = Array.from(this.#brushes.keys()).filter(
      (name) => this.#names.has(name) && !inferred.includes(name),
    );
    return [...inferred, ...missing];
  }

  #resolveColor(): string | null {
    if (this.#wantedColor === undefined) return inferColorBy(this.#table, this.#axes);
    return this.#wantedColor !== null && this.#names.has(this.#wantedColor) ? this.#wantedColor : null;
  }

  #dropBrushes(isDropped: (name: string) => boolean): void {
    this.#brushes = withoutKeys(this.#brushes, isDropped);
  }
}
