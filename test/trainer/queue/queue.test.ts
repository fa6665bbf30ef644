import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../history/index.ts';
import {
  createLocalWorker,
  defaultConfig,
  expandGrid,
  makeSpiral,
  parseConfig,
  planSearch,
  Search,
  takeRows,
  useBackend,
  type FitEvent,
  type FitWorker,
  type JobState,
  type SavedFit,
  type SearchOptions,
} from '../../../trainer/index.ts';

const spiral = takeRows(makeSpiral(1), 200);
const base = parseConfig({
  ...defaultConfig,
  data: 'spiral',
  hidden: [6],
  epochs: 4,
  batchSize: 32,
  learningRate: 0.05,
  shuffle: true,
  health: false,
});
const candidates = expandGrid(base, [
  { setting: 'activation', range: { kind: 'values', values: ['relu', 'tanh'] } },
]);

function createPlan() {
  let ids = 0;
  return planSearch({
    candidates,
    dataset: spiral,
    folds: { kind: 'stratified', folds: 3 },
    identify: () => `run-${String(ids++)}`,
  });
}

let ticks = 0;
const clock = () => (ticks += 1);
const worker = () => createLocalWorker({ dataset: spiral, clock, now: () => null, checkpointInterval: 0 });

function createSearch(options: Partial<SearchOptions> = {}) {
  return new Search({
    ...{ plan: createPlan(), backend: 'cpu', workers: 1, now: () => null, onRun: () => undefined },
    createWorker: async () => worker(),
    ...options,
  });
}

const isTime = (key: string) => key === 'dur' || key.endsWith('_time');

/** The runs without what a clock says, which is never the same. */
function withoutTimes(runs: readonly Run[]) {
  const strip = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !isTime(key)));
  return runs.map((run) => ({ ...run, records: run.records.map(strip), summary: strip(run.summary) }));
}

/** A worker that does `meddle` at each event, and is lost when it throws. */
function fragile(meddle: (event: FitEvent) => void): FitWorker {
  const inner = worker();
  return {
    ...inner,
    run: (job, resume, notify) =>
      new Promise((resolve, reject) => {
        const training = inner.run(job, resume, (event) => {
          try {
            meddle(event);
          } catch (error) {
            inner.close();
            reject(error as Error);
            throw error;
          }
          return notify(event);
        });
        training.then(resolve, reject);
      }),
  };
}

let whole: ReturnType<typeof withoutTimes>;

beforeAll(async () => {
  await useBackend('cpu');
  const search = createSearch();
  await search.run();
  whole = withoutTimes(search.runs);
});

describe('the queue', () => {
  it.each([1, 2, 4])('gives the same runs in the same order with %d workers', async (workers) => {
    const search = createSearch({ workers });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
  });

  it('runs as many side by side as there are workers, and no more', async () => {
    const states = new Map<number, JobState>();
    let most = 0;
    const onState: SearchOptions['onState'] = ({ index }, state) => {
      states.set(index, state);
      most = Math.max(most, [...states.values()].filter((each) => each === 'running').length);
    };
    await createSearch({ workers: 3, onState }).run();
    expect(most).toBe(3);
    expect([...states.values()].filter((state) => state === 'ended')).toHaveLength(6);
  });

  it('replaces a worker that is lost and goes on from its last checkpoint, with the same numbers', async () => {
    const problems: string[] = [];
    let epochs = 0;
    let created = 0;
    const search = createSearch({
      workers: 2,
      createWorker: async () => {
        created++;
        return fragile((event) => {
          if (event.kind === 'record' && ++epochs === 3) throw new Error('out of memory');
        });
      },
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(problems).toEqual([
      expect.stringMatching(/was lost \(out of memory\): it goes on from its last checkpoint/),
    ]);
    expect(created).toBe(3);
  });

  it('reports a run as failed that loses its worker twice, and finishes the others', async () => {
    const problems: string[] = [];
    const search = createSearch({
      createWorker: async () =>
        fragile((event) => {
          if (event.kind === 'run' && event.run.name === 'relu fold 1') throw new Error('killed');
        }),
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(problems.at(-1)).toContain('it has failed');
    expect(search.runs.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual([
      'relu fold 1',
    ]);
    const others = withoutTimes(search.runs).filter(({ name }) => name.startsWith('tanh fold'));
    expect(others).toEqual(whole.filter(({ name }) => name.startsWith('tanh fold')));
    expect(search.runs[0]!.summary).toMatchObject({
      split1_test_score: NaN,
      mean_test_score: NaN,
      rank_test_score: 2,
    });
  });

  it('is refused where no worker can be had', async () => {
    const search = createSearch({
      createWorker: () => Promise.reject(new Error('backend wasm is not available here')),
    });
    await expect(search.run()).rejects.toThrow('backend wasm is not available here');
  });

  it('goes on with fewer workers where a further one cannot be had', async () => {
    const problems: string[] = [];
    let created = 0;
    const search = createSearch({
      workers: 3,
      createWorker: async () => {
        if (++created > 1) throw new Error('no memory');
        return worker();
      },
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(problems).toEqual([
      'A worker could not be had (no memory): 2 go on.',
      'A worker could not be had (no memory): 1 goes on.',
    ]);
  });

  it('pauses and goes on, with the same numbers', async () => {
    let epochs = 0;
    const search: Search = createSearch({
      workers: 2,
      onRun: (run) => {
        if (run.status !== 'running' || run.records.length === 0 || ++epochs !== 2) return;
        search.queue.pause();
        const told = epochs;
        setTimeout(() => {
          // Each worker may have been at the end of an epoch.
          expect(epochs).toBeLessThanOrEqual(told + 2);
          search.queue.resume();
        }, 60);
      },
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(epochs).toBeGreaterThan(6);
  });

  it('does not count a pause as time that training took', async () => {
    let time = 0;
    const paused = createLocalWorker({
      dataset: spiral,
      clock: () => time,
      now: () => null,
      checkpointInterval: Infinity,
    });
    const search: Search = createSearch({
      createWorker: async () => paused,
      onRun: (run) => {
        if (run.records.length !== 1 || run.status !== 'running') return;
        search.queue.pause();
        time += 5000;
        search.queue.resume();
      },
    });
    await search.run();
    expect(search.runs[0]!.summary['mean_fit_time']).toBe(0);
  });

  it('stops one run, waiting or under way, and finishes the others', async () => {
    const search: Search = createSearch({
      onRun: ({ name, records }) => {
        if (name !== 'relu fold 0' || records.length !== 1) return;
        search.queue.stop(0);
        search.queue.stop(2);
      },
    });
    await search.run();
    const names = search.runs.map(({ name, status }) => [name, status]);
    expect(names).toEqual([
      ['relu', 'stopped'],
      ['relu fold 0', 'stopped'],
      ['relu fold 1', 'completed'],
      ['tanh', 'completed'],
      ...[0, 1, 2].map((fold) => [`tanh fold ${String(fold)}`, 'completed']),
    ]);
    expect(search.runs[0]!.summary).not.toHaveProperty('rank_test_score');
    expect(search.runs[3]!.summary['rank_test_score']).toBe(1);
  });

  it('stops all, also while it is paused, and keeps the epochs that are finished', async () => {
    let epochs = 0;
    const search: Search = createSearch({
      workers: 2,
      onRun: ({ records }) => {
        if (records.length === 0 || ++epochs !== 2) return;
        search.queue.pause();
        setTimeout(() => search.queue.stopAll(), 20);
      },
    });
    await search.run();
    const folds = search.runs.filter(({ parent }) => parent !== null);
    expect(folds.map(({ status }) => status)).toEqual(['stopped', 'stopped']);
    expect(folds.reduce((sum, { records }) => sum + records.length, 0)).toBeGreaterThanOrEqual(2);
  });

  it('goes on from what was saved, at whatever point it was cut off, with the same numbers', async () => {
    for (const cut of [1, 9, 21]) {
      const saved = new Map<number, SavedFit>();
      let saves = 0;
      const store = {
        // As it comes back from a disk: nothing is saved any more from some point on.
        save: async (index: number, fit: SavedFit) => {
          if (saves++ < cut) saved.set(index, structuredClone(fit));
        },
      };
      await createSearch({ workers: 2, store }).run();
      const trained: string[] = [];
      const resumed = createSearch({
        saved,
        onState: ({ name }, state) => {
          if (state === 'running') trained.push(name);
        },
      });
      await resumed.run();
      expect(withoutTimes(resumed.runs)).toEqual(whole);
      const finished = [...saved.values()].filter((fit) => 'run' in fit).length;
      expect(trained).toHaveLength(6 - finished);
    }
  });

  it('goes on training when a checkpoint cannot be kept, and says so', async () => {
    const problems: string[] = [];
    const search = createSearch({
      store: { save: () => Promise.reject(new Error('disk full')) },
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(problems).toContain('A checkpoint was not kept: disk full');
  });

  it('tells of the network that training left, of every fit and before its run has ended', async () => {
    const told: string[] = [];
    const search = createSearch({
      onModel: (job, { layers, config }) => {
        told.push(`${job.id} model`);
        expect(layers.map(({ units }) => units)).toEqual([6, 3]);
        expect(config).toEqual(job.config);
      },
      onRun: ({ id, status }) => {
        if (status === 'completed') told.push(`${id} completed`);
      },
    });
    await search.run();
    const { jobs } = createPlan();
    expect(told.filter((each) => each.endsWith('model'))).toEqual(jobs.map(({ id }) => `${id} model`));
    for (const { id } of jobs) {
      expect(told.indexOf(`${id} model`)).toBeLessThan(told.indexOf(`${id} completed`));
    }
  });

  it('goes one epoch at a time while it is paused', async () => {
    const epochs: number[] = [];
    const search: Search = createSearch({
      onRun: ({ records, name }) => {
        if (name !== 'relu fold 0' || records.length === 0 || epochs.at(-1) === records.length) return;
        epochs.push(records.length);
        if (records.length === 1) search.queue.pause();
      },
    });
    const over = search.run();
    const settle = () => new Promise((resolve) => setTimeout(resolve, 60));
    await settle();
    expect(epochs).toEqual([1]);
    search.queue.step();
    await settle();
    expect(epochs).toEqual([1, 2]);
    search.queue.step();
    await settle();
    expect(epochs).toEqual([1, 2, 3]);
    search.queue.resume();
    await over;
    expect(search.runs.every(({ status }) => status === 'completed')).toBe(true);
  });

  it('goes on after it was paused while a run was ending', async () => {
    const search: Search = createSearch({
      onRun: ({ records, name, status }) => {
        // Its last batch is done, and nothing of it looks at the gate any more.
        if (name !== 'relu fold 0' || status !== 'running' || records.length !== 4) return;
        search.queue.pause();
        setTimeout(() => search.queue.resume(), 80);
      },
    });
    await search.run();
    expect(search.runs.every(({ status }) => status === 'completed')).toBe(true);
  });
});
