import type { TrainConfig } from '../config.ts';
import { checkLimit, countDenseParameters, LIMITS } from '../config/limits.ts';
import { checkDataset } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import type { LayerWeights } from '../model/layers.ts';
import type { Split } from '../data/stratified-folds.ts';
import { checkInitial } from './initial.ts';
import { nameConfigs } from './names.ts';
import { scorers } from './scorers.ts';
import type { ScorerName } from './scorers.ts';
import type { Candidate } from './space.ts';
import { makeSplits } from './splits.ts';
import type { FoldOptions } from './splits.ts';

/** One network to train, as plain data. */
export interface FitJob {
  /** Place in the plan, from 0. */
  readonly index: number;
  /** Id of the run that it becomes; unique in a history. */
  readonly id: string;
  readonly name: string;
  readonly config: TrainConfig;
  /** For a fold of a candidate: its rows, and what is measured on those held out. */
  readonly fold: FoldJob | null;
  /** Id of the run that this one was forked from; left out where there is none, and for a fold. */
  readonly parent?: string;
  /** The weights to begin with; drawn from the seed when left out. */
  readonly initial?: readonly LayerWeights[];
}

export interface FoldJob {
  /** Id of the candidate's run. */
  readonly parent: string;
  /** Counted from 0 over all folds of all repeats. */
  readonly number: number;
  readonly split: Split;
  readonly scoring: readonly ScorerName[];
  /** Whether the rows trained on are scored too. */
  readonly trainScores: boolean;
}

/** A candidate with the jobs of its folds. */
export interface PlannedCandidate extends Candidate {
  /** Of the run that stands for it. */
  readonly id: string;
  readonly name: string;
  readonly jobs: readonly FitJob[];
}

/** What a search trains, as plain data without the rows themselves. */
export interface SearchPlan {
  /** Number of rows of the data set. */
  readonly rows: number;
  readonly candidates: readonly PlannedCandidate[];
  /** All jobs, candidate by candidate, in the order of their indices. */
  readonly jobs: readonly FitJob[];
  /** Splits of each candidate, over all repeats; 0 without cross-validation. */
  readonly splits: number;
  readonly repeats: number;
  readonly scoring: readonly ScorerName[];
  readonly trainScores: boolean;
}

export interface PlanOptions {
  readonly candidates: readonly Candidate[];
  readonly dataset: Dataset;
  /** How to cross-validate; null to train each candidate once on everything. */
  readonly folds: FoldOptions | null;
  /** Trains everything again so many times in all, with the next seed each time; folds drawn by a seed are drawn anew. */
  readonly repeats?: number;
  /** One or more, that score the data's task; accuracy or, for a regression, R² when left out. */
  readonly scoring?: readonly ScorerName[];
  readonly trainScores?: boolean;
  /** Id of the run that all are forked from; without folds alone. */
  readonly parent?: string;
  /** The weights that all begin with, of networks of the same shape; see `checkInitial`. Without folds alone. */
  readonly initial?: readonly LayerWeights[];
  /** Gives a new id each time. */
  readonly identify: () => string;
}

/**
 * What a search trains. Paired by construction: every candidate meets the same folds, and in each the same seed, so
 * that networks of one shape begin with the same weights and all see the same batches in the same order.
 *
 * @throws {Error} when there is nothing to search, a count is above its limit, the data have too few rows for the folds, or weights to begin with do
 * not fit
 */
export function planSearch(options: PlanOptions): SearchPlan {
  const { dataset, folds, identify, repeats = 1, trainScores = false } = options;
  checkDataset(dataset);
  const scoring = options.scoring ?? (dataset.targets ? ['r2'] : ['accuracy']);
  if (options.candidates.length === 0) throw new Error('the search is empty: there is no candidate');
  if (scoring.length === 0) throw new Error('scoring: expected one or more scorers, got none');
  const task = dataset.targets ? 'regression' : 'classification';
  const wrong = scoring.find((name) => scorers[name].task !== task);
  if (wrong)
    throw new Error(`scoring: ${wrong} is for ${scorers[wrong].task}, ${dataset.name} is for ${task}`);
  checkSizes(options, repeats);
  const shared = { rows: dataset.count, scoring, trainScores, repeats };
  const seeds = Array.from({ length: repeats }, (_, repeat) => repeat);
  if (folds === null) return planWithoutFolds(options, seeds, shared);

  const splits = seeds.flatMap((repeat) =>
    makeSplits(dataset, repeatFolds(folds, repeat)).map((split) => ({ repeat, split })),
  );
  const names = nameConfigs(options.candidates.map(({ config }) => config));
  let index = 0;
  const candidates = options.candidates.map((candidate, i): PlannedCandidate => {
    const id = identify();
    const name = names[i]!;
    const jobs = splits.map(({ repeat, split }, number) => ({
      index: index++,
      id: identify(),
      name: `${name} fold ${String(number)}`,
      config: withSeed(candidate.config, repeat),
      fold: { parent: id, number, split, scoring, trainScores },
    }));
    return { ...candidate, id, name, jobs };
  });
  return { ...shared, candidates, jobs: candidates.flatMap(({ jobs }) => jobs), splits: splits.length };
}

/** Checked before anything is created by these counts. */
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
  { candidates, dataset, identify, parent, initial }: PlanOptions,
  seeds: readonly number[],
  shared: Pick<SearchPlan, 'rows' | 'scoring' | 'trainScores' | 'repeats'>,
): SearchPlan {
  const configs = candidates.flatMap(({ config }) => seeds.map((repeat) => withSeed(config, repeat)));
  if (initial) for (const config of configs) checkInitial(initial, config, dataset);
  const names = nameConfigs(configs);
  const origin = { ...(parent === undefined ? {} : { parent }), ...(initial ? { initial } : {}) };
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
  return folds.shuffleSeed === undefined
    ? folds
    : { ...folds, shuffleSeed: nextSeed(folds.shuffleSeed, repeat) };
}

function withSeed(config: TrainConfig, repeat: number): TrainConfig {
  return { ...config, seed: nextSeed(config.seed, repeat) };
}

function nextSeed(seed: number, repeat: number): number {
  return (seed + repeat) % 2 ** 32;
}
