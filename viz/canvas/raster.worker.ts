import { createEngine } from '../core/raster/engine.ts';
import { createRasterService, type RasterRequest } from './raster-service.ts';
import { transferable } from './renderer.ts';

const service = createRasterService(createEngine(), (reply) => {
  self.postMessage(reply, { transfer: transferable(reply.patches ?? []) });
});

self.onmessage = ({ data }: MessageEvent<RasterRequest>) => service(data);
