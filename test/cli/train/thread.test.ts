import type { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { shareDataset } from '../../../src/cli/train/machine.ts';
import { createThread } from '../../../src/cli/train/worker/thread.ts';
import {
  createLocalWorker,
  expandGrid,
  makeSpiral,
  parseConfig,
  planSearch,
  Search,
  takeRows,
  useBackend,
  type FitWorker,
} from '../../../trainer/index.ts';

const dataset = shareDataset(takeRows(makeSpiral(1), 300));
const base = parseConfig({
  data: 'spiral',
  hidden: [6],
  epochs: 12,
  batchSize: 16,
  learningRate: 0.05,
  health: false,
});

function createSearch(createWorker: () => Promise<FitWorker>, workers: number, onRecord = () => undefined) {
  let ids = 0;
  const problems: string[] = [];
  const search = new Search({
    plan: planSearch({
      candidates: expandGrid(base, [
        { setting: 'activation', range: { kind: 'values', values: ['relu', 'tanh'] } },
      ]),
      dataset,
      folds: { kind: 'stratified', folds: 2 },
      identify: () => `run-${String(ids++)}`,
    }),
    ...{ backend: 'cpu', workers, createWorker, now: () => null },
    onRun: ({ records, status }) => {
      if (records.length > 0 && status === 'running') onRecord();
    },
    onProblem: (problem) => problems.push(problem),
  });
  return { search, problems };
}

/** What a run has learnt; times and starts are never the same. */
const learnt = (search: Search) =>
  search.runs.map(({ name, status, records, summary }) => ({
    ...{ name, status, score: summary['mean_test_score'] ?? summary['test_score'] },
    losses: records.map(({ train_loss, valid_loss }) => [train_loss, valid_loss]),
  }));

it(
  'a thread that is killed is replaced, and all runs end with the numbers of one that was not',
  { timeout: 60_000 },
  async () => {
    await useBackend('cpu');
    const clock = () => performance.now();
    const local = createLocalWorker({ dataset, clock, now: () => null, checkpointInterval: Infinity });
    const { search: expected } = createSearch(async () => local, 1);
    await expected.run();

    const threads: Worker[] = [];
    let records = 0;
    const { search, problems } = createSearch(
      async () => createThread({ dataset, backend: 'cpu', onThread: (thread) => threads.push(thread) }),
      2,
      () => {
        if (++records === 5) void threads[0]!.terminate();
      },
    );
    await search.run();
    expect(problems).toEqual([
      expect.stringMatching(
        /^The worker of .* was lost \(the training thread failed: it ended with code 1\)/,
      ),
    ]);
    expect(threads).toHaveLength(3);
    expect(learnt(search)).toEqual(learnt(expected));
  },
);
