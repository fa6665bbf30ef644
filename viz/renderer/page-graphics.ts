import { createGraphics, type Graphics } from './graphics.ts';
import { createCpuRenderer } from '../drawing/raster-pool.ts';

let shared: Graphics | null = null;

/** The graphics that all plots of this page share: browsers limit the number of contexts, and one trial is enough. */
export function pageGraphics(): Graphics {
  if (shared !== null) return shared;
  const graphics = createGraphics({
    openGpu: async () => (await import('../gpu/session.ts')).openGpu(),
    cpu: createCpuRenderer((lacks) => graphics.restrict(lacks)),
    now: () => performance.now(),
    idle,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  shared = graphics;
  return graphics;
}

/** Loads what draws the lines of this page's plots, before the first of them is shown. */
export function prepareDrawing(): void {
  pageGraphics();
}

/** Safari has no `requestIdleCallback`. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 50);
  });
}
