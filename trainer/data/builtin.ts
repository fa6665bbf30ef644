import type { Dataset } from './dataset.ts';
import { makeSpiral } from './spiral.ts';
import { makeTabular } from './tabular.ts';
import { makeToy, toyNames } from './toys/toys.ts';

/** The data sets that are made by code, by name, from a seed; those with a noise take another than their own. */
export const madeDatasets: ReadonlyMap<string, (seed: number, noise?: number) => Dataset> = new Map([
  ['spiral', makeSpiral],
  ...toyNames.map((name) => [name, (seed: number, noise?: number) => makeToy(name, seed, noise)] as const),
  ['tabular', (seed: number) => makeTabular(seed)],
]);

/**
 * The data set that a text such as `moons` or `moons:0.3`, with its noise, names; null when it names none. It bears the
 * text as its name, so that runs tell their noise.
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
  if (name === 'tabular') throw new Error('tabular: its noise is its own, and cannot be set');
  return { ...make(seed, noise), name: text };
}
