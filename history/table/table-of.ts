import { addParentsOfFolds, idAt, recordCountAt, rowAt } from '../runs/chunk.ts';
import type { Chunk } from '../runs/chunk.ts';
import { shapeAt } from '../runs/run-list.ts';
import type { RunStatus } from '../types.ts';
import type { RunSet } from '../runs/run-set.ts';
import { buildTable } from './build-table.ts';
import { configurationsOf } from './configurations.ts';
import type { Configurations } from './configurations.ts';
import type { Lens } from './lens/lens.ts';
import type { Lenses } from './shown-runs.ts';
import type { StudentQuantile } from './statistics.ts';
import type { Table } from './table.ts';

/** How runs are reduced to single values; see `Lens`. */
export interface LensOptions {
  /** `best` by default. */
  readonly lens?: Lens;
  /** Lenses of individual metrics. */
  readonly perMetricLens?: ReadonlyMap<string, Lens>;
}

/** A table of configurations. */
export interface ConfigurationOptions extends LensOptions {
  readonly level: 'configurations';
  /** The parameters that can differ between runs of one configuration, by column name; `replicateParameters` by default. */
  readonly allBut?: readonly string[];
  /** For confidence intervals of means. */
  readonly studentQuantile?: StudentQuantile;
}

/**
 * The rows of a table.
 * - `epochs`: the records of runs. A run without records has no row.
 * - `runs`: runs, including folds. A run that has folds and no records has no row.
 * - `configurations`: groups of runs with equal parameters, except those that differ between replicates.
 */
export type LevelOptions =
  { readonly level: 'epochs' } | ({ readonly level: 'runs' } & LensOptions) | ConfigurationOptions;

/** The table of runs at a level. */
export function tableOf(set: RunSet, options: ConfigurationOptions): Configurations;
export function tableOf(set: RunSet, options: LevelOptions): Table;
export function tableOf(set: RunSet, options: LevelOptions): Table {
  const steps = tableOfInSteps(set, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Like `tableOf`, in steps of a few milliseconds, between which the caller can do other work. */
export function* tableOfInSteps(set: RunSet, options: LevelOptions): Generator<void, Table> {
  if (options.level === 'epochs') return yield* buildTable(set, 'withRecords', null);
  const lenses: Lenses = {
    lens: options.lens ?? { kind: 'best' },
    perMetric: options.perMetricLens ?? new Map<string, Lens>(),
  };
  if (options.level === 'runs') return yield* buildTable(set, 'withoutGroups', lenses);
  const runs = yield* buildTable(set, 'all', lenses);
  yield;
  return configurationsOf(set, runs, options.allBut ?? null, options.studentQuantile ?? null);
}

/** The largest number of runs with records whose epochs are rows by default: the lines of more are hard to tell apart. */
const MAX_RUNS_BY_EPOCH = 100;

/**
 * The level that shows a set of runs at first: configurations if runs have folds and no records, as in scikit-learn's
 * `cv_results_`; epochs of few runs that all have records, or are still to have them; else runs, so that none is missing.
 */
export function defaultLevel(set: RunSet): LevelOptions['level'] {
  let level = levels.get(set);
  if (level === undefined) levels.set(set, (level = findLevel(set)));
  return level;
}

/** Finding the level reads every run. */
const levels = new WeakMap<RunSet, LevelOptions['level']>();

function findLevel(set: RunSet): LevelOptions['level'] {
  const parents = new Set<string>();
  let hasFolds = false;
  for (const chunk of set.chunks) {
    hasFolds ||= chunk.columns.folds !== null;
    addParentsOfFolds(chunk, parents);
  }
  let withRecords = 0;
  let withoutRecords = 0;
  for (const chunk of set.chunks) {
    for (let i = 0; i < chunk.length; i++) {
      if (recordCountAt(chunk, i) > 0) withRecords++;
      else if (!(hasFolds && parents.has(idAt(chunk, i))) && statusAt(chunk, i) !== 'running')
        withoutRecords++;
    }
  }
  if (withRecords === 0) return hasFolds ? 'configurations' : 'runs';
  return withoutRecords === 0 && withRecords <= MAX_RUNS_BY_EPOCH ? 'epochs' : 'runs';
}

function statusAt(chunk: Chunk, index: number): RunStatus {
  return shapeAt(chunk.columns, rowAt(chunk, index)).status;
}

/** Whether the rows of a table are configurations. */
export function hasConfigurations(table: Table): table is Configurations {
  return 'members' in table;
}
