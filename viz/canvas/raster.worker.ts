import { createRasterService, type RasterRequest } from './raster-service.ts';

const service = createRasterService((reply) => {
  const buffers = reply.strips?.map((strip) => strip.pixels.buffer) ?? [];
  self.postMessage(reply, { transfer: buffers });
});

self.onmessage = ({ data }: MessageEvent<RasterRequest>) => service(data);
