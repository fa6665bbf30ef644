import { clamp } from '../../../history/index.ts';
import type { NumericPlacing } from './numeric-scale.ts';
import { fractionAt, type Knots } from './percentiles.ts';

/**
 * Compiles `numericFraction` to a function of the value, with constants precomputed. Values beyond fixed limits are clamped.
 */
export function compileScale(placing: NumericPlacing): (value: number) => number {
  const fractionOf = compileFraction(placing);
  return placing.fixed ? (value) => clamp(fractionOf(value), 0, 1) : fractionOf;
}

function compileFraction(placing: NumericPlacing): (value: number) => number {
  const { min, max } = placing;
  if (!(min < max)) return () => 0.5;
  switch (placing.type) {
    case 'percentile':
      return compilePercentiles(placing.knots);
    case 'log': {
      const [low, high] = [Math.log(min), Math.log(max)];
      if (!(low < high)) return () => 0.5;
      return (value) => (Math.log(Math.max(value, Number.MIN_VALUE)) - low) / (high - low);
    }
    case 'symlog': {
      const { threshold } = placing;
      const bend = (value: number) =>
        value < 0 ? -Math.log1p(-value / threshold) : Math.log1p(value / threshold);
      const [low, high] = [bend(min), bend(max)];
      return low < high ? (value) => (bend(value) - low) / (high - low) : () => 0.5;
    }
    default: {
      // Differences of huge numbers overflow, so this uses quarters.
      const shrink = Number.isFinite(max - min) ? 1 : 0.25;
      const [low, high] = [min * shrink, max * shrink];
      return low < high ? (value) => (value * shrink - low) / (high - low) : () => 0.5;
    }
  }
}

const steps = 4096;

/** Precomputes the candidate knots for equal steps between the ends, to shorten the search. */
function compilePercentiles(knots: Knots): (value: number) => number {
  const { values, fractions } = knots;
  const last = values.length - 1;
  const [min, max] = [values[0]!, values[last]!];
  const width = max - min;
  const scale = steps / width;
  // Huge and subnormal ranges have no equal steps.
  if (!(width < Infinity && scale < Infinity)) return (value) => fractionAt(knots, value);
  const first = new Uint16Array(steps + 2);
  for (let step = 0, knot = 0; step <= steps; step++) {
    while (knot < last && Math.floor((values[knot + 1]! - min) * scale) < step) knot++;
    first[step] = knot;
  }
  first[steps + 1] = last;
  return (value) => {
    if (value <= min) return fractions[0]!;
    if (value >= max) return fractions[last]!;
    const step = Math.floor((value - min) * scale);
    let [low, high] = [first[step]!, Math.min(last, first[step + 1]! + 1)];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (values[middle]! <= value) low = middle;
      else high = middle;
    }
    const share = (value - values[low]!) / (values[high]! - values[low]!);
    return fractions[low]! * (1 - share) + fractions[high]! * share;
  };
}
