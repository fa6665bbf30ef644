import { announceWorker } from '../../history/scheduling/index.ts';
import { isDrawingRequest, type RasterRequest } from './raster-service.ts';

/**
 * Handles drawing requests in a worker. It holds no lock to signal the worker's end, since a lock would keep pages that
 * embed a plot out of the back-forward cache.
 */
export function serveDrawing(service: (request: RasterRequest) => void): void {
  self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isDrawingRequest(data)) service(data);
  });
  void announceWorker({ holdLock: false });
}
