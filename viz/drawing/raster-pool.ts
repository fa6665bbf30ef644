import { planDrawing, type RenderOptions } from '../core/raster/detail.ts';
import type { ArrayKey, HeldArray, RasterJob } from '../core/raster/job.ts';
import { createJob, type LineScene } from '../core/raster/lines.ts';
import { openPorts, type RasterPort } from './open-ports.ts';
import type { Lack, RasterReply } from './raster-service.ts';
import type { RenderTask, LineRenderer, Patch } from './renderer.ts';

interface Waiting {
  readonly patches: Patch[];
  /** Number of pending replies. */
  pending: number;
  isCancelled: boolean;
  readonly resolve: (patches: readonly Patch[] | null) => void;
  readonly reject: (error: Error) => void;
}

/** Draws pictures in parts, one per port. */
export type RasterPool = Omit<LineRenderer, 'plan'>;

/** Loads the worker when it is needed, so that a page shows its axes without waiting for it. */
const loadPort = async () => {
  const [{ default: RasterWorker }, { openPort }] = await Promise.all([
    import('./raster.worker.ts?worker&inline'),
    import('./raster-port.ts'),
  ]);
  return (onReply: (reply: RasterReply) => void) => openPort(() => new RasterWorker(), onReply);
};

/** Creates a renderer on the CPU. Calls `onLacks` when a picture was drawn without what the page may forbid. */
export function createCpuRenderer(onLacks: (lacks: readonly Lack[]) => void): LineRenderer {
  const open = (onReply: (reply: RasterReply) => void) =>
    openPorts(loadPort, (reply) => {
      if (reply.lacks !== undefined && reply.lacks.length > 0) onLacks(reply.lacks);
      onReply(reply);
    });
  return { plan: planDrawing, ...createPool(open) };
}

/** Creates a pool of the ports that `open` returns for a reply handler. */
export function createPool(
  open: (onReply: (reply: RasterReply) => void) => readonly RasterPort[],
): RasterPool {
  const waiting = new Map<number, Waiting>();
  const ports = open(receive);
  const stores = ports.map((port) => createStore(port));
  let tickets = 0;

  function receive({ ticket, patches, error }: RasterReply): void {
    const drawing = waiting.get(ticket);
    if (drawing === undefined) return;
    if (error !== null) drawing.reject(new Error(error));
    if (patches === null) drawing.isCancelled = true;
    else for (const patch of patches) drawing.patches.push(patch);
    drawing.pending -= 1;
    if (drawing.pending > 0) return;
    waiting.delete(ticket);
    drawing.resolve(drawing.isCancelled ? null : drawing.patches);
  }

  function draw(client: object, scene: LineScene, { detail, pixelRatio }: RenderOptions): RenderTask {
    const ticket = tickets++;
    const shares = splitScene(scene, ports.length);
    const done = new Promise<readonly Patch[] | null>((resolve, reject) => {
      waiting.set(ticket, { patches: [], pending: ports.length, isCancelled: false, resolve, reject });
    });
    for (const [index, port] of ports.entries()) {
      const share = shares[index];
      const job: RasterJob | null =
        share === undefined ? null : createJob(share, detail, pixelRatio, stores[index]!.hold);
      stores[index]!.commit(client);
      if (job === null) receive({ ticket, patches: [], error: null });
      else port.send({ kind: 'draw', ticket, job });
    }
    const cancel = () => ports.forEach((port) => port.send({ kind: 'cancel', ticket }));
    return { done, cancel };
  }

  return { draw, release: (client) => stores.forEach((store) => store.commit(client)) };
}

/** Splits a scene at its axes into at most `count` parts of at least one gap each. */
function splitScene(scene: LineScene, count: number): LineScene[] {
  const gaps = scene.axisX.length - 1;
  if (gaps < 0) return [];
  if (gaps < 2) return [scene];
  const parts = Math.min(gaps, count);
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.round((part * gaps) / parts);
    const to = Math.round(((part + 1) * gaps) / parts);
    return {
      ...scene,
      axisX: scene.axisX.slice(from, to + 1),
      positions: scene.positions.slice(from, to + 1),
    };
  });
}

interface Store {
  /** Returns the key of an array, which is sent on first use. */
  hold(array: HeldArray): ArrayKey;
  /** Declares that `client` needs the arrays held since the last call and no others; drops arrays without a client. */
  commit(client: object): void;
}

/** Tracks which arrays one port stores, and for which clients. */
function createStore(port: RasterPort): Store {
  const keys = new Map<HeldArray, ArrayKey>();
  const needs = new Map<object, ReadonlySet<HeldArray>>();
  let requested = new Set<HeldArray>();
  let nextKey = 0;

  function hold(array: HeldArray): ArrayKey {
    requested.add(array);
    let key = keys.get(array);
    if (key === undefined) {
      key = nextKey++;
      keys.set(array, key);
      port.send({ kind: 'hold', key, array });
    }
    return key;
  }

  function commit(client: object): void {
    if (requested.size > 0) needs.set(client, requested);
    else needs.delete(client);
    requested = new Set();
    const needed = new Set(Array.from(needs.values()).flatMap((arrays) => [...arrays]));
    const idle = Array.from(keys).filter(([array]) => !needed.has(array));
    if (idle.length === 0) return;
    for (const [array] of idle) keys.delete(array);
    port.send({ kind: 'drop', keys: idle.map(([, key]) => key) });
  }

  return { hold, commit };
}
