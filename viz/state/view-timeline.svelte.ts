import { untrack } from 'svelte';
import { withoutAngles } from '../core/brush/angles.ts';
import { withoutItems, withoutKeys } from '../core/persistent.ts';
import { cancel, record, redo, endGesture, startTimeline, undo } from '../core/undo.ts';
import type { PlotView } from '../view/plot-view.ts';
import { fromView, initialState, toView, type ViewState } from '../view/view.ts';

/** The changes made to a plot's view, to undo and redo. Changing it inside an effect does not make the effect depend on it. */
export class ViewTimeline {
  #timeline = $state.raw(startTimeline<ViewState>(initialState));

  /** The current view. */
  get present(): ViewState {
    return this.#timeline.present;
  }
  /** Changes the view. Consecutive changes of the same gesture are one step, until `endGesture`. */
  change(change: Partial<ViewState>, gesture: string | null = null): void {
    const timeline = untrack(() => this.#timeline);
    this.#timeline = record(timeline, { ...timeline.present, ...change }, gesture);
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
    return toView(this.#timeline.present);
  }
  /**
   * Replaces all changes. Use `parseView` first for a view from outside. The initial view of a plot cannot be undone.
   */
  apply(view: PlotView): void {
    const state = fromView(view);
    const timeline = untrack(() => this.#timeline);
    this.#timeline = timeline.present === initialState ? startTimeline(state) : record(timeline, state, null);
  }
  /** Replaces all changes as part of the last step: adds no step to undo. */
  amend(view: PlotView): void {
    this.#timeline = { ...untrack(() => this.#timeline), present: fromView(view), gesture: null };
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
