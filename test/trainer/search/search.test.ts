import { beforeAll, describe, expect, it } from 'vitest';
import { mean, populationStdDev, type Run } from '../../../history/index.ts';
import {
  atFairRates,
  createLocalWorker,
  defaultConfig,
  expandGrid,
  fairRates,
  makeSpiral,
  parseConfig,
  planSearch,
  Search,
  takeRows,
  useBackend,
  type FitWorker,
  type PlanOptions,
  type QueueOptions,
  type TrainState,
} from '../../../trainer/index.ts';

const spiral = takeRows(makeSpiral(1), 240);
const base = parseConfig({
  ...defaultConfig,
  data: 'spiral',
  hidden: [8],
  epochs: 2,
  batchSize: 32,
  learningRate: 0.05,
  health: false,
});
const values = (...list: unknown[]) => ({ kind: 'values', values: list }) as const;
const activations = expandGrid(base, [
  { setting: 'activation', range: values('relu', 'tanh', 'leaky_relu') },
]);

let ids = 0;
function plan(options: Partial<PlanOptions> = {}) {
  return planSearch({
    candidates: activations,
    dataset: spiral,
    folds: { kind: 'stratified', folds: 3 },
    identify: () => `run-${String(ids++)}`,
    ...options,
  });
}

const worker = () =>
  createLocalWorker({
    dataset: spiral,
    clock: () => performance.now(),
    now: () => null,
    checkpointInterval: 0,
  });

async function runSearch(planned: ReturnType<typeof plan>, options: Partial<QueueOptions> = {}) {
  const seen: Run[] = [];
  const search = new Search({
    ...{ plan: planned, backend: 'cpu', workers: 1, now: () => null },
    createWorker: async () => worker(),
    ...options,
    onRun: (run) => seen.push(run),
  });
  await search.run();
  return { runs: search.runs, seen, parents: search.runs.filter(({ parent }) => parent === null) };
}

beforeAll(() => useBackend('cpu'));

describe('a search', () => {
  it("has scikit-learn's columns for every candidate", async () => {
    const planned = plan();
    const { runs, seen, parents } = await runSearch(planned);
    expect(runs.map(({ name }) => name).slice(0, 5)).toEqual([
      ...['relu', 'relu fold 0', 'relu fold 1', 'relu fold 2'],
      'tanh',
    ]);
    expect(seen[0]).toMatchObject({ name: 'relu', status: 'running', summary: {} });
    for (const parent of parents) {
      const folds = runs.filter((run) => run.parent === parent.id);
      const scores = folds.map(({ summary }) => summary['test_score']!);
      const { summary } = parent;
      expect([0, 1, 2].map((fold) => summary[`split${String(fold)}_test_score`])).toEqual(scores);
      expect(summary['mean_test_score']).toBe(mean(scores));
      expect(summary['std_test_score']).toBe(populationStdDev(scores));
      expect(summary['mean_fit_time']).toBe(mean(folds.map((fold) => fold.summary['fit_time']!)));
      expect(Object.keys(parent.metrics).sort()).toEqual(Object.keys(summary).sort());
      expect(parent.status).toBe('completed');
    }
    expect(parents.map(({ summary }) => summary['rank_test_score']).sort()).toContain(1);
  });

  it('scores by several scorers at once, also on the training rows', async () => {
    const { parents } = await runSearch(
      plan({ candidates: activations.slice(0, 2), scoring: ['accuracy', 'neg_log_loss'], trainScores: true }),
    );
    const columns = Object.keys(parents[0]!.summary);
    for (const scorer of ['accuracy', 'neg_log_loss']) {
      for (const part of ['test', 'train']) {
        expect(columns).toEqual(
          expect.arrayContaining([
            ...[`split2_${part}_${scorer}`, `mean_${part}_${scorer}`, `std_${part}_${scorer}`],
          ]),
        );
      }
      expect(columns).toContain(`rank_test_${scorer}`);
      expect(columns).not.toContain(`rank_train_${scorer}`);
    }
    expect(parents[0]!.summary['mean_test_neg_log_loss']).toBeLessThan(0);
  });

  it('continues when a candidate diverges, scores it NaN and ranks it last', async () => {
    const candidates = expandGrid(base, [{ setting: 'learningRate', range: values(1e9, 0.05) }]);
    const { parents, runs } = await runSearch(plan({ candidates }));
    expect(parents.map(({ summary }) => summary['rank_test_score'])).toEqual([2, 1]);
    expect(parents[0]!.summary['mean_test_score']).toBeNaN();
    expect(runs[1]).toMatchObject({ status: 'diverged', summary: { test_score: NaN } });
  });

  it('continues when a fit fails, reports it, and scores it NaN', async () => {
    // Two rows of a class cannot be split into five for the validation set.
    const failing = { ...activations[0]!, config: { ...base, validationFolds: 200 } };
    const problems: string[] = [];
    const { parents, runs } = await runSearch(plan({ candidates: [failing, activations[1]!] }), {
      onProblem: (problem) => problems.push(problem),
    });
    expect(problems).toHaveLength(3);
    expect(problems[0]).toMatch(/fold 0 failed: 200 folds need/);
    expect(runs[1]).toMatchObject({ status: 'failed', summary: { test_score: NaN } });
    expect(parents.map(({ status, summary }) => [status, summary['rank_test_score']])).toEqual([
      ['failed', 2],
      ['completed', 1],
    ]);
  });

  it('repeats with different seeds, and different folds if they are shuffled', async () => {
    const planned = plan({ repeats: 2, folds: { kind: 'plain', folds: 2, shuffleSeed: 4 } });
    expect(planned.splits).toBe(4);
    const [first] = planned.candidates;
    expect(first!.jobs.map(({ config }) => config.seed)).toEqual([0, 0, 1, 1]);
    expect(first!.jobs[0]!.fold!.split).not.toEqual(first!.jobs[2]!.fold!.split);
    const { parents, runs } = await runSearch(planned);
    expect(Object.keys(parents[0]!.summary)).toContain('split3_test_score');
    expect(parents[0]!.parameters).toMatchObject({ repeats: 2, folds: 4, fold_shuffle_seed: 4 });
    const folds = runs.filter(({ parent }) => parent === parents[0]!.id);
    expect(folds[3]!.parameters).toMatchObject({ repeats: 2, fold_shuffle_seed: 4 });
  });

  it('gives each fold a seed on request, the same for every candidate', () => {
    const { candidates } = plan({ repeats: 2, seedPerFold: true, folds: { kind: 'plain', folds: 3 } });
    for (const { jobs } of candidates) {
      expect(jobs.map(({ config }) => config.seed)).toEqual([0, 1, 2, 3, 4, 5]);
    }
  });

  it('trains each candidate once on all rows without folds', async () => {
    const { runs } = await runSearch(plan({ folds: null, repeats: 2 }));
    expect(runs.map(({ name, parent, fold }) => [name, parent, fold])).toEqual(
      ['relu', 'tanh', 'leaky_relu'].flatMap((name) =>
        [0, 1].map((seed) => [`${name} seed=${String(seed)}`, null, null]),
      ),
    );
  });

  it.each([
    [{ candidates: [] }, 'the search is empty: there is no candidate'],
    [{ folds: { kind: 'plain', folds: 241 } as const }, '241 folds need as many rows, spiral has 240'],
    [{ scoring: [] }, 'scoring: expected one or more scorers, got none'],
  ])('is refused: %j', (options, message) => {
    expect(() => plan(options)).toThrow(message);
  });
});

it('is paired: every activation starts with the same weights, bit for bit, and sees the same batches', async () => {
  /** The first checkpoint of each job, after an epoch with a rate so low that no weight moves. */
  const states = new Map<number, TrainState>();
  const candidates = expandGrid({ ...base, learningRate: 1e-30, shuffle: true }, [
    { setting: 'activation', range: values('relu', 'tanh', 'sigmoid') },
  ]);
  const planned = plan({ candidates });
  const watched = (): FitWorker => {
    const inner = worker();
    return {
      ...inner,
      run: (job, resume, notify) =>
        inner.run(job, resume, (event) => {
          if (event.kind === 'checkpoint') states.set(job.index, event.checkpoint.state);
          return notify(event);
        }),
    };
  };
  await runSearch(planned, { createWorker: async () => watched() });
  const bytes = (index: number) =>
    states
      .get(index)!
      .layers.map(({ kernel, bias }) => [Buffer.from(kernel.buffer), Buffer.from(bias.buffer)]);
  for (const fold of [0, 1, 2]) {
    for (const candidate of [1, 2]) {
      expect(bytes(candidate * 3 + fold)).toEqual(bytes(fold));
      expect(states.get(candidate * 3 + fold)!.order).toEqual(states.get(fold)!.order);
      expect(planned.jobs[candidate * 3 + fold]!.fold!.split).toEqual(planned.jobs[fold]!.fold!.split);
    }
  }
  expect(bytes(0)[0]![0]!.some((byte) => byte !== 0)).toBe(true);
  expect([...states.get(0)!.order]).not.toEqual([...states.get(0)!.order].sort((a, b) => a - b));
});

it('uses the same batches for networks of different shapes', async () => {
  const orders: Uint32Array[] = [];
  const candidates = expandGrid({ ...base, shuffle: true }, [
    { setting: 'hidden', range: values([8], [3, 5]) },
  ]);
  const store = {
    save: async (_: number, fit: object) => {
      if ('checkpoint' in fit) orders.push((fit.checkpoint as { state: TrainState }).state.order);
    },
  };
  await runSearch(plan({ candidates, folds: null }), { store });
  expect(orders).toHaveLength(2);
  expect(orders[0]).toEqual(orders[1]);
});

describe('fair learning rates', () => {
  it('are chosen for each activation by validation rows only, and used for the verdict', async () => {
    const candidates = expandGrid({ ...base, epochs: 3 }, [
      { setting: 'activation', range: values('relu', 'sigmoid') },
      { setting: 'learningRate', range: values(1e-6, 0.05, 1e9) },
    ]);
    const planned = plan({ candidates });
    const { runs } = await runSearch(planned);
    const fair = fairRates(planned, runs);
    expect(fair).toMatchObject({ metric: 'valid_acc', rates: [1e-6, 0.05, 1e9] });
    const relu = fair.activations[0]!;
    expect(relu).toMatchObject({ activation: 'relu', isAtEdge: false, chosen: { learningRate: 0.05 } });
    expect(relu.cells[2]!.value).toBeNaN();
    const folds = runs.filter(({ parent }) => parent === relu.chosen!.candidate.planned.id);
    expect(relu.chosen!.value).toBe(mean(folds.map(({ records }) => records.at(-1)!['valid_acc'] as number)));

    const atOwn = atFairRates(planned, fair).candidates.map(({ name }) => name);
    expect(atOwn).toHaveLength(2);
    expect(atOwn).toContain('relu learning_rate=0.05');
  });
});
