/** See `learningRateAt`. */
export const schedules = ['constant', 'step', 'exponential', 'cosine', 'one_cycle'] as const;
export type Schedule = (typeof schedules)[number];

export interface ScheduleSettings {
  readonly schedule: Schedule;
  /** The initial rate; for `one_cycle` the highest. */
  readonly learningRate: number;
  /** For `step`: number of epochs between changes. */
  readonly scheduleEvery: number;
  /** For `step` and `exponential`: the factor of each change. */
  readonly scheduleFactor: number;
  /** Number of epochs over which the rate first rises linearly, batch by batch; 0 for none. */
  readonly warmup: number;
  readonly epochs: number;
}

/** PyTorch's defaults for `OneCycleLR`. */
const RISING_SHARE = 0.3;
const FIRST_DIVISOR = 25;
const LAST_DIVISOR = 1e4;

/**
 * The learning rate of a step.
 * - `constant`;
 * - `step`: multiplied by the factor every `scheduleEvery` epochs (`StepLR`); `exponential`: every epoch (`ExponentialLR`);
 * - `cosine`: half a cosine from the rate to 0 (`CosineAnnealingLR(T_max=epochs)`), changed once per epoch;
 * - `one_cycle`: changed every batch, by half cosines from rate / 25 up to the rate within the first 30 % of all steps and
 *   down to rate / 250,000 (`OneCycleLR` without momentum cycling).
 *
 * During warm-up that rate is multiplied by (steps taken + 1) / (steps of the warm-up).
 *
 * @param step counted from 0 over the whole run
 * @param stepsPerEpoch at least 1
 */
export function learningRateAt(settings: ScheduleSettings, step: number, stepsPerEpoch: number): number {
  const rate = scheduled(settings, step, stepsPerEpoch);
  const rising = settings.warmup * stepsPerEpoch;
  return step < rising ? (rate * (step + 1)) / rising : rate;
}

function scheduled(settings: ScheduleSettings, step: number, stepsPerEpoch: number): number {
  const { schedule, learningRate, scheduleEvery, scheduleFactor, epochs } = settings;
  const epoch = Math.floor(step / stepsPerEpoch);
  switch (schedule) {
    case 'constant':
      return learningRate;
    case 'step':
      return learningRate * scheduleFactor ** Math.floor(epoch / scheduleEvery);
    case 'exponential':
      return learningRate * scheduleFactor ** epoch;
    case 'cosine':
      return halfCosine(learningRate, 0, epoch / epochs);
    case 'one_cycle':
      return oneCycle(learningRate, step, epochs * stepsPerEpoch);
  }
}

function oneCycle(highest: number, step: number, steps: number): number {
  const first = highest / FIRST_DIVISOR;
  const top = RISING_SHARE * steps - 1;
  if (step <= top) return halfCosine(first, highest, step / top);
  return halfCosine(highest, first / LAST_DIVISOR, (step - top) / (steps - 1 - top));
}

/** Interpolates between two values along half a cosine, `share` from 0 to 1. */
function halfCosine(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
}
