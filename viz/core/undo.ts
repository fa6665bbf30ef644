/** An undo history. States are compared by identity. */
export interface Timeline<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** The number of the present step: incremented by each change, decremented by undo. */
  readonly position: number;
  /** The current gesture, whose changes form one step; null between gestures. */
  readonly gesture: string | null;
}

/** Maximum number of undo steps. */
export const undoDepth = 200;

/** Creates a timeline with the initial `state`. */
export function startTimeline<State>(state: State): Timeline<State> {
  return { past: [], present: state, future: [], position: 0, gesture: null };
}

/**
 * Records `next`. Consecutive changes of the same gesture form one step; with null, each change is its own step. Clears the
 * redo steps.
 */
export function record<State>(
  timeline: Timeline<State>,
  next: State,
  gesture: string | null,
): Timeline<State> {
  if (next === timeline.present) return timeline;
  const isSame = gesture !== null && gesture === timeline.gesture;
  const past = isSame ? timeline.past : [...timeline.past, timeline.present].slice(-undoDepth);
  return { past, present: next, future: [], position: timeline.position + (isSame ? 0 : 1), gesture };
}

/** Reverts the changes of the current gesture; returns the same timeline between gestures. */
export function cancel<State>(timeline: Timeline<State>): Timeline<State> {
  if (timeline.gesture === null || timeline.past.length === 0) return timeline;
  const { past, position } = timeline;
  return {
    ...timeline,
    past: past.slice(0, -1),
    present: past.at(-1)!,
    position: position - 1,
    gesture: null,
  };
}

/** Ends the gesture, so that the next change starts a new step. */
export function endGesture<State>(timeline: Timeline<State>): Timeline<State> {
  return timeline.gesture === null ? timeline : { ...timeline, gesture: null };
}

/** Goes one step back; returns the same timeline if there is none. */
export function undo<State>(timeline: Timeline<State>): Timeline<State> {
  const { past, present, future, position } = timeline;
  if (past.length === 0) return timeline;
  return {
    past: past.slice(0, -1),
    present: past.at(-1)!,
    future: [present, ...future],
    position: position - 1,
    gesture: null,
  };
}

/** Goes one step forward; returns the same timeline if there is none. */
export function redo<State>(timeline: Timeline<State>): Timeline<State> {
  const { past, present, future, position } = timeline;
  if (future.length === 0) return timeline;
  return {
    past: [...past, present],
    present: future[0]!,
    future: future.slice(1),
    position: position + 1,
    gesture: null,
  };
}
