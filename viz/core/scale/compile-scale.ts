import { clamp } from '../../../history/index.ts';
import type { NumericPlacing } from './numeric-scale.ts';
import { fractionAt, type Knots } from './percentiles.ts';

/**
 * `numericFraction` for many values, at the edge where a value lies beyond ends that somebody fixed: what is the same for
 * all values is worked out once.
 */
export function compileScale(placing: NumericPlacing): (value: number) => number {
  const find = createFinder(placing);
  return placing.fixed ? (value) => clamp(find(value), 0, 1) : find;
}

function createFinder(placing: NumericPlacing): (value: number) => number {
  const { min, max } = placing;
  if (!(min < max)) return () => 0.5;
  switch (placing.type) {
    case 'percentile':
      return percentileFinder(placing.knots);
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
      // Differences of huge numbers overflow, so those are taken of quarters.
      const shrink = Number.isFinite(max - min) ? 1 : 0.25;
      const [low, high] = [min * shrink, max * shrink];
      return low < high ? (value) => (value * shrink - low) / (high - low) : () => 0.5;
    }
  }
}

const steps = 4096;

/** Knows for even steps between the ends which knots come into question, so that few are asked. */
function percentileFinder(knots: Knots): (value: number) => number {
  const { values, fractions } = knots;
  const last = values.length - 1;
  const [min, max] = [values[0]!, values[last]!];
  const width = max - min;
  const scale = steps / width;
  // Of huge numbers and of subnormal ones there are no even steps.
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
