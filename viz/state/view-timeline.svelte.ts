import { untrack } from 'svelte';
import { cancel, record, redo, settle, startTimeline, undo } from '../core/undo.ts';
import { fromView, initialState, toView, type PlotView, type ViewState } from '../view/view.ts';

/** What somebody did to a plot, with every step back and forth. Changing it inside an effect does not depend on it. */
export class ViewTimeline {
  #timeline = $state.raw(startTimeline<ViewState>(initialState));

  protected get present(): ViewState {
    return this.#timeline.present;
  }
  /** Changes that follow each other with the same gesture count as one, until `settle`. */
  protected change(change: Partial<ViewState>, gesture: string | null = null): void {
    const timeline = untrack(() => this.#timeline);
    this.#timeline = record(timeline, { ...timeline.present, ...change }, gesture);
  }

  /** Takes the last change of the view back. */
  undo(): void {
    this.#timeline = undo(untrack(() => this.#timeline));
  }
  /** Takes the last `undo` back. */
  redo(): void {
    this.#timeline = redo(untrack(() => this.#timeline));
  }
  get canUndo(): boolean {
    return this.#timeline.past.length > 0;
  }
  /** How many steps led to the view: orders them among what else can be undone. */
  get viewPosition(): number {
    return this.#timeline.position;
  }
  get canRedo(): boolean {
    return this.#timeline.future.length > 0;
  }
  /** Says that a gesture is over: changes that follow are taken back apart from it. */
  settle(): void {
    this.#timeline = settle(untrack(() => this.#timeline));
  }
  /** Removes what the gesture under way has changed, as if it had not begun. Does nothing between gestures. */
  cancelGesture(): void {
    this.#timeline = cancel(untrack(() => this.#timeline));
  }

  /** Everything that was chosen, as plain JSON. */
  get view(): PlotView {
    return toView(this.#timeline.present);
  }
  /**
   * Replaces everything that was changed. Use `parseView` first where the view comes from outside. The view that a plot
   * starts with cannot be undone.
   */
  applyView(view: PlotView): void {
    const state = fromView(view);
    const timeline = untrack(() => this.#timeline);
    this.#timeline = timeline.present === initialState ? startTimeline(state) : record(timeline, state, null);
  }
  /** Replaces everything that was changed, as if the last step had done so: there is no further step to undo. */
  amendView(view: PlotView): void {
    this.#timeline = { ...untrack(() => this.#timeline), present: fromView(view), gesture: null };
  }
}
