import type { ReasonedOrder } from '../core/order/order-reasons.ts';
import { toggled } from '../core/persistent.ts';
import type { AxesState } from './axes-state.svelte.ts';
import type { SelectionState } from './selection-state.svelte.ts';

const noReasons: ReasonedOrder = { order: [], reasons: new Map() };

/** Orders of axes computed from the rows, each with its reason. */
export class OrderState {
  readonly #axes: AxesState;
  readonly #selection: SelectionState;
  #found = $state.raw(noReasons);
  readonly #holds = $derived.by(
    () =>
      this.#axes.visible.length === this.#found.order.length &&
      this.#axes.visible.every((name, at) => name === this.#found.order[at]),
  );

  constructor(axes: AxesState, selection: SelectionState) {
    this.#axes = axes;
    this.#selection = selection;
  }

  /** The reason for the position of each axis; empty after an axis is moved, hidden or shown. */
  get reasons(): ReadonlyMap<string, string> {
    return this.#holds ? this.#found.reasons : noReasons.reasons;
  }

  /**
   * Moves `target` to the right and next to it the axes most associated with it among the selected rows, by rank: see
   * `rankByAssociation`, which is loaded when it is needed.
   */
  async orderByAssociation(target: string): Promise<void> {
    const { orderByAssociation } = await import('../core/order/order-reasons.ts');
    this.#take(
      orderByAssociation(this.#axes.visible, target, this.#axes.shownColumns, this.#selection.selected),
    );
  }

  /**
   * Moves `target` to the right and next to it the parameters most important for it among the selected rows: see
   * `importances`, which is loaded when it is needed. Does nothing and resolves with false if there are too few rows, or no parameter varies.
   */
  async orderByImportance(target: string): Promise<boolean> {
    const [{ importances }, { orderByImportance }] = await Promise.all([
      import('../../analysis/importance/index.ts'),
      import('../core/order/order-reasons.ts'),
    ]);
    const goal = this.#axes.shownColumns.get(target);
    const others = this.#axes.visible.filter((name) => name !== target);
    const columns = others.flatMap((name) => this.#axes.shownColumns.get(name) ?? []);
    const found = goal === undefined ? [] : importances(columns, goal, this.#selection.selected);
    if (found.length === 0) return false;
    this.#take(orderByImportance(this.#axes.visible, found, target));
    return true;
  }

  /**
   * Orders the axes to minimise crossings of the selected rows' lines between neighbours, and with `mayTurn` inverts some;
   * the rightmost axis stays. Never increases the crossings of the sampled rows: see `crossings.ts`, which is
   * loaded when it is needed.
   */
  async orderByCrossings(mayTurn: boolean): Promise<void> {
    const { orderByCrossings, reasonedOrder } = await import('../core/order/crossings.ts');
    const names = this.#axes.visible.filter((name) => this.#axes.shownColumns.has(name));
    const columns = names.map((name) => this.#axes.shownColumns.get(name)!);
    const inverted = names.map((name) => this.#axes.inverted.has(name));
    const found = orderByCrossings(columns, inverted, this.#selection.selected, mayTurn);
    const turned = Array.from(found.turned, (index) => names[index]!);
    this.#take(
      reasonedOrder(found, names),
      turned.reduce((set, name) => toggled(set, name), this.#axes.inverted),
    );
  }

  #take(found: ReasonedOrder, inverted = this.#axes.inverted): void {
    this.#axes.orderAxes(found.order, inverted);
    this.#found = found;
  }
}
