import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../history/index.ts';
import { moreRepeatsJob, sourceOfConfiguration } from '../../../src/page/train/more-repeats.ts';
import { scoredRuns, searchesOf } from '../../../src/shared/search-scores.ts';
import {
  createLocalWorker,
  expandGrid,
  makeSpiral,
  parseConfig,
  planSearch,
  Search,
  takeRows,
  useBackend,
  type SearchPlan,
} from '../../../trainer/index.ts';

const dataset = takeRows(makeSpiral(1), 120);
const base = parseConfig({ data: 'spiral', hidden: [4], epochs: 1, batchSize: 32, health: false, seed: 5 });
const candidates = expandGrid(base, [
  { setting: 'activation', range: { kind: 'values', values: ['relu', 'tanh'] } },
]);
const folds = { kind: 'stratified', folds: 3 } as const;

let ids = 0;
const identify = () => `run ${String(ids++)}`;

/** Trains a plan. Returns the latest state of each of its runs, `before` included. */
async function train(plan: SearchPlan, before: readonly Run[] = []): Promise<Run[]> {
  const latest = new Map(before.map((run) => [run.id, run]));
  const search = new Search({
    ...{ plan, backend: 'cpu', workers: 1, now: () => null },
    createWorker: async () =>
      createLocalWorker({ dataset, clock: () => 0, now: () => null, checkpointInterval: 0 }),
    onRun: (run) => latest.set(run.id, run),
  });
  await search.run();
  return [...latest.values()];
}

const configurationsOf = (runs: readonly Run[]) => scoredRuns(searchesOf(runs)[0]!, runs, 'score');

function planOf(job: ReturnType<typeof moreRepeatsJob>): SearchPlan {
  const { candidates: own, repeats, earlier } = job;
  const { repeatShuffleSeed, seedPerFold } = job.folds!;
  return planSearch({
    ...{ candidates: own, dataset, repeats, identify },
    folds: { ...folds, ...(repeatShuffleSeed === undefined ? {} : { repeatShuffleSeed }) },
    ...(seedPerFold === undefined ? {} : { seedPerFold }),
    ...(earlier ? { earlier } : {}),
  });
}

beforeAll(() => useBackend('cpu'));

describe('More repeats of configurations', () => {
  const source = { data: { kind: 'built-in', name: 'spiral' }, limit: 120 } as const;

  it('join the search: its folds stay, and the new ones are those that all repeats at once would have', async () => {
    const first = await train(planSearch({ candidates, dataset, folds, identify }));
    const job = moreRepeatsJob({ configurations: configurationsOf(first), folds: 3, repeats: 3 }, source);
    const joined = await train(planOf(job), first);

    const whole = planSearch({
      ...{ candidates, dataset, identify, repeats: 3 },
      folds: { ...folds, repeatShuffleSeed: 0 },
    });
    const atOnce = await train(whole);
    const searches = searchesOf(joined);
    expect(searches).toMatchObject([{ name: 'spiral, 120 rows, 3 folds × 3', runs: [{}, {}] }]);
    const scoresOf = (runs: readonly Run[]) =>
      configurationsOf(runs).map(({ run, scores }) => [run.name, scores]);
    expect(scoresOf(joined)).toEqual(scoresOf(atOnce));
    const parentsOf = (runs: readonly Run[]) =>
      runs.filter(({ fold }) => fold === null).map(({ summary, parameters }) => ({ summary, parameters }));
    for (const [i, { summary, parameters }] of parentsOf(joined).entries()) {
      const { rank_test_score: rank, ...expected } = parentsOf(atOnce)[i]!.summary;
      expect(rank).toBeDefined();
      expect(summary).toEqual(expected);
      expect(parameters).toEqual(parentsOf(atOnce)[i]!.parameters);
    }
    expect(
      new Set(joined.filter(({ fold }) => fold !== null).map((run) => run.parameters['repeats'])),
    ).toEqual(new Set([3]));
  });

  it('are those that a configuration lacks', async () => {
    const first = await train(planSearch({ candidates, dataset, folds, identify }));
    const [a, b] = configurationsOf(first);
    const one = moreRepeatsJob({ configurations: [a!], folds: 3, repeats: 2 }, source);
    const joined = await train(planOf(one), first);
    const both = moreRepeatsJob({ configurations: configurationsOf(joined), folds: 3, repeats: 2 }, source);
    expect(both.earlier!.map(({ run }) => run.id)).toEqual([b!.run.id]);
    expect(() => moreRepeatsJob({ configurations: [a!], folds: 3, repeats: 1 }, source)).toThrow(
      'repeats: all configurations have 1 already',
    );
  });

  it('that were stopped leave the earlier results as they were', async () => {
    const first = await train(planSearch({ candidates, dataset, folds, identify }));
    const job = moreRepeatsJob({ configurations: configurationsOf(first), folds: 3, repeats: 2 }, source);
    const latest = new Map(first.map((run) => [run.id, run]));
    const search = new Search({
      ...{ plan: planOf(job), backend: 'cpu', workers: 1, now: () => null },
      createWorker: async () =>
        createLocalWorker({ dataset, clock: () => 0, now: () => null, checkpointInterval: 0 }),
      onRun: (run) => {
        latest.set(run.id, run);
        if (run.fold === 4) search.queue.stopAll();
      },
    });
    await search.run();
    for (const run of first) expect(latest.get(run.id)).toEqual(run);
  });

  it('need folds, the parameters of a network, and data', async () => {
    const first = await train(planSearch({ candidates: candidates.slice(0, 1), dataset, folds, identify }));
    const [relu] = configurationsOf(first);
    const jobOf = (configuration: Partial<typeof relu>, from: typeof source | null = source) =>
      moreRepeatsJob({ configurations: [{ ...relu!, ...configuration }], folds: 3, repeats: 2 }, from);
    expect(() => jobOf({ folds: [] })).toThrow('relu: its folds have no runs of their own to continue');
    expect(() => jobOf({ run: { ...relu!.run, parameters: {} } })).toThrow(
      'relu: it lacks the parameters of a network that was trained here',
    );
    expect(() => jobOf({}, null)).toThrow('relu: the data that it was trained on are not known');
  });

  it('are trained on the data kept with a network, or on built-in data', async () => {
    const [relu] = configurationsOf(
      await train(planSearch({ candidates: candidates.slice(0, 1), dataset, folds, identify })),
    );
    const none = async () => null;
    expect(await sourceOfConfiguration(relu!, none)).toEqual(source);
    const run = { ...relu!.run, parameters: { ...relu!.run.parameters, data: 'prices.csv' } };
    expect(await sourceOfConfiguration({ ...relu!, run }, none)).toBeNull();
    const kept = { id: 'x', seed: 1, limit: null, data: { kind: 'built-in', name: 'mnist' } } as const;
    const load = async (id: string) =>
      id === relu!.folds[0]!.id ? ({ stored: {}, source: kept } as never) : null;
    expect(await sourceOfConfiguration(relu!, load)).toBe(kept);
  });
});
