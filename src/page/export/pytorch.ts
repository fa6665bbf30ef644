import type { Run } from '../../../history/index.ts';
import { dataSeed, findRun, scriptOfRun } from '../../shared/pytorch/index.ts';
import { makeDataset } from '../../../trainer/index.ts';

/**
 * The script for PyTorch of the run with an id.
 *
 * @throws {Error} if the run alone does not determine its training
 */
export function pytorchScriptOf(runs: readonly Run[], id: string): string {
  const found = findRun(runs, id);
  return scriptOfRun(found, makeDataset(String(found.run.parameters['data']), dataSeed(found)));
}
