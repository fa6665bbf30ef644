import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { groupBy } from './group-by.ts';
import { createLogRun } from './log-run.ts';
import type { Context } from '../types.ts';

/** One evaluation that a search of hyper-parameters made. */
export interface Trial {
  /** The configuration with whatever else it was run under: instance, seed. */
  readonly key: string;
  readonly name: string;
  readonly parameters: Iterable<readonly [string, ParameterValue]>;
  /** How much was spent on it, in epochs or whatever the search counts; null where all trials get the same. */
  readonly budget: number | null;
  readonly values: ReadonlyMap<string, RecordValue>;
  readonly status: Run['status'];
  readonly started: unknown;
}

/**
 * A run for each configuration: its trials of several budgets are its records, `epoch` being the budget; where there are
 * no budgets its values are the summary.
 */
export function createTrialRuns(
  trials: readonly Trial[],
  format: string,
  directions: ReadonlyMap<string, Direction>,
  context: Context,
): Run[] {
  const hasBudgets = new Set(trials.map(({ budget }) => budget)).size > 1;
  if (hasBudgets) context.note('The budget of each trial is taken as its epoch.');
  const groups = groupBy(trials, ({ key }) => key);
  return [...groups].flatMap(([key, list]) => {
    const parts = hasBudgets ? [list] : list.map((trial) => [trial]);
    return parts.map((part, i) => {
      const { name, parameters, started } = part[0]!;
      const rows = part.map(
        ({ budget, values }) => new Map<string, RecordValue>([['epoch', budget], ...values]),
      );
      const numbers = [...part[0]!.values].filter((entry): entry is [string, number | null] => {
        return typeof entry[1] === 'number' || entry[1] === null;
      });
      const again = i > 0 ? ` (${String(i + 1)})` : '';
      return createLogRun(
        {
          format,
          id: key + again,
          name: name + again,
          status: part.at(-1)!.status,
          started,
          parameters,
          directions,
          ...(hasBudgets ? { rows } : { summary: numbers }),
        },
        context,
      );
    });
  });
}
