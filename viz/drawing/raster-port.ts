import {
  LiveWorker,
  runAfterEvents,
  type WorkerDiedError,
  type WorkerLike,
} from '../../history/scheduling/index.ts';
import type { ArrayKey, HeldArray } from '../core/raster/job.ts';
import { createEngine } from '../core/raster/engine.ts';
import { createRasterService, type RasterReply, type RasterRequest } from './raster-service.ts';

/** One who draws: a worker, or the page itself. */
export interface RasterPort {
  send(request: RasterRequest): void;
}

/** More would not be quicker: what is left then is to show the pictures. */
const mostWorkers = 4;

/** Workers, as many as the machine has processors for; one port in the page where it has no workers. */
export function openPorts(
  create: () => WorkerLike,
  onReply: (reply: RasterReply) => void,
): readonly RasterPort[] {
  const count = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 1));
  return Array.from({ length: count }, () => openPort(create, onReply));
}

/** Seconds without a sign of life while something is drawn, after which a worker is taken for dead: it answers between strips. */
const maxSilence = 10;

/** A drawing is given up when a second worker dies of it. */
const attempts = 2;

interface SentDrawing {
  readonly request: Extract<RasterRequest, { kind: 'draw' }>;
  attempt: number;
  isCancelled: boolean;
}

/**
 * A worker that draws. If it dies, a fresh one receives what it held and what was not drawn yet. A page may forbid workers,
 * when one is created or later by an event: then all of this is done in the page instead.
 */
export function openPort(create: () => WorkerLike, onReply: (reply: RasterReply) => void): RasterPort {
  const held = new Map<ArrayKey, HeldArray>();
  const sent = new Map<number, SentDrawing>();
  let service: ((request: RasterRequest) => void) | null = null;
  let live: LiveWorker | null = null;
  let stopWatch: (() => void) | null = null;

  function start(): void {
    try {
      const started = new LiveWorker({
        name: 'drawing worker',
        create,
        onMessage: (data) => receive(data as RasterReply),
        onDeath: (error) => replace(started, error),
      });
      live = started;
    } catch {
      stayInPage();
    }
  }

  function stayInPage(): void {
    live = null;
    service = createRasterService(createEngine(), receive);
  }

  function replace(dead: LiveWorker, error: WorkerDiedError): void {
    stopWatch = null;
    if (dead.wasReady) start();
    else stayInPage();
    for (const [key, array] of held) post({ kind: 'hold', key, array });
    for (const [ticket, drawing] of [...sent]) {
      if (drawing.isCancelled) receive({ ticket, patches: null, error: null });
      else if (dead.wasReady && drawing.attempt === attempts)
        receive({ ticket, patches: null, error: error.message });
      else {
        drawing.attempt++;
        post(drawing.request);
      }
    }
    watch();
  }

  function receive(reply: RasterReply): void {
    sent.delete(reply.ticket);
    watch();
    onReply(reply);
  }

  /** Watches the worker as long as something is drawn. */
  function watch(): void {
    if (sent.size > 0) stopWatch ??= live?.watchSilence(maxSilence) ?? null;
    else {
      stopWatch?.();
      stopWatch = null;
    }
  }

  function post(request: RasterRequest): void {
    if (service !== null) service(request);
    else if (live !== null) postTo(live.worker, request);
  }

  start();
  return {
    send: createOutbox((request) => {
      if (request.kind === 'hold') held.set(request.key, request.array);
      else if (request.kind === 'drop') request.keys.forEach((key) => held.delete(key));
      else if (request.kind === 'draw') sent.set(request.ticket, { request, attempt: 1, isCancelled: false });
      else markCancelled(request.ticket);
      post(request);
      watch();
    }),
  };

  function markCancelled(ticket: number): void {
    const drawing = sent.get(ticket);
    if (drawing !== undefined) drawing.isCancelled = true;
  }
}

/** Arrays of more bytes than this are sent one by one, so that the page can answer in between. */
const manyBytes = 3e6;

/** Sends requests in their order, large ones each in its turn. */
function createOutbox(post: (request: RasterRequest) => void): (request: RasterRequest) => void {
  const waiting: RasterRequest[] = [];
  let isLeaving = false;

  function leave(): void {
    isLeaving = false;
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      post(request);
      if (request.kind === 'hold' && request.array.byteLength > manyBytes) {
        isLeaving = true;
        runAfterEvents(leave);
        return;
      }
    }
  }

  return (request) => {
    waiting.push(request);
    if (!isLeaving) leave();
  };
}

/** Arrays go as copies that are handed over, which is several times quicker than to have them copied on the way. */
function postTo(worker: WorkerLike, request: RasterRequest): void {
  if (request.kind !== 'hold') {
    worker.postMessage(request);
    return;
  }
  const array = request.array.slice();
  worker.postMessage({ ...request, array }, [array.buffer]);
}
