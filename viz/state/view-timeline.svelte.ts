import { untrack } from 'svelte';
import { withoutAngles } from '../core/brush/angles.ts';
import { withoutItems, withoutKeys } from '../core/persistent.ts';
import { cancel, record, redo, endGesture, startTimeline, undo } from '../core/undo.ts';
import type { PlotView } from '../view/plot-view.ts';
import { fromView, initialState, toView, type ViewState } from '../view/view.ts';

/** What is undone in one sequence: the view, and the settings of the page around the plot. */
interface Step {
  readonly view: ViewState;
  readonly page: unknown;
}

/** The changes made to a plot's view, to undo and redo. Changing it inside an effect does not make the effect depend on it. */
export class ViewTimeline {
  #timeline = $state.raw(startTimeline<Step>({ view: initialState, page: undefined }));
  readonly #present = $derived(this.#timeline.present.view);
  readonly #page = $derived(this.#timeline.present.page);

  /** The current view. */
  get present(): ViewState {
    return this.#present;
  }
  /** Changes the view. Consecutive changes of the same gesture are one step, until `endGesture`. */
  change(change: Partial<ViewState>, gesture: string | null = null): void {
    const timeline = untrack(() => this.#timeline);
    const { view, page } = timeline.present;
    this.#timeline = record(timeline, { view: { ...view, ...change }, page }, gesture);
  }

  /** The settings of the page around the plot, which are undone in one sequence with the view; undefined at first. */
  get page(): unknown {
    return this.#page;
  }
  /** Replaces the settings of the page, as part of the last step if `gesture` is that of the last change. */
  changePage(page: unknown, gesture: string | null = null): void {
    const timeline = untrack(() => this.#timeline);
    this.#timeline = record(timeline, { view: timeline.present.view, page }, gesture);
  }

  /** Undoes the last change. */
  undo(): void {
    this.#timeline = undo(untrack(() => this.#timeline));
  }
  /** Redoes the change that was undone last. */
  redo(): void {
    this.#timeline = redo(untrack(() => this.#timeline));
  }
  get canUndo(): boolean {
    return this.#timeline.past.length > 0;
  }
  /** The number of steps that led to the view: orders them among other undoable changes. */
  get position(): number {
    return this.#timeline.position;
  }
  get canRedo(): boolean {
    return this.#timeline.future.length > 0;
  }
  /** The current gesture; null between gestures. */
  get gesture(): string | null {
    return this.#timeline.gesture;
  }
  /** Ends a gesture: later changes are separate steps. */
  endGesture(): void {
    this.#timeline = endGesture(untrack(() => this.#timeline));
  }
  /** Reverts the changes of the current gesture. Does nothing between gestures. */
  cancelGesture(): void {
    this.#timeline = cancel(untrack(() => this.#timeline));
  }

  /** All changes, as plain JSON. */
  get view(): PlotView {
    return toView(this.present);
  }
  /**
   * Replaces all changes, and the settings of the page if they are given. Use `parseView` first for a view from outside.
   * The initial view of a plot cannot be undone.
   */
  apply(view: PlotView, page?: unknown): void {
    const timeline = untrack(() => this.#timeline);
    const state = { view: fromView(view), page: page ?? timeline.present.page };
    this.#timeline =
      timeline.present.view === initialState ? startTimeline(state) : record(timeline, state, null);
  }
  /** Replaces all changes as part of the last step: adds no step to undo. */
  amend(view: PlotView): void {
    const timeline = untrack(() => this.#timeline);
    const present = { view: fromView(view), page: timeline.present.page };
    this.#timeline = { ...timeline, present, gesture: null };
  }
}

/** Removes the ranges and angles of these columns from a view. */
export function withoutBrushes(
  { brushes, negated, angles }: ViewState,
  isDropped: (name: string) => boolean,
): Partial<ViewState> {
  return {
    brushes: withoutKeys(brushes, isDropped),
    negated: withoutItems(negated, isDropped),
    angles: withoutAngles(angles, isDropped),
  };
}
