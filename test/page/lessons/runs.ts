import type { EpochRecord, ParameterValue, Run } from '../../../history/index.ts';
import { makeRun } from '../../history/make.ts';

/** A run made by hand, with one record for each element of `values`. */
export function madeRun(
  parameters: Record<string, ParameterValue>,
  values: readonly Record<string, number>[],
  rest: Partial<Run> = {},
): Run {
  const records = values.map((record, i) => ({ epoch: i + 1, ...record }) as EpochRecord);
  return makeRun(JSON.stringify(parameters), { parameters, records, ...rest });
}

/** The edges of the trainer's histograms. */
export const HISTOGRAM_EDGES = Array.from({ length: 65 }, (_, i) => i / 4 - 8);

/** The histogram of values, each of which is the middle of its bin: add 1/8 to a multiple of 1/4. */
export function histogramOf(values: readonly number[]): number[] {
  const counts = new Array<number>(HISTOGRAM_EDGES.length + 1).fill(0);
  for (const value of values) counts[HISTOGRAM_EDGES.filter((edge) => edge <= value).length]!++;
  return counts;
}
