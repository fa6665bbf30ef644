import type { Run } from '../../history/index.ts';
import { loadData } from '../../src/cli/data.ts';
import { dataNameOf } from '../../src/page/data/settings.ts';
import { settingsOfLesson, type Lesson } from '../../src/page/lessons/lesson.ts';
import { jobOf } from '../../src/page/train/running/job.ts';
import {
  activationNames,
  createLocalWorker,
  defaultFoldKind,
  planSearch,
  Search,
  takeRows,
} from '../../trainer/index.ts';

/** Trains the runs of a lesson on this thread, on the backend in use. */
export async function trainLesson(lesson: Lesson, seed: number): Promise<Run[]> {
  const settings = settingsOfLesson(lesson, seed);
  const choiceOf = (name: string) => activationNames.find((each) => each === name) ?? null;
  const { candidates, limit, folds } = jobOf(settings, choiceOf, null);
  const whole = await loadData(dataNameOf(settings.data), seed);
  const dataset = limit === null ? whole : takeRows(whole, limit);
  let count = 0;
  const plan = planSearch({
    candidates,
    dataset,
    folds: folds && { kind: folds.kind ?? defaultFoldKind(dataset), folds: folds.count },
    identify: () => `${lesson.name}-${String(count++)}`,
  });
  const search = new Search({
    plan,
    backend: 'wasm',
    workers: 1,
    now: () => null,
    createWorker: () =>
      Promise.resolve(
        createLocalWorker({
          dataset,
          clock: () => performance.now(),
          now: () => null,
          checkpointInterval: Infinity,
        }),
      ),
    onRun: () => undefined,
    onProblem: (message) => {
      throw new Error(`${lesson.name}, seed ${String(seed)}: ${message}`);
    },
  });
  await search.run();
  return search.runs;
}
