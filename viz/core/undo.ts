/** A state with what it was before and, after an undo, what it was then. States are compared by identity. */
export interface Timeline<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** How many steps led here: further by one for each step, back by one for each undo. */
  readonly position: number;
  /** What is under way, so that its further changes join the first; null between gestures. */
  readonly gesture: string | null;
}

/** Steps that can be taken back. */
export const undoDepth = 200;

/** A timeline that begins with `state`. */
export function startTimeline<State>(state: State): Timeline<State> {
  return { past: [], present: state, future: [], position: 0, gesture: null };
}

/**
 * Goes on to `next`. Changes of one gesture that follow each other count as one; null is a change of its own. What was
 * undone before is given up.
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

/** Removes what the gesture under way has changed, as if it had not begun; the same timeline between gestures. */
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

/** Ends the gesture: the next change counts as one of its own. */
export function settle<State>(timeline: Timeline<State>): Timeline<State> {
  return timeline.gesture === null ? timeline : { ...timeline, gesture: null };
}

/** One step back; the same timeline when there is none. */
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

/** One step forward again. */
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
