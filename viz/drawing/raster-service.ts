import { yieldToEventLoop } from '../../history/scheduling/index.ts';
import type { ArrayKey, HeldArray, RasterJob } from '../core/raster/job.ts';
import type { Patch } from './renderer.ts';

/** What a page may forbid. */
export type Lack = 'workers' | 'WebAssembly';

/** Draws lines from positions that it stores, with WebAssembly or on the GPU. */
export interface DrawingEngine {
  /** What the engine had to do without. */
  readonly lacks?: Lack;
  hold(key: ArrayKey, array: HeldArray): void;
  drop(key: ArrayKey): void;
  draw(job: RasterJob): Iterable<Patch> | AsyncIterable<Patch>;
}

/** Requests to a drawing service, handled in order, except `cancel`, which takes effect immediately. */
export type RasterRequest =
  | { readonly kind: 'hold'; readonly key: ArrayKey; readonly array: HeldArray }
  | { readonly kind: 'drop'; readonly keys: readonly ArrayKey[] }
  | { readonly kind: 'draw'; readonly ticket: number; readonly job: RasterJob }
  | { readonly kind: 'cancel'; readonly ticket: number };

export function isDrawingRequest(data: unknown): data is RasterRequest {
  return typeof data === 'object' && data !== null && 'kind' in data;
}

/** The reply to a `draw`; without patches if it was cancelled, with a message if it failed. */
export interface RasterReply {
  readonly ticket: number;
  readonly patches: readonly Patch[] | null;
  readonly error: string | null;
  /** What was missing, if anything. */
  readonly lacks?: readonly Lack[];
}

/** Handles drawing requests, in a worker or in the page. */
export function createRasterService(
  engine: Promise<DrawingEngine>,
  reply: (reply: RasterReply) => void,
): (request: RasterRequest) => void {
  const cancelled = new Set<number>();
  let last: Promise<unknown> = engine;

  async function draw(drawing: DrawingEngine, ticket: number, job: RasterJob): Promise<void> {
    const patches: Patch[] = [];
    for await (const patch of drawing.draw(job)) {
      patches.push(patch);
      await yieldToEventLoop();
      if (cancelled.has(ticket)) break;
    }
    const lacks = drawing.lacks === undefined ? [] : [drawing.lacks];
    reply({ ticket, patches: cancelled.delete(ticket) ? null : patches, error: null, lacks });
  }

  async function answer(request: RasterRequest): Promise<void> {
    const drawing = await engine;
    if (request.kind === 'hold') drawing.hold(request.key, request.array);
    else if (request.kind === 'drop') request.keys.forEach((key) => drawing.drop(key));
    else if (request.kind === 'draw') await draw(drawing, request.ticket, request.job);
  }

  return (request) => {
    if (request.kind === 'cancel') {
      cancelled.add(request.ticket);
      return;
    }
    last = last
      .then(() => answer(request))
      .catch((error: unknown) => {
        if (request.kind === 'draw') reply({ ticket: request.ticket, patches: null, error: String(error) });
      });
  };
}
