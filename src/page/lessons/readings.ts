import type { ParameterValue, Run } from '../../../history/index.ts';

/** Values of parameters that identify a run: `{ activation: 'relu' }`. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/**
 * The only run with these parameters; runs of folds are ignored.
 *
 * @throws {Error} if there is none, or more than one
 */
export function runWith(runs: readonly Run[], parameters: Parameters): Run {
  const found = runs.filter(
    (run) =>
      run.fold === null &&
      Object.entries(parameters).every(([name, value]) => run.parameters[name] === value),
  );
  if (found.length !== 1) {
    throw new Error(`expected one run with ${JSON.stringify(parameters)}, got ${String(found.length)}`);
  }
  return found[0]!;
}

/** A metric in the last record; NaN if it is missing. */
export function last(run: Run, metric: string): number {
  return valueOf(run.records.at(-1)?.[metric]);
}

/** A metric in each record; NaN where it is missing. */
export function series(run: Run, metric: string): number[] {
  return run.records.map((record) => valueOf(record[metric]));
}

/** A metric of each layer in the last record, from the first layer: `dead_1`, `dead_2`, … */
export function byLayer(run: Run, name: string): number[] {
  const record = run.records.at(-1);
  const values: number[] = [];
  for (let layer = 1; typeof record?.[`${name}_${String(layer)}`] === 'number'; layer++) {
    values.push(valueOf(record[`${name}_${String(layer)}`]));
  }
  return values;
}

/** The mean of the test scores of a cross-validated configuration; NaN if a fold failed. */
export function meanScore(run: Run): number {
  return valueOf(run.summary['mean_test_score']);
}

/** A number with three significant digits. */
export function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);
}

function valueOf(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}
