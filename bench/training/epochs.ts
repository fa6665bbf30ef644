import { defaultConfig, train, type Dataset } from '../../trainer/index.ts';
import { median, printTable } from '../table.ts';
import { callPython } from './python.ts';

const ROUNDS = 3;
const EPOCHS = 3;

/** Measures whole epochs of the notebook's single fit, with their validation and records, beside skorch in turns. */
export async function benchEpochs(dataset: Dataset, folder: string, python: string | null): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(median(await ownEpochs(dataset)));
    if (python === null) continue;
    const { seconds } = (await callPython(python, 'skorch_fit.py', [folder, String(EPOCHS)])) as {
      seconds: number[];
    };
    theirs.push(median(seconds));
  }
  const lines = [['Heddle', median(ours).toFixed(2), '']];
  if (python !== null) {
    const ratio = median(ours.map((seconds, round) => seconds / theirs[round]!));
    lines.push(['skorch, 1 thread', median(theirs).toFixed(2), `${ratio.toFixed(2)} ×`]);
  }
  printTable(
    `An epoch on MNIST with validation and record: median of ${ROUNDS} rounds of ${EPOCHS} epochs in turns`,
    ['', 'seconds', 'Heddle takes'],
    lines,
  );
}

/** Seconds of each epoch, from one record to the next. */
async function ownEpochs(dataset: Dataset): Promise<number[]> {
  const seconds: number[] = [];
  let last = performance.now();
  const clock = () => performance.now();
  for await (const record of train({ ...defaultConfig, epochs: EPOCHS }, dataset, { clock })) {
    const now = performance.now();
    // The first has the preparation of the data in it, which skorch's does not count either.
    seconds.push(record.epoch === 1 ? (record['dur'] as number) : (now - last) / 1000);
    last = now;
  }
  return seconds;
}
