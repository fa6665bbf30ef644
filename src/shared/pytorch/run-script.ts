import type { EpochRecord, Run } from '../../../history/index.ts';
import { configOfRun, defaultFoldKind, type Dataset, type FoldKind } from '../../../trainer/index.ts';
import type { FoldPlace } from './data.ts';
import { pytorchScript } from './script.ts';

/** A run and the run that it belongs to. */
export interface ScriptedRun {
  readonly run: Run;
  /** The run of the configuration, if `run` is one of its folds. */
  readonly parent: Run | null;
}

/**
 * The run that a script is written for.
 *
 * @param wanted its id or name; default: the only run with epochs
 * @throws {Error} naming the runs to choose from, if there is not exactly one
 */
export function findRun(runs: readonly Run[], wanted?: string): ScriptedRun {
  const trained = runs.filter(({ records }) => records.length > 0);
  const found =
    wanted === undefined ? trained : trained.filter(({ id, name }) => id === wanted || name === wanted);
  const [run, another] = found;
  if (run === undefined || another !== undefined) {
    const names = trained.slice(0, MAX_NAMES).map(({ name }) => `"${name}"`);
    const listed = names.length === 0 ? 'none with epochs' : names.join(', ');
    const count = found.length === 0 ? 'no run' : `${String(found.length)} runs`;
    throw new Error(`run: expected one of ${listed}, got ${count} for "${wanted ?? ''}"`);
  }
  return { run, parent: runs.find(({ id }) => id === run.parent) ?? null };
}

/** Number of runs that a message names. */
const MAX_NAMES = 10;

/**
 * The seed of the run's made data set: that of its configuration, since its folds and repeats share one data set.
 */
export function dataSeed({ run, parent }: ScriptedRun): number {
  return configOfRun(run.fold === null ? run : (parent ?? run)).config.seed;
}

/**
 * A script for PyTorch that trains the run again, from the same initial weights, in the same batches.
 *
 * @param dataset its data; null for MNIST, which the script reads itself
 * @throws {Error} naming the run's parameter, if the run alone does not determine its training
 */
export function scriptOfRun(scripted: ScriptedRun, dataset: Dataset | null): string {
  const { run } = scripted;
  const at = `run "${run.name}"`;
  if (run.parameters['activation'] === undefined || run.parameters['hidden'] === undefined)
    throw new Error(`${at}: expected the parameters "activation" and "hidden" of a network`);
  const { config, unmapped } = configOfRun(run);
  if (unmapped.includes('activation'))
    throw new Error(
      `${at}: activation: expected one that Heddle has, got "${String(run.parameters['activation'])}"`,
    );
  const first = run.records[0]?.epoch;
  if (first !== 1)
    throw new Error(
      `${at}: expected epochs from 1, got ${String(first)}: its first weights are another run's`,
    );
  const changed = run.records.find((record) => record['changed'] !== undefined);
  if (changed)
    throw new Error(
      `${at}: its settings changed at epoch ${String(changed.epoch)}: ${String(changed['changed'])}`,
    );
  const rows = run.parameters['rows'];
  return pytorchScript({
    run,
    config,
    rows: typeof rows === 'number' ? rows : null,
    dataset,
    fold: foldOf(scripted, dataset),
    expected: run.records.map(numbersOf),
  });
}

/** Which rows a fold trains on; null for a run on all rows. */
function foldOf({ run, parent }: ScriptedRun, dataset: Dataset | null): FoldPlace | null {
  if (run.fold === null) return null;
  const folds = parent?.parameters['folds'];
  if (typeof folds !== 'number')
    throw new Error(`run "${run.name}": expected the run of its configuration with the parameter "folds"`);
  const numberOf = (name: string) => {
    const value = run.parameters[name];
    return typeof value === 'number' ? value : null;
  };
  const perRepeat = folds / (numberOf('repeats') ?? 1);
  const repeat = Math.floor(run.fold / perRepeat);
  const shuffleSeed = numberOf('fold_shuffle_seed');
  const seed = repeat === 0 ? shuffleSeed : (numberOf('repeat_shuffle_seed') ?? shuffleSeed);
  const kind = (parent?.parameters['fold_kind'] ?? defaultKind(dataset)) as FoldKind;
  if (kind === 'grouped') throw new Error(`run "${run.name}": grouped folds cannot be exported to PyTorch`);
  return {
    kind,
    folds: perRepeat,
    number: run.fold % perRepeat,
    shuffleSeed: seed === null ? null : (seed + repeat) % 2 ** 32,
  };
}

const defaultKind = (dataset: Dataset | null): FoldKind =>
  dataset ? defaultFoldKind(dataset) : 'stratified';

/** The losses and scores of an epoch. */
function numbersOf(record: EpochRecord): Readonly<Record<string, number>> {
  const names = ['train_loss', 'valid_loss', 'valid_acc', 'valid_rmse', 'valid_r2'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = record[name];
      return typeof value === 'number' ? [[name, value] as const] : [];
    }),
  );
}
