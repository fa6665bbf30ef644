import type { Table } from '../../history/index.ts';
import { withoutAngles } from '../core/brush/angles.ts';
import * as arrangement from '../core/order/arrangement.ts';
import { columnsByName, inferAxisColumns } from '../core/rows/columns.ts';
import { firstAxes } from '../core/order/first-axes.ts';
import {
  keysOf,
  setOf,
  steadyList,
  toggled,
  withEntry,
  withoutItems,
  withoutKeys,
} from '../core/persistent.ts';
import { canScale, effectiveScales, type ScaleType } from '../core/scale/scale-types.ts';
import { showTable, type CategoryOrders } from '../core/order/shown-columns.ts';
import { targetOf } from '../core/order/target.ts';
import type { FixedDomain } from '../core/scale/numeric-scale.ts';
import type { ViewState } from '../view/view.ts';
import { ViewTimeline } from './view-timeline.svelte.ts';

/** A table without rows or columns. */
export const emptyTable: Table = {
  length: 0,
  columns: [],
  runIndex: new Uint32Array(0),
  recordIndex: new Int32Array(0),
};

/** The axes of a table: which there are, in what order, and how each places its values. Every change can be undone. */
export class PlotAxes extends ViewTimeline {
  #table = $state.raw<Table>(emptyTable);
  #mostAxes = $state(Infinity);
  /** A brush step that leaves the axes as they are places no line anew. */
  readonly #steadyAxes = steadyList<string>();

  readonly #arrangement = $derived({
    order: this.present.order,
    hidden: this.present.hidden,
    shown: this.present.shown,
  });
  readonly #inverted = $derived(this.present.inverted);
  readonly #wantedScales = $derived(this.present.scales);
  readonly #categoryOrders = $derived(this.present.categoryOrders);
  readonly #domains = $derived(this.present.domains);

  protected readonly columns = $derived(columnsByName(this.#table));
  protected readonly names = $derived(keysOf(this.columns));
  readonly #inferred = $derived(inferAxisColumns(this.#table));
  readonly #first = $derived(setOf(firstAxes(this.#inferred, this.#mostAxes)));
  readonly #axes = $derived(
    this.#steadyAxes(arrangement.arrangeAxes(this.#arrangement, this.#naturalAxes(), this.names)),
  );
  readonly #scales = $derived(effectiveScales(this.#table, this.#wantedScales));
  readonly #shown = $derived(showTable(this.#table, this.#scales, this.#categoryOrders));
  protected readonly shownColumns = $derived(columnsByName(this.#shown));

  constructor(table: Table = emptyTable) {
    super();
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
    this.#table = table;
  }
  /**
   * The same rows as the axes show them: texts on a scale of time are numbers there, and categories are coded in the order
   * in which they stand. Brushes are extents of these columns.
   */
  get shownTable(): Table {
    return this.#shown;
  }

  /** The axis that the runs are about: see `targetOf`. */
  get target(): string | undefined {
    return targetOf(this.#axes.flatMap((name) => this.columns.get(name) ?? []))?.name;
  }

  /** The visible axes from left to right. */
  get axes(): readonly string[] {
    return this.#axes;
  }
  /** Columns that have no axis at present, in the order of the table. */
  get hiddenAxes(): readonly string[] {
    return this.#table.columns.map((column) => column.name).filter((name) => !this.#axes.includes(name));
  }
  /** How many axes are shown at first: see `firstAxes`. What somebody asked to see is shown beside them. */
  get mostAxes(): number {
    return this.#mostAxes;
  }
  set mostAxes(most: number) {
    this.#mostAxes = most;
  }
  /** Shows every column whose values vary. */
  showVarying(): void {
    this.setAxes(this.#inferred.map(({ name }) => name));
  }
  /** Shows these axes in this order, and only these; null goes back to what is inferred. Hidden axes lose their brush. */
  setAxes(names: readonly string[] | null): void {
    const isHidden = (name: string) => names !== null && this.names.has(name) && !names.includes(name);
    this.change({
      ...(names === null ? arrangement.untouched : arrangement.chooseAxes(names, this.names)),
      ...this.withoutBrushes(isHidden),
    });
  }
  /** Puts a visible axis at `index`, counted from the left; beyond the ends means the end. */
  moveAxis(name: string, index: number): void {
    this.change(arrangement.moveAxis(this.#arrangement, this.#axes, name, index), `move ${name}`);
  }
  /** Puts the visible axes into this order, and turns these round and no others, in one step. */
  orderAxes(order: readonly string[], inverted = this.#inverted): void {
    this.change({ order: [...order], inverted });
  }
  /** Puts them into the order of the table again. */
  resetOrder(): void {
    this.change({ order: [] });
  }
  /** Takes an axis away, with its brush: a filter that nobody sees would mislead. */
  hideAxis(name: string): void {
    this.hideAxes([name]);
  }
  /** Takes these away in one step. */
  hideAxes(names: readonly string[]): void {
    this.change({
      ...names.reduce(arrangement.hideAxis, this.#arrangement),
      ...this.withoutBrushes((brushed) => names.includes(brushed)),
    });
  }
  showAxis(name: string): void {
    this.showAxes([name]);
  }
  /** Shows these beside those that are shown, in one step. */
  showAxes(names: readonly string[]): void {
    this.change(names.reduce(arrangement.showAxis, this.#arrangement));
  }

  /** Names of the axes whose low end is at the top. */
  get inverted(): ReadonlySet<string> {
    return this.#inverted;
  }
  toggleInverted(name: string): void {
    this.change({ inverted: toggled(this.#inverted, name) });
  }

  /** The scale of every column: the one asked for where the column allows it, else the inferred one. */
  get scales(): ReadonlyMap<string, ScaleType> {
    return this.#scales;
  }
  /**
   * Asks for a scale. It is kept even while the column does not allow it (see `canScale`) and takes effect when it does.
   */
  setScale(name: string, type: ScaleType): void {
    this.change({ scales: withEntry(this.#wantedScales, name, type) });
  }
  /** Between even and logarithmic, or where a logarithm cannot be, symmetrically logarithmic. */
  toggleLog(name: string): void {
    const column = this.columns.get(name);
    if (column === undefined) return;
    const present = this.#scales.get(name);
    const isLog = present === 'log' || present === 'symlog';
    const next = isLog ? 'linear' : canScale(column, 'log') ? 'log' : 'symlog';
    if (canScale(column, next)) this.setScale(name, next);
  }
  /** The ends of axes that somebody fixed, in the units of their columns. */
  get domains(): ReadonlyMap<string, FixedDomain> {
    return this.#domains;
  }
  /**
   * Fixes the ends of an axis: values beyond them are drawn at the edge. Null lets it follow its values again. They are
   * kept while the scale cannot have them, as a logarithm cannot begin at 0. Throws where `min` is not below `max`.
   */
  fixDomain(name: string, domain: FixedDomain | null): void {
    if (
      domain !== null &&
      !(domain.min < domain.max && Number.isFinite(domain.min) && Number.isFinite(domain.max))
    ) {
      throw new RangeError(
        `ends of axis ${name}: expected two numbers, the lower first, got ${domain.min} and ${domain.max}`,
      );
    }
    const domains =
      domain === null
        ? withoutKeys(this.#domains, (other) => other === name)
        : withEntry(this.#domains, name, { min: domain.min, max: domain.max });
    this.change({ domains });
  }
  /** The orders of categories that were chosen, lowest first. */
  get categoryOrders(): CategoryOrders {
    return this.#categoryOrders;
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
    this.change({ categoryOrders }, `categories of ${name}`);
  }

  /** What a view loses when these columns lose their brushes. */
  protected withoutBrushes(isDropped: (name: string) => boolean): Partial<ViewState> {
    const { brushes, negated, angles } = this.present;
    return {
      brushes: withoutKeys(brushes, isDropped),
      negated: withoutItems(negated, isDropped),
      angles: withoutAngles(angles, isDropped),
    };
  }

  /**
   * The columns that have an axis unless it is hidden. Whoever asked for an axis, moved or brushed it, or came by a link
   * that did, goes on seeing it, whatever comes first and though its values may not vary.
   */
  #naturalAxes(): string[] {
    const { brushes, angles } = this.present;
    const brushed = [...brushes.keys(), ...angles.flatMap(({ left, right }) => [left.column, right.column])];
    const { order, shown } = this.#arrangement;
    const touched = setOf([...brushed, ...order, ...shown, ...this.#inverted, ...this.#wantedScales.keys()]);
    const natural = this.#inferred.filter((column) => this.#first.has(column) || touched.has(column.name));
    const names = natural.map(({ name }) => name);
    const constant = brushed.filter((name) => this.names.has(name) && !names.includes(name));
    return [...names, ...setOf(constant)];
  }
}
