import {
  densityDraft,
  fullDensity,
  isComposed,
  type Plan,
  type PlanInput,
  type RenderOptions,
} from '../core/raster/detail.ts';

/** Plans how to draw by the speed that this GPU has shown so far. */
export interface GpuPlanner {
  plan(input: PlanInput): Plan;
  /** Updates the speed: `spans` lines times columns took `time` milliseconds. */
  learn(spans: number, time: number): void;
}

/** Lines times columns per millisecond before any measurement: a lower bound for integrated graphics. */
const firstRate = 2e5;
/** Milliseconds above which a draft is drawn first. */
const promptness = 25;
/** For fewer lines times columns the time measures the transfer, not the drawing. */
const minSpans = 1e6;
/** Weight of the latest measurement in the moving average. */
const weight = 0.3;

/** Lines or their density, as on the CPU, both at the device's resolution; a draft first where lines take long. */
export function createGpuPlanner(): GpuPlanner {
  let rate = firstRate;

  function plan(input: PlanInput): Plan {
    const { rows, width, pixelRatio } = input;
    const spans = rows * width * pixelRatio;
    const draft: RenderOptions | null =
      spans <= rate * promptness ? null : { detail: densityDraft, pixelRatio: Math.min(1, pixelRatio) };
    return { draft, final: { detail: isComposed(input) ? { kind: 'lines' } : fullDensity, pixelRatio } };
  }

  function learn(spans: number, time: number): void {
    if (spans >= minSpans && time > 0) rate += weight * (spans / time - rate);
  }

  return { plan, learn };
}
