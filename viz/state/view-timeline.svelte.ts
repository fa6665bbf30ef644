import { untrack } from 'svelte';
import { withoutAngles } from '../core/brush/angles.ts';
import { withoutItems, withoutKeys } from '../core/persistent.ts';
import { cancel, record, redo, settle, startTimeline, undo } from '../core/undo.ts';
import { fromView, initialState, toView, type PlotView, type ViewState } from '../view/view.ts';

/** The changes made to a plot's view, to undo and redo. Changing it inside an effect does not make the effect depend on it. */
export class ViewTimeline {
  #timeline = $state.raw(startTimeline<ViewState>(initialState));

  /** The view at present. */
  get present(): ViewState {
    return this.#timeline.present;
  }
  /** Changes the view. Consecutive changes of the same gesture count as one, until `settle`. */
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
  /** The number of steps that led to the view: orders them among what else can be undone. */
  get position(): number {
    return this.#timeline.position;
  }
  get canRedo(): boolean {
    return this.#timeline.future.length > 0;
  }
  /** Ends a gesture: later changes are undone apart from it. */
  settle(): void {
    this.#timeline = settle(untrack(() => this.#timeline));
  }
  /** Removes what the gesture under way has changed, as if it had not begun. Does nothing between gestures. */
  cancelGesture(): void {
    this.#timeline = cancel(untrack(() => this.#timeline));
  }

  /** Everything that was changed, as plain JSON. */
  get view(): PlotView {
    return toView(this.#timeline.present);
  }
  /**
   * Replaces everything that was changed. Use `parseView` first where the view comes from outside. The view that a plot
   * starts with cannot be undone.
   */
  apply(view: PlotView): void {
    const state = fromView(view);
    const timeline = untrack(() => this.#timeline);
    this.#timeline = timeline.present === initialState ? startTimeline(state) : record(timeline, state, null);
  }
  /** Replaces everything that was changed, as if the last step had done so: there is no further step to undo. */
  amend(view: PlotView): void {
    this.#timeline = { ...untrack(() => this.#timeline), present: fromView(view), gesture: null };
  }
}

/** What a view loses when these columns lose their ranges and angles. */
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
