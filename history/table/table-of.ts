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
  if (options.level === 'epochs') return finish(buildTable(set, 'withRecords', null));
  const lenses: Lenses = {
    lens: options.lens ?? { kind: 'best' },
    perMetric: options.perMetricLens ?? new Map<string, Lens>(),
  };
  if (options.level === 'runs') return finish(buildTable(set, 'withoutGroups', lenses));
  const runs = finish(buildTable(set, 'all', lenses));
  return configurationsOf(set, runs, options.allBut ?? null, options.studentQuantile ?? null);
}

function finish(steps: Generator<void, Table>): Table {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
