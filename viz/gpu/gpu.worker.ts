import { createRasterService } from '../drawing/raster-service.ts';
import { serveDrawing } from '../drawing/serve-drawing.ts';
import { transferable, type BitmapPatch } from '../drawing/renderer.ts';
import type { RasterJob } from '../core/raster/job.ts';
import { openContext, type GpuContext } from './context.ts';
import { createGpuEngine } from './engine.ts';
import { finished } from './fence.ts';
import type { GpuMessage } from './message.ts';

const notify = (message: GpuMessage) => self.postMessage(message);

/** Opens the GPU and notifies the page, or reports why it cannot be opened. */
function open(): GpuContext & { readonly canvas: OffscreenCanvas } {
  try {
    if (typeof OffscreenCanvas === 'undefined') throw new Error('this browser has no OffscreenCanvas');
    const canvas = new OffscreenCanvas(1, 1);
    canvas.addEventListener('webglcontextlost', () => notify({ state: 'lost' }));
    const context = openContext(canvas);
    notify({ state: 'open', name: context.name });
    return { ...context, canvas };
  } catch (error) {
    notify({ state: 'refused', reason: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

async function createDrawingEngine() {
  const { gl, canvas } = open();
  const engine = createGpuEngine(gl);

  async function* draw(job: RasterJob): AsyncGenerator<BitmapPatch, void, void> {
    for (const part of engine.partsOf(job)) {
      engine.sum(job, part);
      engine.show(job, part);
      await finished(gl);
      yield { x: part.x, bitmap: canvas.transferToImageBitmap() };
    }
  }

  return { hold: engine.hold, drop: engine.drop, draw };
}

const engine = createDrawingEngine();
// Each request reports the failure; without requests it is not an error.
engine.catch(() => undefined);

const service = createRasterService(engine, (reply) => {
  self.postMessage(reply, { transfer: transferable(reply.patches ?? []) });
});

serveDrawing(service);
