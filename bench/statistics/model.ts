import type { Contender } from '../../analysis/index.ts';
import { mean } from '../../history/index.ts';

/** A search whose configurations are equally good, so that every difference is due to chance. */
export interface Setup {
  readonly folds: number;
  readonly configurations: number;
  readonly repeats: number;
  /** Standard deviation of the effect of a seed, in units of that of the folds. */
  readonly seedNoise: number;
  readonly design: Design;
}

/**
 * - `reshuffled`: each repeat splits the rows anew, and each fold has a seed of its own;
 * - `sameFolds`: repeats use the same folds, and each fold has a seed of its own;
 * - `sharedSeed`: as `reshuffled`, but all folds of a repeat have the same seed.
 */
export type Design = 'reshuffled' | 'sameFolds' | 'sharedSeed';

/**
 * Draws scores as the corrected t-test assumes them (C. Nadeau and Y. Bengio, 2003): any two folds of a configuration
 * correlate by ρ = n₂/(n₁ + n₂) = 1/k, since their training sets overlap. The expected difference of two configurations
 * is 0. To this comes the noise of the seeds, which the test does not model.
 *
 * @param normal draws from the standard normal distribution
 */
export function drawScores(
  { folds, configurations, repeats, seedNoise, design }: Setup,
  normal: () => number,
): Contender[] {
  const [common, own] = [Math.sqrt(1 / folds), Math.sqrt(1 - 1 / folds)];
  return Array.from({ length: configurations }, (_, i) => {
    const shared = common * normal();
    let ofFolds: number[] = [];
    const scores = Array.from({ length: repeats }, (_, repeat) => {
      if (repeat === 0 || design !== 'sameFolds') {
        ofFolds = Array.from({ length: folds }, () => shared + own * normal());
      }
      const ofRepeat = normal();
      return ofFolds.map((score) => score + seedNoise * (design === 'sharedSeed' ? ofRepeat : normal()));
    });
    return { name: String(i), scores: scores.flat() };
  });
}

/** The scores with the mean of each fold over its repeats. */
export function averageFolds(contenders: readonly Contender[], folds: number): Contender[] {
  return contenders.map(({ name, scores }) => ({
    name,
    scores: Array.from({ length: folds }, (_, fold) => {
      const ofFold = scores.filter((_, at) => at % folds === fold);
      return mean(ofFold);
    }),
  }));
}
