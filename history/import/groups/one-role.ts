import { looksLikeHyperparameter } from '../flat/known-names.ts';
import { partsOfRuns } from '../../runs/run-parts.ts';
import type { EpochRecord, Run } from '../../types.ts';
import { setOwn } from '../../own.ts';

/** Maximum number of runs of a file for which roles are compared; larger tables determine them by themselves. */
const MAX_RUNS = 10_000;

/**
 * Returns the names of numbers that runs with records have as parameters, such as a measurement that did not change in one
 * log. Hyperparameters stay what they are.
 */
export function constantsOf(runs: readonly Run[]): ReadonlySet<string> {
  const names = new Set<string>();
  if (runs.length > MAX_RUNS) return names;
  for (const { parameters, records } of runs) {
    if (records.length === 0) continue;
    for (const [name, value] of Object.entries(parameters))
      if (typeof value === 'number' && !looksLikeHyperparameter(name)) names.add(name);
  }
  return names;
}

/** Returns the names of the metrics of runs. */
export function metricsOf(runs: readonly Run[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of partsOfRuns(runs)) {
    const shapes = part.kind === 'list' ? part.runs : part.columns.shapes;
    for (const { metrics } of shapes) for (const name of Object.keys(metrics)) names.add(name);
  }
  return names;
}

/** Returns runs in which these parameters are metrics with the same value in each record. */
export function withMetrics(runs: readonly Run[], names: ReadonlySet<string>): readonly Run[] {
  return runs.map((run) => {
    const constant = Object.entries(run.parameters).filter(
      ([name, value]) => names.has(name) && typeof value === 'number' && run.records.length > 0,
    );
    if (constant.length === 0) return run;
    const moved = new Set(constant.map(([name]) => name));
    const metrics = { ...run.metrics };
    for (const [name] of constant) setOwn(metrics, name, { direction: 'none' });
    const records = run.records.map((record) => {
      const whole = { ...record };
      for (const [name, value] of constant) if (!Object.hasOwn(whole, name)) setOwn(whole, name, value);
      return whole as EpochRecord;
    });
    const parameters = Object.fromEntries(
      Object.entries(run.parameters).filter(([name]) => !moved.has(name)),
    );
    return { ...run, parameters, metrics, records };
  });
}
