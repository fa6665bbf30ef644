import { defaultConfig, takeRows, timeSteps, type Dataset } from '../../trainer/index.ts';
import { median, printTable } from '../table.ts';
import { callPython } from './python.ts';
import { createStock } from './stock.ts';

const ROUNDS = 7;
const STEPS = 20;
const BATCH = defaultConfig.batchSize;

/** Noise of MNIST's shape, in which almost no byte is 0. */
export function noise(count: number): Dataset {
  const features = Uint8Array.from({ length: count * 784 }, (_, i) => (i * 2654435761) >>> 24);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return { name: 'noise', features, labels, count, dimensions: 784, classes: 10 };
}

/**
 * Measures a training step of the notebook's network on MNIST, including making the batch and reading the loss,
 * alternating with `model.fit` in this process and a bare PyTorch loop in another one. Most bytes of MNIST are 0, which
 * only Heddle exploits; on noise it cannot.
 *
 * @param folder of MNIST's IDX files
 */
export async function benchSteps(mnist: Dataset, folder: string, python: string | null): Promise<void> {
  const fit = createStock(takeRows(mnist, BATCH * STEPS), BATCH);
  const stepsOn = (dataset: Dataset) => () =>
    timeSteps(defaultConfig, dataset, () => performance.now(), 5 * STEPS);
  const contenders: Record<string, () => Promise<number>> = {
    Heddle: stepsOn(mnist),
    'Heddle, on noise without zeros': stepsOn(noise(BATCH * STEPS)),
    'TensorFlow.js `model.fit`, wasm, stock kernels': () => fit('stock'),
    "the same with Heddle's kernels registered": () => fit('best'),
  };
  if (python !== null) {
    contenders['PyTorch, bare loop, 1 thread'] = async () =>
      (await callPython(python, 'torch_steps.py', [folder, String(5 * STEPS)])) as number;
  }
  for (const measure of Object.values(contenders)) await measure();

  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, measure] of Object.entries(contenders)) times[name]!.push(await measure());
  }
  printTable(
    `A training step on MNIST, 784-128-64-10, batch ${BATCH}, wasm backend: median of ${ROUNDS} alternating rounds`,
    ['', 'ms per step', 'ratio of Heddle'],
    Object.entries(times).map(([name, rounds]) => [
      name,
      median(rounds).toFixed(2),
      name === 'Heddle' ? '' : `${median(times['Heddle']!.map((ms, i) => ms / rounds[i]!)).toFixed(2)} ×`,
    ]),
  );
}
