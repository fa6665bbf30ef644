import { createRandom } from '../../../analysis/importance/random.ts';

/** A function of parameters that are uniform in [0, 1), with normal noise. */
export interface Study {
  readonly name: string;
  readonly parameters: number;
  readonly noise: number;
  readonly f: (x: readonly number[]) => number;
}

export const studies: readonly Study[] = [
  {
    name: 'additive, without noise',
    parameters: 5,
    noise: 0,
    f: ([a, b, c]) => 3 * a! + 1.4 * Math.sin(6 * b!) + c!,
  },
  { name: 'additive, with noise', parameters: 8, noise: 0.5, f: ([a, b]) => 2 * a! + b! },
  {
    name: 'an interaction without main effects, and a main effect',
    parameters: 5,
    noise: 0.1,
    f: ([a, b, c]) => 4 * (a! - 0.5) * (b! - 0.5) + 0.5 * c!,
  },
  {
    name: 'three of twenty parameters',
    parameters: 20,
    noise: 0.2,
    f: ([a, b, c]) => 3 * a! + 2 * b! + c!,
  },
];

export interface Draws {
  /** Per parameter the value of each row. */
  readonly xs: readonly number[][];
  readonly y: readonly number[];
}

export function draw({ parameters, noise, f }: Study, rows: number, seed: number): Draws {
  const random = createRandom(seed);
  const xs = Array.from({ length: parameters }, () => Array.from({ length: rows }, random));
  const y = Array.from({ length: rows }, (_, row) => f(xs.map((x) => x[row]!)) + noise * normal(random));
  return { xs, y };
}

/**
 * The total-effect index of each parameter in the variance of the objective's ranks, by Jansen's estimator (1999) on 40,000
 * rows; the noise is drawn anew for each evaluation, so that it is not an effect of a parameter.
 */
export function totalEffects(study: Study): number[] {
  const count = 40_000;
  const { xs, y } = draw(study, count, 101);
  const sorted = Float64Array.from(y).sort();
  const rankOf = (value: number) => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low / count;
  };
  const random = createRandom(102);
  const evaluate = (x: readonly number[]) => rankOf(study.f(x) + study.noise * normal(random));
  // The difference of two evaluations also holds the noise of both, which is measured with equal parameters.
  const halfSquare = (changed: number | null) => {
    let sum = 0;
    for (let row = 0; row < count; row++) {
      const x = xs.map((values) => values[row]!);
      const other = x.map((value, at) => (at === changed ? random() : value));
      sum += (evaluate(x) - evaluate(other)) ** 2;
    }
    return sum / (2 * count) / (1 / 12);
  };
  const ofNoise = halfSquare(null);
  return Array.from({ length: study.parameters }, (_, at) => halfSquare(at) - ofNoise);
}

/**
 * The share of the variance of "is among the best `fraction` of the rows" between `groups` equal ranges of each parameter,
 * counted on 200,000 rows.
 */
export function shareOfBest(study: Study, fraction: number, groups: number): number[] {
  const count = 200_000;
  const { xs, y } = draw(study, count, 103);
  const threshold = Float64Array.from(y).sort()[Math.floor(count * (1 - fraction))]!;
  return xs.map((x) => {
    const best = new Float64Array(groups);
    const all = new Float64Array(groups);
    for (let row = 0; row < count; row++) {
      const group = Math.floor(groups * x[row]!);
      all[group]! += 1;
      if (y[row]! >= threshold) best[group]! += 1;
    }
    const between = all.reduce((sum, n, at) => sum + n * (best[at]! / n - fraction) ** 2, 0);
    return between / count / (fraction * (1 - fraction));
  });
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
