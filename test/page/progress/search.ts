import { writeHistory, type Run, type RunStatus } from '../../../history/index.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';

/** How each trial of the search ended; all others are completed. */
const STATUS: ReadonlyMap<number, RunStatus> = new Map([
  [5, 'stopped'],
  [9, 'failed'],
  [13, 'stopped'],
  [22, 'stopped'],
  [30, 'failed'],
  [39, 'running'],
]);

/** The trials of a search by three workers, as Optuna's study has them, not in the order of time. */
export function searchRuns(count = 40): Run[] {
  const started = Date.UTC(2026, 2, 1, 9);
  const runs = Array.from({ length: count }, (_, trial) => {
    const lr = 10 ** (-4 + ((trial * 7) % 31) / 10);
    const model = trial % 3 === 0 ? 'mlp' : 'cnn';
    const seconds = 20 + ((trial * 13) % 25);
    const accuracy =
      0.6 + (model === 'cnn' ? 0.2 : 0) - 0.06 * Math.abs(Math.log10(lr) + 2.5) + 0.002 * ((trial * 11) % 17);
    const status = STATUS.get(trial) ?? 'completed';
    return makeRun(`trial ${String(trial)}`, {
      status,
      source: { format: 'optuna-journal', file: 'journal.log' },
      started: new Date(started + Math.floor(trial / 3) * 50_000 + (trial % 3) * 2000).toISOString(),
      parameters: { lr, model, batch: 2 ** (4 + ((trial * 5) % 4)) },
      metrics: { accuracy: { direction: 'max' } },
      summary: { accuracy: status === 'failed' ? null : accuracy },
      records: makeRecords({ dur: seconds / 2 }, { dur: seconds / 2 }),
    });
  });
  return [...runs.slice(count / 2), ...runs.slice(0, count / 2)];
}

export const searchFile = (count?: number) => ({
  name: 'search.json',
  text: writeHistory(makeHistory(...searchRuns(count))),
});
