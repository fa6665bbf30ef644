import { runAfterEvents } from '../../history/scheduling/index.ts';
import { createEngine } from '../core/raster/engine.ts';
import RasterWorker from './raster.worker.ts?worker&inline';
import { createRasterService, type RasterReply, type RasterRequest } from './raster-service.ts';

/** One who draws: a worker, or the page itself. */
export interface RasterPort {
  send(request: RasterRequest): void;
}

/** More would not be quicker: what is left then is to show the pictures. */
const mostWorkers = 4;

/** Workers, as many as the machine has processors for; one port in the page where it has no workers. */
export function openPorts(onReply: (reply: RasterReply) => void): readonly RasterPort[] {
  const count = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 1));
  return Array.from({ length: count }, () => openPort(onReply));
}

/**
 * A page may forbid workers when one is made, or later by an event: then what was sent is done in the page instead, so
 * that nothing asked for is lost.
 */
function openPort(onReply: (reply: RasterReply) => void): RasterPort {
  let service: ((request: RasterRequest) => void) | null = null;
  let sent: RasterRequest[] | null = [];
  let worker: Worker | null = null;

  function stayInPage(): void {
    worker?.terminate();
    worker = null;
    service = createRasterService(createEngine(), onReply);
    sent?.forEach(service);
    sent = null;
  }

  try {
    worker = new RasterWorker();
    worker.onmessage = ({ data }: MessageEvent<RasterReply>) => {
      sent = null;
      onReply(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (sent !== null) stayInPage();
    };
  } catch {
    stayInPage();
  }

  function post(request: RasterRequest): void {
    if (service !== null) service(request);
    else if (worker !== null) postTo(worker, request);
  }

  return {
    send: createOutbox((request) => {
      sent?.push(request);
      post(request);
    }),
  };
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
function postTo(worker: Worker, request: RasterRequest): void {
  if (request.kind !== 'hold') {
    worker.postMessage(request);
    return;
  }
  const array = request.array.slice();
  worker.postMessage({ ...request, array }, [array.buffer]);
}
