import { LiveWorker, type WorkerDiedError } from '../../history/scheduling/index.ts';
import { createPool } from '../drawing/raster-pool.ts';
import type { RasterPort } from '../drawing/raster-port.ts';
import type { RasterReply, RasterRequest } from '../drawing/raster-service.ts';
import type { LineRenderer } from '../drawing/renderer.ts';
import GpuWorker from './gpu.worker.ts?worker&inline';
import type { GpuNews } from './news.ts';
import { createGpuPlanner } from './planner.ts';

/** The GPU, as long as it is there. */
export interface GpuSession {
  /** What the driver calls it; empty where the browser keeps that to itself. */
  readonly name: string;
  readonly renderer: LineRenderer;
  /** Resolves when the context is lost: what was asked for has failed then, and nothing can be asked for any more. */
  readonly lost: Promise<void>;
}

/**
 * Asks for the GPU, in a worker: there neither large arrays on their way to it nor waiting for it hold up the page.
 * Rejects with the reason where it cannot be had.
 */
export function openGpu(): Promise<GpuSession> {
  return new Promise((resolve, reject) => {
    let stopWatch: (() => void) | null = null;
    const pending = new Set<number>();
    let onReply: (reply: RasterReply) => void = () => undefined;
    let onLost: () => void = () => undefined;
    const lost = new Promise<void>((told) => (onLost = told));

    function close(reason: string): void {
      live.terminate();
      stopWatch = null;
      reject(new Error(reason));
      onLost();
      for (const ticket of pending) onReply({ ticket, patches: null, error: reason });
      pending.clear();
    }

    const port: RasterPort = {
      send(request: RasterRequest) {
        if (request.kind === 'draw') pending.add(request.ticket);
        live.worker.postMessage(request);
        watch();
      },
    };

    /** Watches the worker as long as something is drawn. */
    function watch(): void {
      if (pending.size > 0) stopWatch ??= live.watchSilence(maxSilence);
      else {
        stopWatch?.();
        stopWatch = null;
      }
    }

    function receive(data: RasterReply | GpuNews): void {
      if ('ticket' in data) {
        pending.delete(data.ticket);
        watch();
        onReply(data);
      } else if (data.state === 'open') {
        const pool = createPool((takeReply) => {
          onReply = takeReply;
          return [port];
        });
        resolve({ name: data.name, renderer: measured(pool), lost });
      } else {
        close(data.state === 'lost' ? 'the graphics driver took its context back' : data.reason);
      }
    }

    // Throws, and so rejects, where a page forbids workers when one is created; others do so later by an event.
    const live = startWorker(
      (data) => receive(data as RasterReply | GpuNews),
      (error) => close(live.wasReady ? error.message : noWorker),
    );
  });
}

const noWorker = 'this page allows no worker that draws';

/** Seconds without a sign of life while something is drawn, after which the worker is taken for dead. */
const maxSilence = 15;

function startWorker(
  onMessage: (data: unknown) => void,
  onDeath: (error: WorkerDiedError) => void,
): LiveWorker {
  try {
    return new LiveWorker({ name: 'GPU worker', create: () => new GpuWorker(), onMessage, onDeath });
  } catch (error) {
    throw new Error(noWorker, { cause: error });
  }
}

/** A renderer that plans by how long its pictures have taken. */
function measured(pool: Omit<LineRenderer, 'plan'>): LineRenderer {
  const planner = createGpuPlanner();
  return {
    plan: planner.plan,
    leave: pool.leave,
    draw(client, picture, pass) {
      const began = performance.now();
      const drawing = pool.draw(client, picture, pass);
      const spans = picture.rows.length * picture.width * pass.pixelRatio;
      const done = drawing.done.then((patches) => {
        if (patches !== null && pass.detail.kind === 'spans') planner.learn(spans, performance.now() - began);
        return patches;
      });
      return { done, cancel: drawing.cancel };
    },
  };
}
