import { announceWorker } from '../../history/scheduling/index.ts';
import { isDrawingRequest, type RasterRequest } from './raster-service.ts';

/**
 * In a worker: handles requests to draw. No lock is held, by whose release the page would learn of the worker's end: it would
 * keep pages that embed a plot out of the back-forward cache.
 */
export function serveDrawing(service: (request: RasterRequest) => void): void {
  self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isDrawingRequest(data)) service(data);
  });
  void announceWorker({ holdLock: false });
}
