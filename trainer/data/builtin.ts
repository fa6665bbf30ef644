import type { Dataset } from './dataset.ts';
import { makeSpiral } from './spiral.ts';
import { makeTabular } from './tabular.ts';

/** The data sets that are made by code, by name, from a seed. */
export const madeDatasets: ReadonlyMap<string, (seed: number) => Dataset> = new Map([
  ['spiral', makeSpiral],
  ['tabular', makeTabular],
]);
