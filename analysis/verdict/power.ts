import type { PairedTest } from './corrected-t-test.ts';
import { studentQuantile } from './student-t.ts';

/** The design of a comparison, and what is assumed to be true. */
export interface PowerInput {
  /** The true mean difference. */
  readonly difference: number;
  /** The true standard deviation of the differences of folds or replicates. */
  readonly stdDev: number;
  /** Number of differences, two or more. */
  readonly pairs: number;
  /** Ratio of test rows to training rows; 0 for independent replicates. */
  readonly testShare: number;
  readonly margin: number;
  /** Level of this comparison: that of the family divided by the number of comparisons. */
  readonly level: number;
}

/** Points of the numerical integration over the estimated standard deviation. */
const STEPS = 400;

/**
 * The probability that a comparison is decided: that its interval (`correctedTTest`) lies above the margin, below its
 * negative, or between both. With v = (1/J + n₂/n₁)σ², the mean difference is normal with variance v and the estimated
 * standard deviation is σu, where (J − 1)u² follows the χ² distribution with J − 1 degrees of freedom, independently.
 */
export function decisionPower({ difference, stdDev, pairs, testShare, margin, level }: PowerInput): number {
  if (stdDev === 0) return 1;
  const df = pairs - 1;
  const error = Math.sqrt(1 / pairs + testShare) * stdDev;
  const quantile = studentQuantile(level / 2, df);
  const [shift, bound] = [difference / error, margin / error];
  let [power, total] = [0, 0];
  const [low, high] = [Math.max(0, 1 - 6 / Math.sqrt(2 * df)), 1 + 6 / Math.sqrt(2 * df)];
  for (let i = 0; i < STEPS; i++) {
    const u = low + ((i + 0.5) / STEPS) * (high - low);
    const density = Math.exp((df - 1) * Math.log(u) - (df * (u * u - 1)) / 2);
    const reach = quantile * u;
    const above = normalBelow(shift - bound - reach);
    const below = normalBelow(-shift - bound - reach);
    const within = Math.max(0, normalBelow(bound - reach - shift) - normalBelow(reach - bound - shift));
    power += density * (above + below + within);
    total += density;
  }
  return power / total;
}

export interface MoreReplicatesOptions {
  readonly testShare: number;
  readonly margin: number;
  /** Level of this comparison: that of the family divided by the number of comparisons. */
  readonly level: number;
  /** Number of differences that one more replicate adds: 1 for a seed, k for a repeat with k reshuffled folds. */
  readonly step: number;
}

/** Sufficient probability of a decision. */
const POWER = 0.8;
const MAX_REPLICATES = 100;

/**
 * About how many more replicates would decide a comparison with a probability of 80 %, if the true difference and spread
 * are those observed. Null if 100 are not enough: the difference is too close to the margin, or the overlap of the
 * training sets keeps the interval too wide.
 */
export function moreReplicates(
  { difference, standardError, pairs }: Pick<PairedTest, 'difference' | 'standardError' | 'pairs'>,
  { testShare, margin, level, step }: MoreReplicatesOptions,
): number | null {
  const stdDev = standardError / Math.sqrt(1 / pairs + testShare);
  const setup = { difference, stdDev, testShare, margin, level };
  for (let more = 1; more <= MAX_REPLICATES; more++) {
    if (decisionPower({ ...setup, pairs: pairs + more * step }) >= POWER) return more;
  }
  return null;
}

/**
 * The probability that a standard normal variable is below z: formula 26.2.17 of M. Abramowitz and I. A. Stegun,
 * "Handbook of Mathematical Functions", 1964, with an absolute error below 7.5e-8.
 */
function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
