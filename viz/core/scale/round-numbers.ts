import { format, formatPrefix, precisionFixed, precisionPrefix, precisionRound, ticks, tickStep } from 'd3';

// As the ticks and formats of d3-scale, which would bring time formats, interpolators and all other scales with it.

/** About `count` round numbers from `min` to `max`, where 0 < `min` < `max`: multiples of powers of ten, or powers of ten alone. */
export function logSteps(min: number, max: number, count: number): number[] {
  const [low, high] = [Math.log10(min), Math.log10(max)];
  if (high - low >= count) return ticks(low, high, Math.min(high - low, count)).map(powerOfTen);
  const steps: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    for (let digit = 1; digit < 10; digit++) {
      const step = power < 0 ? digit / powerOfTen(-power) : digit * powerOfTen(power);
      if (step >= min && step <= max) steps.push(step);
    }
  }
  return steps.length * 2 < count ? ticks(min, max, count) : steps;
}

/** Exact, unlike `10 ** power`. */
function powerOfTen(power: number): number {
  return Number(`1e${String(power)}`);
}

/**
 * Formats `count` ticks from `min` to `max` with just enough digits to distinguish them.
 *
 * @param notation with an exponent (`e`), an SI prefix (`s`) or decimals (`f`)
 */
export function tickFormat(
  min: number,
  max: number,
  count: number,
  notation: 'e' | 's' | 'f',
): (value: number) => string {
  const step = tickStep(min, max, count);
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (notation === 'f') return format(`,.${String(precisionFixed(step))}f`);
  if (notation === 's') return formatPrefix(`.${String(precisionPrefix(step, size))}~s`, size);
  // There is none if the step is as large as the numbers.
  const precision = precisionRound(step, size) - 1;
  return format(Number.isNaN(precision) ? '~e' : `.${String(precision)}~e`);
}
