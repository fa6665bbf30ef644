import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { isSentinel } from '../values/sentinels.ts';
import { groupBy } from './group-by.ts';
import { createLogRun } from './log-run.ts';
import type { Context } from '../types.ts';

/** One evaluation of a hyperparameter search. */
export interface Trial {
  /** Identifies the configuration with instance and seed. */
  readonly key: string;
  readonly name: string;
  readonly parameters: Iterable<readonly [string, ParameterValue]>;
  /** Budget in epochs or any other unit; null if all trials have the same. */
  readonly budget: number | null;
  readonly values: ReadonlyMap<string, RecordValue>;
  readonly status: Run['status'];
  readonly started: unknown;
}

/**
 * Creates a run per configuration. Trials with different budgets become its records, with the budget as `epoch`; without
 * budgets the values become the summary. Values that stand for "no result yet" are missing.
 */
export function createTrialRuns(
  given: readonly Trial[],
  format: string,
  directions: ReadonlyMap<string, Direction>,
  context: Context,
): Run[] {
  const trials = given.map(withoutPlaceholders);
  const hasBudgets = new Set(trials.map(({ budget }) => budget)).size > 1;
  if (hasBudgets) context.note('The budget of each trial is used as its epoch.');
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
      const suffix = i > 0 ? ` (${String(i + 1)})` : '';
      return createLogRun(
        {
          format,
          id: key + suffix,
          name: name + suffix,
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

/** Searches store the largest integer for a trial that has not ended or has crashed. An infinite cost is a value. */
function withoutPlaceholders(trial: Trial): Trial {
  const isPlaceholder = (value: RecordValue) => typeof value === 'number' && isSentinel(value);
  const values = [...trial.values].map(([name, value]): [string, RecordValue] => {
    return [name, isPlaceholder(value) ? null : value];
  });
  return { ...trial, values: new Map(values) };
}
