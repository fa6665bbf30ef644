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
  type SearchOptions,
} from '../../../trainer/index.ts';

/** Small enough for a quick search. */
export const spiral = takeRows(makeSpiral(1), 200);
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

/** ReLU and tanh, three folds each. */
export function createPlan() {
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
export const worker = () =>
  createLocalWorker({ dataset: spiral, clock, now: () => null, checkpointInterval: 0 });

/** Searches with one worker on this thread by default. */
export function createSearch(options: Partial<SearchOptions> = {}) {
  return new Search({
    ...{ plan: createPlan(), backend: 'cpu', workers: 1, now: () => null, onRun: () => undefined },
    createWorker: async () => worker(),
    ...options,
  });
}

const isTime = (key: string) => key === 'dur' || key.endsWith('_time');

/** The runs without times. */
export function withoutTimes(runs: readonly Run[]) {
  const strip = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !isTime(key)));
  return runs.map((run) => ({ ...run, records: run.records.map(strip), summary: strip(run.summary) }));
}

/** A worker that calls `meddle` at each event, and is lost if it throws. */
export function fragile(meddle: (event: FitEvent) => void): FitWorker {
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

/** The result of an undisturbed search. */
export async function searchUndisturbed(): Promise<ReturnType<typeof withoutTimes>> {
  await useBackend('cpu');
  const search = createSearch();
  await search.run();
  return withoutTimes(search.runs);
}
