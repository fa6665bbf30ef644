import type { Dataset } from './dataset.ts';
import { makeSpiral } from './spiral.ts';
import { makeTabular } from './tabular.ts';
import { toyNames } from './toys/toy-names.ts';
import { makeToy } from './toys/toys.ts';

/** Generated data sets, by name, from a seed; those with noise accept another noise level. */
export const madeDatasets: ReadonlyMap<string, (seed: number, noise?: number) => Dataset> = new Map([
  ['spiral', makeSpiral],
  ...toyNames.map((name) => [name, (seed: number, noise?: number) => makeToy(name, seed, noise)] as const),
  ['tabular', (seed: number) => makeTabular(seed)],
]);

/**
 * The generated data set named by a text such as `moons` or, with its noise level, `moons:0.3`; null if there is none.
 * Its name is the whole text, so that runs record the noise.
 *
 * @throws {Error} such as `moons: expected a noise of at least 0, got "-1"`
 */
export function makeDataset(text: string, seed: number): Dataset | null {
  const [name = '', noiseText] = text.split(':');
  const make = madeDatasets.get(name);
  if (!make) return null;
  if (noiseText === undefined) return make(seed);
  const noise = Number(noiseText);
  if (noiseText.trim() === '' || !(noise >= 0) || !Number.isFinite(noise)) {
    throw new Error(`${name}: expected a noise of at least 0, got "${noiseText}"`);
  }
  if (name === 'tabular') throw new Error('tabular: its noise is fixed and cannot be set');
  return { ...make(seed, noise), name: text };
}
