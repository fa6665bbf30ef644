import type { Table } from '../../history/index.ts';
import * as arrangement from '../core/order/arrangement.ts';
import { columnsByName, inferAxisColumns } from '../core/rows/columns.ts';
import { firstAxes } from '../core/order/first-axes.ts';
import { keysOf, overlaid, setOf, steadyList, toggled, withEntry, withoutKeys } from '../core/persistent.ts';
import { canScale, effectiveScales, type ScaleType } from '../core/scale/scale-types.ts';
import { showTable, type CategoryOrders } from '../core/order/shown-columns.ts';
import { targetOf } from '../core/order/target.ts';
import type { FixedDomain } from '../core/scale/numeric-scale.ts';
import { withoutBrushes, type ViewTimeline } from './view-timeline.svelte.ts';

/** The axes of a table: their visibility, order and scales. Every change can be undone. */
export class AxesState {
  readonly #view: ViewTimeline;
  readonly #table: () => Table;
  #maxAxes = $state(Infinity);
  /** Limits of axes of the page around the plot, or null; those of the view take precedence. Not part of the view. */
  extents = $state.raw<ReadonlyMap<string, FixedDomain> | null>(null);
  /** Changes of brushes that leave the axes unchanged compute no new positions. */
  readonly #steadyAxes = steadyList<string>();

  readonly #arrangement = $derived.by(() => ({
    order: this.#view.present.order,
    hidden: this.#view.present.hidden,
    shown: this.#view.present.shown,
  }));
  readonly #objective = $derived.by(() => this.#view.present.objective?.metric);
  readonly #inverted = $derived.by(() => this.#view.present.inverted);
  readonly #wantedScales = $derived.by(() => this.#view.present.scales);
  readonly #categoryOrders = $derived.by(() => this.#view.present.categoryOrders);
  readonly #domains = $derived.by(() => this.#view.present.domains);
  readonly #limits = $derived.by(() =>
    this.extents === null ? this.#domains : overlaid(this.extents, this.#domains),
  );

  /** The columns of the table by name. */
  readonly columns = $derived.by(() => columnsByName(this.#table()));
  /** The names of the columns. */
  readonly names = $derived.by(() => keysOf(this.columns));
  readonly #inferred = $derived.by(() => inferAxisColumns(this.#table(), this.#objective));
  readonly #first = $derived.by(() => setOf(firstAxes(this.#inferred, this.#maxAxes, this.#objective)));
  readonly #axes = $derived.by(() =>
    this.#steadyAxes(arrangement.arrangeAxes(this.#arrangement, this.#naturalAxes(), this.names)),
  );
  /** Found once for the axes: it reads all their values. */
  readonly #target = $derived.by(
    () =>
      targetOf(
        this.#axes.flatMap((name) => this.columns.get(name) ?? []),
        this.#objective,
      )?.name,
  );
  readonly #scales = $derived.by(() => effectiveScales(this.#table(), this.#wantedScales));
  readonly #shown = $derived.by(() => showTable(this.#table(), this.#scales, this.#categoryOrders));
  /** The columns of the shown table by name. */
  readonly shownColumns = $derived.by(() => columnsByName(this.#shown));

  /** @param table the shown rows; replaced, never changed in place */
  constructor(view: ViewTimeline, table: () => Table) {
    this.#view = view;
    this.#table = table;
  }

  /**
   * The same rows as the axes show them: texts on a time scale are numbers, and categories are coded in their order on the
   * axis. Brushes are extents of these columns.
   */
  get shownTable(): Table {
    return this.#shown;
  }

  /** The target axis: see `targetOf`. */
  get target(): string | undefined {
    return this.#target;
  }

  /** The visible axes from left to right. */
  get visible(): readonly string[] {
    return this.#axes;
  }
  /** Columns without a visible axis, in the order of the table. */
  get hidden(): readonly string[] {
    return this.#table()
      .columns.map((column) => column.name)
      .filter((name) => !this.#axes.includes(name));
  }
  /** The number of axes shown initially: see `firstAxes`. Axes that were shown explicitly come on top. */
  get maxAxes(): number {
    return this.#maxAxes;
  }
  set maxAxes(count: number) {
    this.#maxAxes = count;
  }
  /** Shows every column whose values vary. */
  showVarying(): void {
    this.setAxes(this.#inferred.map(({ name }) => name));
  }
  /** Shows only these axes, in this order; null restores the inferred ones. Hidden axes lose their brush. */
  setAxes(names: readonly string[] | null): void {
    const isHidden = (name: string) => names !== null && this.names.has(name) && !names.includes(name);
    this.#view.change({
      ...(names === null ? arrangement.untouched : arrangement.chooseAxes(names, this.names)),
      ...withoutBrushes(this.#view.present, isHidden),
    });
  }
  /** Moves a visible axis to `index`, counted from the left and clamped. */
  moveAxis(name: string, index: number): void {
    this.#view.change(arrangement.moveAxis(this.#arrangement, this.#axes, name, index), `move ${name}`);
  }
  /** Orders the visible axes and inverts exactly these, in one step. */
  orderAxes(order: readonly string[], inverted = this.#inverted): void {
    this.#view.change({ order: [...order], inverted });
  }
  /** Restores the order of the table. */
  resetOrder(): void {
    this.#view.change({ order: [] });
  }
  /** Hides an axis and clears its brush: an invisible filter would mislead. */
  hideAxis(name: string): void {
    this.hideAxes([name]);
  }
  /** Hides these axes in one step. */
  hideAxes(names: readonly string[]): void {
    this.#view.change({
      ...names.reduce(arrangement.hideAxis, this.#arrangement),
      ...withoutBrushes(this.#view.present, (brushed) => names.includes(brushed)),
    });
  }
  showAxis(name: string): void {
    this.showAxes([name]);
  }
  /** Shows these axes in addition to the visible ones, in one step. */
  showAxes(names: readonly string[]): void {
    this.#view.change(names.reduce(arrangement.showAxis, this.#arrangement));
  }

  /** Names of the axes whose low end is at the top. */
  get inverted(): ReadonlySet<string> {
    return this.#inverted;
  }
  toggleInverted(name: string): void {
    this.#view.change({ inverted: toggled(this.#inverted, name) });
  }

  /** The scale of every column: the chosen one if the column allows it, else the inferred one. */
  get scales(): ReadonlyMap<string, ScaleType> {
    return this.#scales;
  }
  /**
   * Chooses a scale. It is kept even while the column does not allow it (see `canScale`) and takes effect when it does.
   */
  setScale(name: string, type: ScaleType): void {
    this.#view.change({ scales: withEntry(this.#wantedScales, name, type) });
  }
  /** Toggles between linear and logarithmic, or symmetric logarithmic where a logarithm is not possible. */
  toggleLog(name: string): void {
    const column = this.columns.get(name);
    if (column === undefined) return;
    const present = this.#scales.get(name);
    const isLog = present === 'log' || present === 'symlog';
    const next = isLog ? 'linear' : canScale(column, 'log') ? 'log' : 'symlog';
    if (canScale(column, next)) this.setScale(name, next);
  }
  /** The fixed axis limits, in the units of their columns. */
  get domains(): ReadonlyMap<string, FixedDomain> {
    return this.#domains;
  }
  /** The limits of axes: those of the view, else those of the page. */
  get limits(): ReadonlyMap<string, FixedDomain> {
    return this.#limits;
  }
  /**
   * Fixes the limits of an axis: values beyond them are drawn at the edge. Null follows the values again. Limits are kept
   * while the scale does not allow them, as a logarithm does not allow 0. Throws if `min` is not below `max`.
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
    this.#view.change({ domains });
  }
  /** The chosen orders of categories, lowest first. */
  get categoryOrders(): CategoryOrders {
    return this.#categoryOrders;
  }
  /**
   * Orders the categories of a column, lowest first. The order is kept by name: new categories are placed above. Null
   * restores the order of the data. Until `endGesture`, further orders of the column are one step of `undo`.
   */
  orderCategories(name: string, order: readonly string[] | null): void {
    const categoryOrders =
      order === null
        ? withoutKeys(this.#categoryOrders, (other) => other === name)
        : withEntry(this.#categoryOrders, name, order);
    this.#view.change({ categoryOrders }, `categories of ${name}`);
  }

  /**
   * The columns that have an axis unless it is hidden. An axis that was shown, moved or brushed explicitly, also by a
   * link, stays visible even if it is not among the first ones or its values do not vary.
   */
  #naturalAxes(): string[] {
    const { brushes, angles } = this.#view.present;
    const brushed = [...brushes.keys(), ...angles.flatMap(({ left, right }) => [left.column, right.column])];
    const { order, shown } = this.#arrangement;
    const touched = setOf([...brushed, ...order, ...shown, ...this.#inverted, ...this.#wantedScales.keys()]);
    const natural = this.#inferred.filter((column) => this.#first.has(column) || touched.has(column.name));
    const names = natural.map(({ name }) => name);
    const constant = brushed.filter((name) => this.names.has(name) && !names.includes(name));
    return [...names, ...setOf(constant)];
  }
}
