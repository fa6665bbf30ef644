import { LiveWorker, type WorkerDiedError } from '../../history/scheduling/index.ts';
import { createPool } from '../drawing/raster-pool.ts';
import type { RasterPort } from '../drawing/open-ports.ts';
import type { RasterReply, RasterRequest } from '../drawing/raster-service.ts';
import type { LineRenderer } from '../drawing/renderer.ts';
import GpuWorker from './gpu.worker.ts?worker&inline';
import type { GpuMessage } from './message.ts';
import { createGpuPlanner } from './planner.ts';

/** An open connection to the GPU. */
export interface GpuSession {
  /** The driver's name of the GPU; empty if the browser does not reveal it. */
  readonly name: string;
  readonly renderer: LineRenderer;
  /** Resolves when the context is lost: pending requests have failed, and further ones fail. */
  readonly lost: Promise<void>;
}

/**
 * Opens the GPU in a worker, where neither uploads of large arrays nor waiting block the page. Rejects with the reason if
 * the GPU is not available.
 */
export function openGpu(): Promise<GpuSession> {
  return new Promise((resolve, reject) => {
    let stopWatch: (() => void) | null = null;
    const pending = new Set<number>();
    let onReply: (reply: RasterReply) => void = () => undefined;
    let onLost: () => void = () => undefined;
    const lost = new Promise<void>((resolveLost) => (onLost = resolveLost));

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

    /** Watches the worker while requests are pending. */
    function watch(): void {
      if (pending.size > 0) stopWatch ??= live.watchSilence(maxSilence);
      else {
        stopWatch?.();
        stopWatch = null;
      }
    }

    function receive(data: RasterReply | GpuMessage): void {
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
        close(data.state === 'lost' ? 'the graphics driver lost its context' : data.reason);
      }
    }

    // Throws, and so rejects, if a page's policy makes the constructor throw; other browsers report that by an event.
    const live = startWorker(
      (data) => receive(data as RasterReply | GpuMessage),
      (error) => close(live.wasReady ? error.message : noWorker),
    );
  });
}

const noWorker = 'this page does not allow the drawing worker';

/** Seconds without a response to pending requests after which the worker counts as dead. */
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

/** A renderer that plans by measured drawing times. */
function measured(pool: Omit<LineRenderer, 'plan'>): LineRenderer {
  const planner = createGpuPlanner();
  return {
    plan: planner.plan,
    release: pool.release,
    draw(client, scene, options) {
      const began = performance.now();
      const task = pool.draw(client, scene, options);
      const spans = scene.rows.length * scene.width * options.pixelRatio;
      const done = task.done.then((patches) => {
        if (patches !== null && options.detail.kind === 'lines') {
          planner.learn(spans, performance.now() - began);
        }
        return patches;
      });
      return { done, cancel: task.cancel };
    },
  };
}
