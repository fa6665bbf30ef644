import {
  LiveWorker,
  runAfterEvents,
  type WorkerDiedError,
  type WorkerLike,
} from '../../history/scheduling/index.ts';
import type { ArrayKey, HeldArray } from '../core/raster/job.ts';
import type { RasterPort } from './open-ports.ts';
import { createRasterService, type RasterReply, type RasterRequest } from './raster-service.ts';

/** Seconds without a response to pending requests after which a worker counts as dead; it responds between strips. */
const maxSilence = 10;

/** The engine is loaded when the page itself has to draw, which is seldom. */
const loadEngine = async () => (await import('../core/raster/engine.ts')).createEngine();

/** A request fails when the second worker dies of it. */
const attempts = 2;

interface SentDrawing {
  readonly request: Extract<RasterRequest, { kind: 'draw' }>;
  attempt: number;
  isCancelled: boolean;
}

/**
 * Opens a drawing worker. If it dies, a new one receives its arrays and its pending requests. Where the page does not allow
 * workers, by an exception or later by an event, the page itself draws.
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
    service = createRasterService(loadEngine(), (reply) =>
      receive({ ...reply, lacks: ['workers', ...(reply.lacks ?? [])] }),
    );
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

  /** Watches the worker while requests are pending. */
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

/** After an array of more bytes than this the page handles events before it sends more. */
const largeBytes = 3e6;

/** Sends requests in order and yields to the event loop after large ones. */
function createOutbox(post: (request: RasterRequest) => void): (request: RasterRequest) => void {
  const waiting: RasterRequest[] = [];
  let isFlushing = false;

  function flush(): void {
    isFlushing = false;
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      post(request);
      if (request.kind === 'hold' && request.array.byteLength > largeBytes) {
        isFlushing = true;
        runAfterEvents(flush);
        return;
      }
    }
  }

  return (request) => {
    waiting.push(request);
    if (!isFlushing) flush();
  };
}

/** Transfers a copy of the array, which is several times faster than a structured clone. */
function postTo(worker: WorkerLike, request: RasterRequest): void {
  if (request.kind !== 'hold') {
    worker.postMessage(request);
    return;
  }
  const array = request.array.slice();
  worker.postMessage({ ...request, array }, [array.buffer]);
}
