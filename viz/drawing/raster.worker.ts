import { createEngine } from '../core/raster/engine.ts';
import { createRasterService } from './raster-service.ts';
import { serveDrawing } from './serve-drawing.ts';
import { transferable } from './renderer.ts';

const service = createRasterService(createEngine(), (reply) => {
  self.postMessage(reply, { transfer: transferable(reply.patches ?? []) });
});

serveDrawing(service);
