import { planDrawing, type Pass } from '../core/raster/detail.ts';
import type { ArrayKey, HeldArray, RasterJob } from '../core/raster/job.ts';
import { createJob, type LinePicture } from '../core/raster/lines.ts';
import RasterWorker from './raster.worker.ts?worker&inline';
import { openPorts, type RasterPort } from './raster-port.ts';
import type { RasterReply } from './raster-service.ts';
import type { Drawing, LineRenderer, Patch } from './renderer.ts';

interface Waiting {
  readonly patches: Patch[];
  /** Answers that have not come yet. */
  missing: number;
  isCancelled: boolean;
  readonly resolve: (patches: readonly Patch[] | null) => void;
  readonly reject: (error: Error) => void;
}

/** Draws pictures in parts through ports, which share them out. */
export type RasterPool = Omit<LineRenderer, 'plan'>;

let shared: LineRenderer | null = null;

/** The processor's pool of the page: plots share it, since processors are shared too. */
export function cpuRenderer(): LineRenderer {
  shared ??= { plan: planDrawing, ...createPool((onReply) => openPorts(() => new RasterWorker(), onReply)) };
  return shared;
}

/** A pool of the ports that `open` gives when it is told who takes their replies. */
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
    drawing.missing -= 1;
    if (drawing.missing > 0) return;
    waiting.delete(ticket);
    drawing.resolve(drawing.isCancelled ? null : drawing.patches);
  }

  function draw(client: object, picture: LinePicture, { detail, pixelRatio }: Pass): Drawing {
    const ticket = tickets++;
    const shares = shareOut(picture, ports.length);
    const done = new Promise<readonly Patch[] | null>((resolve, reject) => {
      waiting.set(ticket, { patches: [], missing: ports.length, isCancelled: false, resolve, reject });
    });
    for (const [index, port] of ports.entries()) {
      const share = shares[index];
      const job: RasterJob | null =
        share === undefined ? null : createJob(share, detail, pixelRatio, stores[index]!.hold);
      stores[index]!.settle(client);
      if (job === null) receive({ ticket, patches: [], error: null });
      else port.send({ kind: 'draw', ticket, job });
    }
    const cancel = () => ports.forEach((port) => port.send({ kind: 'cancel', ticket }));
    return { done, cancel };
  }

  return { draw, leave: (client) => stores.forEach((store) => store.settle(client)) };
}

/** The picture cut at axes into as many parts as there are ports, at most one a gap. */
function shareOut(picture: LinePicture, count: number): LinePicture[] {
  const gaps = picture.axisX.length - 1;
  if (gaps < 0) return [];
  if (gaps < 2) return [picture];
  const parts = Math.min(gaps, count);
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.round((part * gaps) / parts);
    const to = Math.round(((part + 1) * gaps) / parts);
    return {
      ...picture,
      axisX: picture.axisX.slice(from, to + 1),
      positions: picture.positions.slice(from, to + 1),
    };
  });
}

interface Store {
  /** Sends the array if it is not there yet. */
  hold(array: HeldArray): ArrayKey;
  /** Says that what was asked for since the last call is all that `client` needs now. */
  settle(client: object): void;
}

/** What one port holds, and for whom. */
function createStore(port: RasterPort): Store {
  const keys = new Map<HeldArray, ArrayKey>();
  const needs = new Map<object, ReadonlySet<HeldArray>>();
  let asked = new Set<HeldArray>();
  let nextKey = 0;

  function hold(array: HeldArray): ArrayKey {
    asked.add(array);
    let key = keys.get(array);
    if (key === undefined) {
      key = nextKey++;
      keys.set(array, key);
      port.send({ kind: 'hold', key, array });
    }
    return key;
  }

  function settle(client: object): void {
    if (asked.size > 0) needs.set(client, asked);
    else needs.delete(client);
    asked = new Set();
    const needed = new Set(Array.from(needs.values()).flatMap((arrays) => [...arrays]));
    const idle = Array.from(keys).filter(([array]) => !needed.has(array));
    if (idle.length === 0) return;
    for (const [array] of idle) keys.delete(array);
    port.send({ kind: 'drop', keys: idle.map(([, key]) => key) });
  }

  return { hold, settle };
}
