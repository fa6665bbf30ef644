import { defaultConfig, train, type Dataset, type TrainConfig } from '../../trainer/index.ts';
import { median, printTable } from '../table.ts';
import { callPython } from './python.ts';

const ROUNDS = 3;
const EPOCHS = 4;

/**
 * Measures whole epochs of the notebook's single fit, with validation and records, alternating with skorch; and without
 * health, which skorch does not measure, and with the losses of batches, which skorch keeps.
 */
export async function benchEpochs(dataset: Dataset, folder: string, python: string | null): Promise<void> {
  const contenders: Record<string, () => Promise<readonly number[]>> = {
    Heddle: () => ownEpochs(dataset, { health: true }),
    'Heddle, without health': () => ownEpochs(dataset, { health: false }),
    'Heddle, with batches': () => ownEpochs(dataset, { batches: true }),
  };
  if (python !== null) {
    contenders['skorch, 1 thread'] = async () => {
      const result = await callPython(python, 'skorch_fit.py', [folder, String(EPOCHS)]);
      return (result as { readonly seconds: number[] }).seconds;
    };
  }
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, measure] of Object.entries(contenders)) times[name]!.push(median(await measure()));
  }
  printTable(
    `An epoch on MNIST with validation, health and record: median of ${ROUNDS} alternating rounds of ${EPOCHS} epochs`,
    ['', 'seconds', 'ratio of Heddle'],
    Object.entries(times).map(([name, rounds]) => [
      name,
      median(rounds).toFixed(3),
      name === 'Heddle' ? '' : `${median(times['Heddle']!.map((own, i) => own / rounds[i]!)).toFixed(2)} ×`,
    ]),
  );
}

/** Seconds of each epoch, from one record to the next. */
async function ownEpochs(dataset: Dataset, settings: Partial<TrainConfig>): Promise<number[]> {
  const seconds: number[] = [];
  let last = performance.now();
  const clock = () => performance.now();
  for await (const record of train({ ...defaultConfig, epochs: EPOCHS, ...settings }, dataset, { clock })) {
    const now = performance.now();
    // The first one would include preparing the data, which skorch does not count either.
    seconds.push(record.epoch === 1 ? (record['dur'] as number) : (now - last) / 1000);
    last = now;
  }
  return seconds;
}
