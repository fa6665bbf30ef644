/**
 * How work shares a thread with events, and how it is handed to workers. A second entry of the room, so that a small worker
 * that only yields does not bundle the run format.
 */
export { createYielder, yieldToEventLoop } from './yield.ts';
export { resultInSlices, runAfterEvents, runInSlices } from './slices.ts';
export { LiveWorker, WorkerDiedError, type WorkerLike } from './live-worker.ts';
export { WorkerHost, type CallOptions, type MakeCallback } from './worker-host.ts';
export { announceWorker, serveWorker } from './serve-worker.ts';
