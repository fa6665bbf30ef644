import type { Run } from '../../../history/index.ts';

/** Number of runs that a menu lists. */
const MAX_LISTED = 100;

/** The latest runs that were trained by Heddle, latest first. */
export function scriptedRuns(runs: readonly Run[]): Run[] {
  const found: Run[] = [];
  for (let index = runs.length - 1; index >= 0 && found.length < MAX_LISTED; index--) {
    if (runs.length - index > MAX_READ) break;
    const run = runs[index]!;
    if (run.source.format === 'heddle' && run.records.length > 0 && hasNetwork(run)) found.push(run);
  }
  return found;
}

/** Reading all of very many runs would take too long. */
const MAX_READ = 10_000;

const hasNetwork = ({ parameters }: Run) =>
  parameters['activation'] !== undefined &&
  parameters['hidden'] !== undefined &&
  parameters['backend'] !== 'pytorch';
