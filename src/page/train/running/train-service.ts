import {
  chooseBackend,
  createLocalWorker,
  defaultFoldKind,
  notesOnFolds,
  openBackendOrOther,
  planSearch,
  stepMagnitude,
  takeRows,
  timeSteps,
  type BackendChoice,
  type BackendName,
  type ChangeableSettings,
  type Dataset,
  type FitWorker,
  type SearchPlan,
  type StepUnit,
} from '../../../../trainer/index.ts';
import { loadData } from '../../data/load-data.ts';
import { now } from '../../shell/now.ts';
import { uniqueId } from '../../shell/fallbacks/unique-id.ts';
import type { FastestBackends } from './backend-memory.ts';
import type { FoldRequest, TrainingJob } from './protocol.ts';
import { wasmPaths } from './wasm-paths.ts';

/** Minimum milliseconds between two checkpoints; see `createLocalWorker`. */
const CHECKPOINT_INTERVAL = 500;

const clock = () => performance.now();

let dataset: Dataset | null = null;
let worker: FitWorker | null = null;
/** Rejects when the backend is lost with everything it holds. */
let lost: Promise<never> | null = null;

/** The plan of a job, with the ids of its runs in the order of their creation. */
export interface PagePlan {
  readonly plan: SearchPlan;
  readonly ids: readonly string[];
}

/** Trains fits one at a time. `open` has to be called first. */
export const trainService = {
  /**
   * Loads the data of a job. `onProgress` is called with bytes; the total is 0 where it is not known.
   *
   * @returns notes about the data
   */
  async open(
    job: TrainingJob,
    onProgress: (loaded: number, total: number) => void,
  ): Promise<readonly string[]> {
    const { dataset: whole, notes } = await loadData(job.data, job.candidates[0]!.config.seed, onProgress);
    dataset = job.limit === null ? whole : takeRows(whole, job.limit);
    worker = createLocalWorker({ dataset, clock, now, checkpointInterval: CHECKPOINT_INTERVAL });
    return [...notes, ...notesOnFolds(dataset, job.folds && foldOptions(job.folds, dataset))];
  },

  /**
   * Activates the backend that a job asks for, or the fastest.
   *
   * @param fastest from earlier trials on this machine
   * @returns the choice, and the magnitude to remember it by
   */
  async chooseBackend(
    { backend, candidates }: TrainingJob,
    fastest: FastestBackends,
  ): Promise<Omit<BackendChoice, 'lost'> & { readonly magnitude: number }> {
    const { config } = candidates[0]!;
    const magnitude = stepMagnitude(config, dataset!);
    const { lost: ofBackend, ...choice } = await chooseBackend({
      ...(backend === 'auto' ? {} : { candidates: [backend] }),
      wasmPaths,
      remembered: fastest[magnitude],
      trial: (maxWarmUp) => timeSteps(config, dataset!, clock, undefined, maxWarmUp),
    });
    lost = ofBackend;
    return { ...choice, magnitude };
  },

  /** Activates this backend, or another if it is not available. Returns its name and a sentence about it. */
  async useBackend(name: BackendName): Promise<{ name: BackendName; problem: string | null }> {
    const used = await openBackendOrOther(name, wasmPaths);
    lost = used.lost;
    return { name: used.name, problem: used.problem };
  },

  /** @param known the ids of the plan, if it is resumed */
  plan({ candidates, folds, repeats, fork, earlier }: TrainingJob, known: readonly string[]): PagePlan {
    const ids: string[] = [];
    const plan = planSearch({
      ...{ candidates, repeats, dataset: dataset! },
      folds: folds && foldOptions(folds, dataset!),
      ...(folds && folds.scoring.length > 0 ? { scoring: folds.scoring } : {}),
      ...(folds ? { trainScores: folds.trainScores, seedPerFold: folds.seedPerFold ?? false } : {}),
      ...(earlier ? { earlier } : {}),
      ...(fork ? { parent: fork.parent } : {}),
      ...(fork?.initial ? { initial: fork.initial } : {}),
      ...(fork?.epochsBefore === undefined ? {} : { epochsBefore: fork.epochsBefore }),
      identify: () => {
        const id = known[ids.length] ?? uniqueId();
        ids.push(id);
        return id;
      },
    });
    return { plan, ids };
  },

  run: (...args: Parameters<FitWorker['run']>) => Promise.race([worker!.run(...args), lost!]),
  stop: () => worker?.stop(),
  step: (unit?: StepUnit) => worker?.step(unit),
  change: (settings: ChangeableSettings) => worker?.change?.(settings),
  pause: () => worker?.pause(),
  resume: () => worker?.resume(),
};

function foldOptions({ count, kind, shuffleSeed, repeatShuffleSeed }: FoldRequest, dataset: Dataset) {
  return {
    kind: kind ?? defaultFoldKind(dataset),
    folds: count,
    ...(shuffleSeed === null ? {} : { shuffleSeed }),
    ...(repeatShuffleSeed === undefined ? {} : { repeatShuffleSeed }),
  } as const;
}
