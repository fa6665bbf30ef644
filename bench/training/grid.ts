import { shareDataset } from '../../src/cli/train/machine.ts';
import { createThread } from '../../src/cli/train/worker/thread.ts';
import {
  expandGrid,
  defaultConfig,
  planSearch,
  scoreTable,
  Search,
  type Dataset,
} from '../../trainer/index.ts';
import { median, printTable } from '../table.ts';
import { callPython } from './python.ts';

const ACTIVATIONS = ['relu', 'tanh', 'leaky_relu'];
const FOLDS = 3;
const WORKERS = 2;

interface GridResult {
  /** Until the last score, including the start of the workers but not loading the data. */
  readonly seconds: number;
  /** Mean accuracy of each activation on the held-out rows. */
  readonly scores: readonly number[];
}

/**
 * Measures the notebook's grid search, three activations by three folds on two workers, alternating with
 * `GridSearchCV(n_jobs=2)` of skorch's net. It also reports the scores, to show that both do the same work.
 */
export async function benchGrid(
  dataset: Dataset,
  folder: string,
  python: string | null,
  { epochs, rounds }: { readonly epochs: number; readonly rounds: number },
): Promise<void> {
  const shared = shareDataset(dataset);
  const ours: GridResult[] = [];
  const theirs: GridResult[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await ownGrid(shared, epochs));
    if (python === null) continue;
    const args = [folder, String(epochs), String(WORKERS)];
    theirs.push((await callPython(python, 'skorch_fit.py', args)) as GridResult);
  }
  const line = (name: string, results: readonly GridResult[], ratio: string) => [
    name,
    median(results.map(({ seconds }) => seconds)).toFixed(1),
    ratio,
    ...results[0]!.scores.map((score) => score.toFixed(4)),
  ];
  const lines = [line('Heddle', ours, '')];
  if (python !== null) {
    const ratio = median(ours.map(({ seconds }, round) => seconds / theirs[round]!.seconds));
    lines.push(line(`GridSearchCV(n_jobs=${WORKERS}) of skorch`, theirs, `${ratio.toFixed(2)} ×`));
  }
  printTable(
    `${ACTIVATIONS.length} activations × ${FOLDS} folds × ${epochs} epochs on MNIST, ${WORKERS} workers: median of ${rounds} alternating rounds`,
    ['', 'seconds', 'ratio of Heddle', ...ACTIVATIONS],
    lines,
  );
}

async function ownGrid(dataset: Dataset, epochs: number): Promise<GridResult> {
  const base = { ...defaultConfig, epochs };
  const plan = planSearch({
    candidates: expandGrid(base, [{ setting: 'activation', range: { kind: 'values', values: ACTIVATIONS } }]),
    dataset,
    folds: { kind: 'stratified', folds: FOLDS },
    identify: () => crypto.randomUUID(),
  });
  const began = performance.now();
  const search = new Search({
    plan,
    backend: 'wasm',
    workers: WORKERS,
    createWorker: () => Promise.resolve(createThread({ dataset, backend: 'wasm' })),
    now: () => null,
    onRun: () => undefined,
    onProblem: (message) => console.error(message),
  });
  await search.run();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, scores: scoreTable(search.runs).map((row) => row.mean_test_score) };
}
