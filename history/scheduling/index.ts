/**
 * How long work shares a thread with events, and how work is handed to workers. A second entry of the room, so that a small
 * worker that only yields does not bundle the run format.
 */
export { createYielder, yieldToEventLoop } from './yield.ts';
export { resultInSlices, runAfterEvents, runInSlices } from './slices.ts';
