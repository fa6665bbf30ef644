import type { Run } from '../../../history/index.ts';
import { configOfRun, scorerNames, type ScorerName } from '../../../trainer/index.ts';
import type { Sweep } from './script.ts';

/** Folds of a script for runs that were not cross-validated. */
const DEFAULT_FOLDS = 3;

/**
 * The sweep that runs of a history are: every configuration once, without its folds. Folds are those of the runs, three
 * without any, unshuffled and stratified.
 *
 * @throws {Error} if a run does not have the settings of a network
 */
export function sweepOfRuns(runs: readonly Run[]): Sweep {
  const configurations = runs.filter(({ fold }) => fold === null);
  const configs = configurations.map((run) => {
    if (run.parameters['activation'] === undefined || run.parameters['hidden'] === undefined)
      throw new Error(`run "${run.name}": expected the parameters "activation" and "hidden" of a network`);
    return configOfRun(run).config;
  });
  const counts = configurations.map(({ parameters }) => parameters['folds']);
  const folds = counts.find((count) => typeof count === 'number') ?? DEFAULT_FOLDS;
  return {
    configs,
    folds,
    kind: 'stratified',
    shuffleSeed: null,
    scoring: scoringOf(configurations),
  };
}

function scoringOf(runs: readonly Run[]): ScorerName[] {
  return scorerNames.filter((name) => runs.some(({ summary }) => `mean_test_${name}` in summary));
}
