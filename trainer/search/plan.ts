import type { Dictionary, Run } from '../../history/index.ts';
import type { TrainConfig } from '../config.ts';
import { checkLimit, countDenseParameters, LIMITS } from '../config/limits.ts';
import { checkDataset } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import type { LayerWeights } from '../model/layers.ts';
import type { Split } from '../data/stratified-folds.ts';
import { checkInitial } from './initial.ts';
import { nameConfigs } from './names.ts';
import { scorers } from './scorers.ts';
import type { FoldKind, ScorerName } from '../config/choices.ts';
import type { Candidate } from './space.ts';
import { defaultFoldKind, makeSplits } from './splits.ts';
import type { FoldOptions } from './splits.ts';

/** One network to train, as plain data. */
export interface FitJob {
  /** Index in the plan, from 0. */
  readonly index: number;
  /** Id of its run; unique in a history. */
  readonly id: string;
  readonly name: string;
  readonly config: TrainConfig;
  /** For a fold of a candidate: its rows and scorers. */
  readonly fold: FoldJob | null;
  /** Id of the run that this one was forked from, if any; never for a fold. */
  readonly parent?: string;
  /** The initial weights; default: drawn from the seed. */
  readonly initial?: readonly LayerWeights[];
  /** Number of epochs that the initial weights were trained for: its epochs are counted on from there. */
  readonly epochsBefore?: number;
}

export interface FoldJob {
  /** Id of the candidate's run. */
  readonly parent: string;
  /** Counted from 0 over all folds of all repeats. */
  readonly number: number;
  readonly split: Split;
  readonly scoring: readonly ScorerName[];
  /** Whether the training rows are scored too. */
  readonly trainScores: boolean;
  /** Parameters of its run that describe the repeats. */
  readonly repeatParameters: Dictionary<number>;
}

/** A candidate with the jobs of its folds. */
export interface PlannedCandidate extends Candidate {
  /** Id of the run that represents it. */
  readonly id: string;
  readonly name: string;
  readonly jobs: readonly FitJob[];
  /** Its run and folds from an earlier search, which the jobs continue. */
  readonly earlier?: EarlierFolds;
}

/** A candidate of an earlier search with its folds, as they ended. */
export interface EarlierFolds {
  /** The run that represents the candidate. */
  readonly run: Run;
  /** All folds of all repeats so far, in their order. */
  readonly folds: readonly Run[];
}

/** The jobs of a search, as plain data without the rows themselves. */
export interface SearchPlan {
  /** Number of rows of the data set. */
  readonly rows: number;
  readonly candidates: readonly PlannedCandidate[];
  /** All jobs, candidate by candidate, in the order of their indices. */
  readonly jobs: readonly FitJob[];
  /** Number of splits of each candidate, over all repeats; 0 without cross-validation. */
  readonly splits: number;
  readonly repeats: number;
  /** Seed with which the rows are shuffled before they are split, the next one in each repeat; null if they are not. */
  readonly shuffleSeed: number | null;
  /** As `shuffleSeed`, but only for repeats after the first; null if it is the same. */
  readonly repeatShuffleSeed: number | null;
  /** How rows are assigned to folds; null for the default of the data, or without folds. */
  readonly foldKind: FoldKind | null;
  readonly scoring: readonly ScorerName[];
  readonly trainScores: boolean;
}

export interface PlanOptions {
  readonly candidates: readonly Candidate[];
  readonly dataset: Dataset;
  /** How to cross-validate; null to train each candidate once on all rows. */
  readonly folds: FoldOptions | null;
  /** Number of times everything is trained, each time with the next seed, also for shuffled folds; default 1. */
  readonly repeats?: number;
  /** Whether each fold of a repeat has the next seed; default: all have the same. */
  readonly seedPerFold?: boolean;
  /** One or more scorers for the data's task; default: accuracy or, for a regression, R². */
  readonly scoring?: readonly ScorerName[];
  readonly trainScores?: boolean;
  /**
   * What was trained of each candidate before, in the order of the candidates: only the other folds are planned, as folds
   * of the same run. Only with folds.
   */
  readonly earlier?: readonly EarlierFolds[];
  /** Id of the run that all are forked from; only without folds. */
  readonly parent?: string;
  /** The initial weights of all, for networks of the same shape; see `checkInitial`. Only without folds. */
  readonly initial?: readonly LayerWeights[];
  /** Number of epochs that the initial weights were trained for: epochs are counted on from there. Only with `initial`. */
  readonly epochsBefore?: number;
  /** Returns a new id each time. */
  readonly identify: () => string;
}

/**
 * Plans the jobs of a search. Paired by construction: every candidate has the same folds and the same seed in each, so
 * that networks of the same shape start with the same weights, and all see the same batches in the same order. A plan that
 * continues earlier ones plans the same fits as one with all repeats would, without those that were trained before.
 *
 * @throws {Error} if there is no candidate, a count exceeds its limit, the data have too few rows for the folds, or the
 * initial weights do not fit
 */
export function planSearch(options: PlanOptions): SearchPlan {
  const { dataset, folds, identify, repeats = 1, seedPerFold = false, trainScores = false } = options;
  checkDataset(dataset);
  const scoring = options.scoring ?? (dataset.targets ? ['r2'] : ['accuracy']);
  if (options.candidates.length === 0) throw new Error('the search is empty: there is no candidate');
  if (scoring.length === 0) throw new Error('scoring: expected one or more scorers, got none');
  const task = dataset.targets ? 'regression' : 'classification';
  const unsuitable = scoring.find((name) => scorers[name].task !== task);
  if (unsuitable) {
    const expected = scorers[unsuitable].task;
    throw new Error(`scoring: ${unsuitable} is for ${expected}, ${dataset.name} is for ${task}`);
  }
  checkSizes(options, repeats);
  const shuffleSeed = folds?.shuffleSeed ?? null;
  const repeatShuffleSeed = folds?.repeatShuffleSeed ?? null;
  const foldKind = folds && folds.kind !== defaultFoldKind(dataset) ? folds.kind : null;
  const shuffling = { shuffleSeed, repeatShuffleSeed };
  const shared = { rows: dataset.count, scoring, trainScores, repeats, foldKind, ...shuffling };
  const seeds = Array.from({ length: repeats }, (_, repeat) => repeat);
  if (folds === null) return planWithoutFolds(options, seeds, shared);

  const splits = seeds.flatMap((repeat) =>
    makeSplits(dataset, repeatFolds(folds, repeat)).map((split) => ({ repeat, split })),
  );
  const repeatParameters = describeRepeats(shared);
  const names = nameConfigs(options.candidates.map(({ config }) => config));
  let index = 0;
  const candidates = options.candidates.map((candidate, i): PlannedCandidate => {
    const earlier = options.earlier?.[i];
    const id = earlier?.run.id ?? identify();
    const name = earlier?.run.name ?? names[i]!;
    const jobs = splits.flatMap(({ repeat, split }, number): FitJob[] => {
      if (number < (earlier?.folds.length ?? 0)) return [];
      const fold = { parent: id, number, split, scoring, trainScores, repeatParameters };
      const config = withSeed(candidate.config, seedPerFold ? number : repeat);
      return [{ index: index++, id: identify(), name: `${name} fold ${String(number)}`, config, fold }];
    });
    return { ...candidate, id, name, jobs, ...(earlier ? { earlier } : {}) };
  });
  return { ...shared, candidates, jobs: candidates.flatMap(({ jobs }) => jobs), splits: splits.length };
}

/** How often everything is trained, and the seeds with which rows are shuffled before they are split, if they are. */
export function describeRepeats({
  repeats,
  shuffleSeed,
  repeatShuffleSeed,
}: Pick<SearchPlan, 'repeats' | 'shuffleSeed' | 'repeatShuffleSeed'>): Dictionary<number> {
  return {
    ...(repeats > 1 ? { repeats } : {}),
    ...(shuffleSeed === null ? {} : { fold_shuffle_seed: shuffleSeed }),
    ...(repeatShuffleSeed === null ? {} : { repeat_shuffle_seed: repeatShuffleSeed }),
  };
}

/** Checks counts before anything of that size is allocated. */
function checkSizes({ candidates, dataset, folds }: PlanOptions, repeats: number): void {
  checkLimit('repeats', repeats, LIMITS.repeats);
  checkLimit('folds', folds?.folds ?? 1, LIMITS.folds);
  const fits = candidates.length * (folds?.folds ?? 1) * repeats;
  checkLimit('candidates × folds × repeats', fits, LIMITS.fits);
  for (const { config } of candidates) {
    const sizes = [dataset.dimensions, ...config.hidden, dataset.classes];
    const parameters = countDenseParameters(sizes);
    checkLimit(`hidden: parameters of a network ${sizes.join('-')}`, parameters, LIMITS.parameters);
  }
}

function planWithoutFolds(
  { candidates, dataset, identify, parent, initial, epochsBefore }: PlanOptions,
  seeds: readonly number[],
  shared: Omit<SearchPlan, 'candidates' | 'jobs' | 'splits'>,
): SearchPlan {
  const configs = candidates.flatMap(({ config }) => seeds.map((repeat) => withSeed(config, repeat)));
  if (initial) for (const config of configs) checkInitial(initial, config, dataset);
  const names = nameConfigs(configs);
  const origin = {
    ...(parent === undefined ? {} : { parent }),
    ...(initial ? { initial } : {}),
    ...(initial && epochsBefore !== undefined ? { epochsBefore } : {}),
  };
  const jobs = configs.map((config, index): FitJob => {
    return { index, id: identify(), name: names[index]!, config, fold: null, ...origin };
  });
  const planned = candidates.map((candidate, i): PlannedCandidate => {
    const own = jobs.slice(i * seeds.length, (i + 1) * seeds.length);
    return { ...candidate, id: own[0]!.id, name: own[0]!.name, jobs: own };
  });
  return { ...shared, candidates: planned, jobs, splits: 0 };
}

function repeatFolds(folds: FoldOptions, repeat: number): FoldOptions {
  const seed = repeat === 0 ? folds.shuffleSeed : (folds.repeatShuffleSeed ?? folds.shuffleSeed);
  return seed === undefined ? folds : { ...folds, shuffleSeed: nextSeed(seed, repeat) };
}

function withSeed(config: TrainConfig, repeat: number): TrainConfig {
  return { ...config, seed: nextSeed(config.seed, repeat) };
}

function nextSeed(seed: number, repeat: number): number {
  return (seed + repeat) % 2 ** 32;
}
