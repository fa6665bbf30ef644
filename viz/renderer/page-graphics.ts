import { openGpu } from '../gpu/session.ts';
import { createGraphics, type Graphics } from './graphics.ts';
import { cpuRenderer } from '../drawing/raster-pool.ts';

let shared: Graphics | null = null;

/** The graphics of this page: browsers give it few contexts, and plots find out but once who draws sooner. */
export function pageGraphics(): Graphics {
  shared ??= createGraphics({
    openGpu,
    cpu: cpuRenderer(),
    now: () => performance.now(),
    rest,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  return shared;
}

/** Not every browser tells when it is idle. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 50);
  });
}
