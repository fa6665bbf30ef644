import {
  countFits,
  LIMITS,
  type ActivationChoice,
  type Candidate,
  type FitCount,
} from '../../../../trainer/index.ts';
import { dataRequestOf } from '../../data/settings.ts';
import { candidatesOf } from '../form/candidates.ts';
import type { FoldRequest, TrainingJob } from './protocol.ts';
import { neededCount, optionalCount, type TrainingSettings } from '../form/settings.ts';

type ChoiceOf = (name: string) => ActivationChoice | null;

/** Fewer rows than this cannot be split. */
const MIN_ROWS = 10;

/** Describes what Start would train, or why it cannot. */
export function planOf(settings: TrainingSettings, choiceOf: ChoiceOf): FitCount {
  const candidates = candidatesOf(settings, choiceOf);
  optionalCount('training examples', settings.limit, MIN_ROWS);
  const count = countFits(candidates.length, foldsOf(settings)?.count ?? null, repeatsOf(settings));
  if (count.fits > LIMITS.fits) {
    const [fits, max] = [count.fits, LIMITS.fits].map((each) => each.toLocaleString('en'));
    throw new Error(`${fits!} fits are more than ${max!}: narrow the search, or lower the repeats.`);
  }
  return count;
}

/**
 * Returns the job that the settings describe.
 *
 * @throws {Error} naming the field and its value
 */
export function jobOf(
  settings: TrainingSettings,
  choiceOf: ChoiceOf,
  fork: TrainingJob['fork'],
): TrainingJob {
  const candidates: Candidate[] = candidatesOf(settings, choiceOf);
  const folds = foldsOf(settings);
  if (fork?.initial && folds) {
    throw new Error(
      'folds: weights that were trained on all rows cannot be continued in folds; leave the folds empty',
    );
  }
  return {
    data: dataRequestOf(settings.data, candidates[0]!.config.seed),
    limit: optionalCount('training examples', settings.limit, MIN_ROWS),
    candidates,
    folds,
    repeats: repeatsOf(settings),
    backend: settings.backend,
    fork,
  };
}

function foldsOf({ folds }: TrainingSettings): FoldRequest | null {
  const count = optionalCount('folds', folds.count, 2, LIMITS.folds);
  if (count === null) return null;
  return {
    count,
    kind: folds.kind === 'auto' ? null : folds.kind,
    shuffleSeed: optionalCount('shuffle seed', folds.shuffleSeed, 0),
    scoring: [...folds.scoring],
    trainScores: folds.trainScores,
    seedPerFold: folds.seedPerFold,
  };
}

function repeatsOf({ repeats }: TrainingSettings): number {
  return neededCount('repeats', repeats, 1, LIMITS.repeats);
}
