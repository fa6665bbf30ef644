import { untrack } from 'svelte';
import { record, redo, settle, startTimeline, undo } from './core/undo.ts';
import { fromView, toView, untouchedView, type PlotView, type ViewState } from './core/view.ts';

/** What somebody did to a plot, with every step back and forth. Changing it inside an effect does not depend on it. */
export class ViewTimeline {
  #timeline = $state.raw(startTimeline<ViewState>(untouchedView));

  get present(): ViewState {
    return this.#timeline.present;
  }
  /** Changes that follow each other with the same gesture count as one, until `settle`. */
  change(change: Partial<ViewState>, gesture: string | null = null): void {
    const timeline = untrack(() => this.#timeline);
    this.#timeline = record(timeline, { ...timeline.present, ...change }, gesture);
  }

  undo(): void {
    this.#timeline = undo(untrack(() => this.#timeline));
  }
  redo(): void {
    this.#timeline = redo(untrack(() => this.#timeline));
  }
  get canUndo(): boolean {
    return this.#timeline.past.length > 0;
  }
  get canRedo(): boolean {
    return this.#timeline.future.length > 0;
  }
  settle(): void {
    this.#timeline = settle(untrack(() => this.#timeline));
  }

  get view(): PlotView {
    return toView(this.#timeline.present);
  }
  /** The view that a plot starts with cannot be undone. */
  apply(view: PlotView): void {
    const state = fromView(view);
    const timeline = untrack(() => this.#timeline);
    this.#timeline =
      timeline.present === untouchedView ? startTimeline(state) : record(timeline, state, null);
  }
}
