import { untrack } from 'svelte';
import type { Table } from '../history/index.ts';
import * as arrangement from './core/arrangement.ts';
import { createColorScale, createLegend, inferColorBy, rowColor, type Legend } from './core/color.ts';
import { columnsByName, inferAxes } from './core/columns.ts';
import type { Palette } from './core/palette.ts';
import { orderByAssociation } from './core/association.ts';
import { sameExtent, toggleValue, type Extent } from './core/extent.ts';
import { filterRows, keptRows, type Filter } from './core/filter.ts';
import { keysOf, setOf, toggled, withEntry, withoutItems, withoutKeys } from './core/persistent.ts';
import { canScale, effectiveScales, type ScaleType } from './core/scale-types.ts';
import { showTable } from './core/shown-columns.ts';
import type { Mark, PlotView, ViewState } from './core/view.ts';
import { ViewTimeline } from './view-timeline.svelte.ts';

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
  readonly #timeline = new ViewTimeline();
  #hovered = $state.raw<number | null>(null);
  #picked = $state.raw<ReadonlySet<number> | null>(null);

  readonly #arrangement = $derived(this.#timeline.present.arrangement);
  readonly #inverted = $derived(this.#timeline.present.inverted);
  readonly #wantedScales = $derived(this.#timeline.present.scales);
  readonly #brushes = $derived(this.#timeline.present.brushes);
  readonly #negated = $derived(this.#timeline.present.negated);
  readonly #combine = $derived(this.#timeline.present.combine);
  readonly #steps = $derived(this.#timeline.present.steps);
  readonly #wantedColor = $derived(this.#timeline.present.colorBy);
  readonly #marks = $derived(this.#timeline.present.marks);
  readonly #categoryOrders = $derived(this.#timeline.present.categoryOrders);
  readonly #palette = $derived(this.#timeline.present.palette);

  readonly #columns = $derived(columnsByName(this.#table));
  readonly #names = $derived(keysOf(this.#columns));
  readonly #inferred = $derived(this.#withBrushed(inferAxes(this.#table)));
  readonly #axes = $derived(arrangement.arrangeAxes(this.#arrangement, this.#inferred, this.#names));
  readonly #scales = $derived(effectiveScales(this.#table, this.#wantedScales));
  readonly #shown = $derived(showTable(this.#table, this.#scales, this.#categoryOrders));
  readonly #shownColumns = $derived(columnsByName(this.#shown));
  readonly #rows = $derived(keptRows(this.#shown, this.#steps));
  readonly #passing = $derived(filterRows(this.#shown, this.#filter(), this.#steps));
  readonly #selection = $derived.by(() => {
    const picked = this.#picked;
    return picked === null ? this.#passing : this.#passing.filter((row) => picked.has(row));
  });
  readonly #colorBy = $derived(this.#resolveColor());
  readonly #colorScale = $derived.by(() => {
    const type = this.#colorBy === null ? undefined : this.#scales.get(this.#colorBy);
    // Categories take their colours as the data have them: to order them recolours none.
    const columns = type === 'time' ? this.#shownColumns : this.#columns;
    const column = this.#colorBy === null ? undefined : columns.get(this.#colorBy);
    return column === undefined ? null : createColorScale(column, type!, this.#palette);
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

  /**
   * The same rows as the axes show them: texts on a scale of time are numbers there, and categories are coded in the order
   * in which they stand. Brushes are extents of these columns.
   */
  get shownTable(): Table {
    return this.#shown;
  }

  /** What the runs are about, as axes have it: the rightmost metric, else the rightmost axis of numbers. */
  get target(): string | undefined {
    const columns = this.#axes.flatMap((name) => this.#columns.get(name) ?? []);
    const numbers = columns.filter((column) => column.kind === 'number');
    return (numbers.findLast((column) => column.role === 'metric') ?? numbers.at(-1))?.name;
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
    const isHidden = (name: string) => names !== null && this.#names.has(name) && !names.includes(name);
    this.#change({
      arrangement: names === null ? arrangement.untouched : arrangement.chooseAxes(names, this.#names),
      ...this.#withoutBrushes(isHidden),
    });
  }
  /** Puts a visible axis at `index`, counted from the left; beyond the ends means the end. */
  moveAxis(name: string, index: number): void {
    const moved = arrangement.moveAxis(this.#arrangement, this.#axes, name, index);
    this.#change({ arrangement: moved }, `move ${name}`);
  }
  /**
   * Puts `target` rightmost and next to it the axes that go with it most among the selected rows, by rank: see
   * `orderByAssociation`.
   */
  orderByAssociation(target: string): void {
    const order = orderByAssociation(this.#axes, target, this.#shownColumns, this.#selection);
    this.#change({ arrangement: { ...this.#arrangement, order } });
  }
  /** Takes an axis away, with its brush: a filter that nobody sees would mislead. */
  hideAxis(name: string): void {
    this.#change({
      arrangement: arrangement.hideAxis(this.#arrangement, name),
      ...this.#withoutBrushes((brushed) => brushed === name),
    });
  }
  showAxis(name: string): void {
    this.#change({ arrangement: arrangement.showAxis(this.#arrangement, name) });
  }

  /** Names of the axes whose low end is at the top. */
  get inverted(): ReadonlySet<string> {
    return this.#inverted;
  }
  toggleInverted(name: string): void {
    this.#change({ inverted: toggled(this.#inverted, name) });
  }

  /** The scale of every column: the one asked for where the column allows it, else the inferred one. */
  get scales(): ReadonlyMap<string, ScaleType> {
    return this.#scales;
  }
  /**
   * Asks for a scale. It is kept even while the column does not allow it (see `canScale`) and takes effect when it does.
   */
  setScale(name: string, type: ScaleType): void {
    this.#change({ scales: withEntry(this.#wantedScales, name, type) });
  }

  /**
   * The categories of a column stand in this order from the lowest, which is kept by name: further ones that arrive stand
   * above. Null goes back to the order of the data. Until `settle`, further orders of the column count as one to `undo`.
   */
  orderCategories(name: string, order: readonly string[] | null): void {
    const categoryOrders =
      order === null
        ? withoutKeys(this.#categoryOrders, (other) => other === name)
        : withEntry(this.#categoryOrders, name, order);
    this.#change({ categoryOrders }, `categories of ${name}`);
  }

  /** Between even and logarithmic, or where a logarithm cannot be, symmetrically logarithmic. */
  toggleLog(name: string): void {
    const column = this.#columns.get(name);
    if (column === undefined) return;
    const present = this.#scales.get(name);
    const next =
      present === 'log' || present === 'symlog' ? 'linear' : canScale(column, 'log') ? 'log' : 'symlog';
    if (canScale(column, next)) this.setScale(name, next);
  }

  /** What is brushed: per column its ranges in data units, of which a row has to lie in one. */
  get brushes(): ReadonlyMap<string, readonly Extent[]> {
    return this.#brushes;
  }
  /** Brushes a column with one range, or with null takes all its ranges away. */
  setBrush(name: string, extent: Extent | null): void {
    this.setRanges(name, extent === null ? [] : [extent]);
  }
  /**
   * Brushes a column with these ranges; none takes its brush away. Ranges equal to the present ones change nothing.
   * Until `settle`, further changes of the same column's ranges count as one to `undo`.
   */
  setRanges(name: string, extents: readonly Extent[]): void {
    const present = this.#brushes.get(name) ?? [];
    const isSame =
      present.length === extents.length && present.every((extent, at) => sameExtent(extent, extents[at]!));
    if (isSame) return;
    const gesture = `ranges of ${name}`;
    if (extents.length > 0) this.#change({ brushes: withEntry(this.#brushes, name, extents) }, gesture);
    else
      this.#change(
        this.#withoutBrushes((brushed) => brushed === name),
        gesture,
      );
  }
  /** Takes one value of a column into its brush, a category or a number, or leaves it out again. */
  toggleValue(name: string, value: string | number): void {
    this.setRanges(name, toggleValue(this.#brushes.get(name) ?? [], value));
    this.settle();
  }
  /** Takes all brushes and picks away; what was kept or excluded stays so. */
  clearBrushes(): void {
    this.#picked = null;
    if (this.#brushes.size > 0) this.#change(this.#withoutBrushes(() => true));
  }
  /** Columns whose ranges select what lies outside of them. */
  get negated(): ReadonlySet<string> {
    return this.#negated;
  }
  toggleNegated(name: string): void {
    this.#change({ negated: toggled(this.#negated, name) });
  }
  /** Whether a row is selected when it passes all brushed columns, or any. */
  get combine(): Filter['combine'] {
    return this.#combine;
  }
  setCombine(combine: Filter['combine']): void {
    if (combine !== this.#combine) this.#change({ combine });
  }

  /** Goes on with the selected rows only, as `exclude` does with the others; both take the brushes away. */
  keep(): void {
    this.#setAside('keep');
  }
  exclude(): void {
    this.#setAside('exclude');
  }
  /** Brings back all rows that were not kept or were excluded. */
  restore(): void {
    if (this.#steps.length > 0) this.#change({ steps: [] });
  }
  /** How many rows of the table are not there because of `keep` and `exclude`. */
  get setAsideCount(): number {
    return this.#table.length - this.#rows.length;
  }

  /** Takes the last change of the view back. */
  undo(): void {
    this.#timeline.undo();
  }
  /** Takes the last `undo` back. */
  redo(): void {
    this.#timeline.redo();
  }
  get canUndo(): boolean {
    return this.#timeline.canUndo;
  }
  get canRedo(): boolean {
    return this.#timeline.canRedo;
  }
  /** Says that a gesture is over: changes that follow are taken back apart from it. */
  settle(): void {
    this.#timeline.settle();
  }

  /** The column that gives the colours: chosen or inferred; null for one colour, or when the chosen one is not there. */
  get colorBy(): string | null {
    return this.#colorBy;
  }
  /** Colours by this column; null draws all lines in one colour. */
  setColorBy(name: string | null): void {
    this.#change({ colorBy: name });
  }

  /** The rows that there are to select from, ascending: all but those that were set aside. */
  get rows(): Uint32Array {
    return this.#rows;
  }
  /** What is shown beside the lines: histograms on axes, correlations between them. */
  get marks(): ReadonlySet<Mark> {
    return this.#marks;
  }
  toggleMark(mark: Mark): void {
    this.#change({ marks: toggled(this.#marks, mark) });
  }

  /**
   * Selects among these rows only, beside what is brushed; null for all. Rows are those of the present table, so picks
   * belong to no view and cannot be undone.
   */
  pickRows(rows: Iterable<number> | null): void {
    this.#picked = rows === null ? null : setOf(rows);
  }

  /** Rows that pass the brushes and were picked, ascending. */
  get selection(): Uint32Array {
    return this.#selection;
  }
  get selectedCount(): number {
    return this.#selection.length;
  }
  get total(): number {
    return this.#rows.length;
  }

  /** The row under the pointer, here or in another view of the same table; null when there is none. */
  get hovered(): number | null {
    return this.#hovered;
  }
  set hovered(row: number | null) {
    this.#hovered = row !== null && row >= 0 && row < this.#table.length ? row : null;
  }

  /** Which colours numbers and categories take. */
  get palette(): Palette {
    return this.#palette;
  }
  setPalette(change: Partial<Palette>): void {
    this.#change({ palette: { ...this.#palette, ...change } });
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
    return this.#timeline.view;
  }
  /**
   * Replaces everything that was chosen. Use `parseView` first where the view comes from outside. The view that a plot
   * starts with cannot be undone.
   */
  applyView(view: PlotView): void {
    this.#timeline.apply(view);
  }

  #change(change: Partial<ViewState>, gesture: string | null = null): void {
    this.#timeline.change(change, gesture);
  }

  #filter(): Filter {
    return { brushes: this.#brushes, negated: this.#negated, combine: this.#combine };
  }

  #setAside(action: 'keep' | 'exclude'): void {
    if (this.#brushes.size === 0) return;
    const step = { action, filter: this.#filter() };
    this.#change({ steps: [...this.#steps, step], ...this.#withoutBrushes(() => true) });
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

  #withoutBrushes(isDropped: (name: string) => boolean): Pick<ViewState, 'brushes' | 'negated'> {
    return {
      brushes: withoutKeys(this.#brushes, isDropped),
      negated: withoutItems(this.#negated, isDropped),
    };
  }
}
