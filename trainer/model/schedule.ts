/** How the learning rate changes over a run; see `learningRateAt`. */
export const schedules = ['constant', 'step', 'exponential', 'cosine', 'one_cycle'] as const;
export type Schedule = (typeof schedules)[number];

export interface ScheduleSettings {
  readonly schedule: Schedule;
  /** The rate that the schedule begins with; for `one_cycle` the highest. */
  readonly learningRate: number;
  /** For `step`: after how many epochs the rate falls. */
  readonly scheduleEvery: number;
  /** For `step` and `exponential`: what the rate is multiplied by. */
  readonly scheduleFactor: number;
  /** Epochs over which the rate first rises to its own, in equal steps a batch; 0 for none. */
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
 * - `step`: times the factor after every so many epochs (`StepLR`); `exponential`: after each (`ExponentialLR`);
 * - `cosine`: half a cosine from the rate to 0 (`CosineAnnealingLR(T_max=epochs)`), changed once an epoch;
 * - `one_cycle`: changed every batch, up to the rate within the first 30 % of all steps and down again, by half cosines
 *   from rate / 25 and to rate / 250,000 (`OneCycleLR` without its cycle of momentum).
 *
 * Over the warm-up that rate is multiplied by (steps taken + 1) / (steps of the warm-up).
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

/** From one value to another along half a cosine, `share` from 0 to 1. */
function halfCosine(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
}
