import type { Pass, Plan, PlanInput } from '../core/raster/detail.ts';

/** Plans pictures by how quickly this GPU has drawn those before. */
export interface GpuPlanner {
  plan(input: PlanInput): Plan;
  /** Takes note that so many lines times columns took so many milliseconds. */
  learn(spans: number, time: number): void;
}

/** Lines times columns in a millisecond, before any were drawn: what the processor's own graphics do at least. */
const firstRate = 2e5;
/** Milliseconds that lines may take one by one; beyond it they are binned. */
const patience = 60;
/** Milliseconds from which on a draft is worth its while. */
const promptness = 25;
/** Fewer lines times columns than this tell of the way to the GPU and back, not of drawing. */
const fewest = 1e6;
/** What the last picture counts for beside all before. */
const weight = 0.3;

/** Lines are drawn one by one at the device's resolution as long as that is quick, and binned at the same beyond. */
export function createGpuPlanner(): GpuPlanner {
  let rate = firstRate;

  function plan({ rows, width, pixelRatio }: PlanInput): Plan {
    const spans = rows * width * pixelRatio;
    const draft: Pass | null =
      spans <= rate * promptness
        ? null
        : { detail: { kind: 'bins', cells: 256 }, pixelRatio: Math.min(1, pixelRatio) };
    if (spans <= rate * patience)
      return { draft, final: { detail: { kind: 'spans', passes: 4 }, pixelRatio } };
    return { draft, final: { detail: { kind: 'bins', cells: 512 }, pixelRatio } };
  }

  function learn(spans: number, time: number): void {
    if (spans >= fewest && time > 0) rate += weight * (spans / time - rate);
  }

  return { plan, learn };
}
