import type { Run } from '../../../history/index.ts';
import { fairRatesOf, type FairRates, type RatedCandidate } from '../../../trainer/index.ts';
import { varyingParameters, type ScoredRun } from '../../shared/search-scores.ts';

/** A configuration of a search over rates × activations. */
export type RatedRun = RatedCandidate & { readonly run: Run };

/** A parameter that adds nothing to the activation's name. */
const SAID_BY_NAME = /^(?:formula|derivative|derivative_check)_/;

/**
 * The rate × activation table of a search that varied only those two; null for any other, where another parameter may
 * explain a difference.
 */
export function ratesOf(scored: readonly ScoredRun[]): FairRates<RatedRun> | null {
  const varied = varyingParameters(scored.map(({ run }) => run)).filter((name) => !SAID_BY_NAME.test(name));
  const isTable =
    varied.includes('learning_rate') &&
    varied.every((name) => ['learning_rate', 'activation'].includes(name));
  if (!isTable || scored.every(({ folds }) => folds.length === 0)) return null;
  const candidates = scored.map(({ run, folds }) => ({
    run,
    activation: String(run.parameters['activation']),
    learningRate: Number(run.parameters['learning_rate']),
    folds: folds.map(({ id }) => id),
  }));
  return fairRatesOf(
    candidates,
    scored.flatMap(({ folds }) => folds),
  );
}
