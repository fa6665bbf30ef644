import { studentQuantile } from '../../../analysis/index.ts';
import {
  defaultLevel,
  tableOfInSteps,
  type Lens,
  type LevelOptions,
  type RunSet,
  type Table,
} from '../../../history/index.ts';

/** What a row, and so a line of the plot, stands for. */
export const LEVELS = ['epochs', 'runs', 'configurations'] as const;
export type Level = (typeof LEVELS)[number];

/** The choice of rows: their level, and how the series of a run becomes one value. */
export interface RowsChoice {
  /** Null for the level that suits the runs: see `defaultLevel`. */
  readonly level: Level | null;
  readonly lens: Lens;
  /** Lenses of individual metrics. */
  readonly perMetric: readonly { readonly metric: string; readonly lens: Lens }[];
  /** The parameters that can differ between the runs of a configuration; null for those found by name: seeds, folds. */
  readonly allBut: readonly string[] | null;
}

export const initialRows: RowsChoice = {
  level: null,
  lens: { kind: 'best' },
  perMetric: [],
  allBut: null,
};

/** The level of the rows of a set of runs. */
export function levelOf(set: RunSet, { level }: RowsChoice): Level {
  return level ?? defaultLevel(set);
}

/** How a table is made of a set of runs; can be sent to a worker. */
export function levelOptionsOf(set: RunSet, choice: RowsChoice): LevelOptions {
  const level = levelOf(set, choice);
  if (level === 'epochs') return { level };
  const { lens, allBut } = choice;
  const perMetricLens = new Map(choice.perMetric.map((each) => [each.metric, each.lens]));
  const options = { level, lens, perMetricLens };
  return level === 'runs' ? { ...options, level } : { ...options, level, ...(allBut && { allBut }) };
}

/** The table of a set of runs, in steps of a few milliseconds. Configurations have confidence intervals. */
export function rowsInSteps(set: RunSet, choice: RowsChoice): Generator<void, Table> {
  const options = levelOptionsOf(set, choice);
  return tableOfInSteps(set, options.level === 'configurations' ? { ...options, studentQuantile } : options);
}

/** The table of a set of runs. */
export function tableOfRows(set: RunSet, choice: RowsChoice): Table {
  const steps = rowsInSteps(set, choice);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
