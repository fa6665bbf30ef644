import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancel, record, redo, endGesture, startTimeline, undo, undoDepth } from '../../../viz/core/undo.ts';

describe('a timeline', () => {
  it('undoes and redoes all recorded states', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1 }), { maxLength: 20 }), (states) => {
        const end = states.reduce((timeline, state) => record(timeline, state, null), startTimeline(0));
        const back = states.reduce((timeline) => undo(timeline), end);
        expect(back.present).toBe(0);
        expect(undo(back).present).toBe(0);
        const again = states.reduce((timeline) => redo(timeline), back);
        expect(again.present).toBe(end.present);
        expect(again.past).toEqual(end.past);
      }),
    );
  });

  it('undoes a gesture in one step, separately from later changes', () => {
    let timeline = startTimeline(0);
    for (const state of [1, 2, 3]) timeline = record(timeline, state, 'drag');
    timeline = record(endGesture(timeline), 4, 'drag');
    expect(undo(timeline).present).toBe(3);
    expect(undo(undo(timeline)).present).toBe(0);
  });

  it('removes a cancelled gesture, and nothing between gestures', () => {
    const before = endGesture(record(startTimeline(0), 1, 'drag'));
    const during = record(record(before, 2, 'drag'), 3, 'drag');
    expect(cancel(during)).toEqual(before);
    expect(cancel(before)).toBe(before);
  });

  it('discards undone states on a new change', () => {
    const timeline = record(undo(record(startTimeline(0), 1, null)), 2, null);
    expect(redo(timeline).present).toBe(2);
  });

  it('limits the number of states', () => {
    let timeline = startTimeline(0);
    for (let state = 1; state <= undoDepth + 5; state++) timeline = record(timeline, state, null);
    expect(timeline.past).toHaveLength(undoDepth);
  });
});
