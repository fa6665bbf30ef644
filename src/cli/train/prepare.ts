import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  defaultFoldKind,
  defaultStandardisation,
  expandGrid,
  FAIR_RATES,
  foldKinds,
  LIMITS,
  notesOnFolds,
  planSearch,
  sampleSpace,
  scorerNames,
  takeRows,
  type BackendName,
  type Candidate,
  type Dataset,
  type FoldKind,
  type FoldOptions,
  type ScorerName,
  type SearchPlan,
} from '../../../trainer/index.ts';
import { isTable, loadData } from '../data.ts';
import { tableOptions } from './table-options.ts';
import { checkOutputs } from './check-outputs.ts';
import { openCheckpoints, type Checkpoints } from './checkpoints.ts';
import {
  amountFrom,
  checkOptions,
  choiceFrom,
  countFrom,
  givenSettings,
  paramsOf,
  type TrainArguments,
} from './options.ts';
import { notesOnActivations } from './activation-notes.ts';
import { findBaseline } from './print/summary.ts';
import { listOf } from '../../shared/setting-text.ts';
import { baseAndSpace } from './settings.ts';
import { defaultWorkers, shareDataset } from './machine.ts';

/** The validated arguments of a call. */
export interface Prepared {
  readonly plan: SearchPlan;
  /** In shared memory. */
  readonly dataset: Dataset;
  readonly backend: BackendName;
  readonly workers: number;
  readonly checkpoints: Checkpoints;
  /** Warnings about what is going to be trained: sentences. */
  readonly notes: readonly string[];
}

/**
 * Validates all arguments before training starts.
 *
 * @throws {Error} a sentence that names the option and its value
 */
export async function prepare(args: TrainArguments, rawArgs: readonly string[]): Promise<Prepared> {
  checkOptions(args);
  checkVerdictOptions(args);
  const candidates = candidatesFrom(args, rawArgs);
  const backend = choiceFrom('backend', args.backend, ['wasm', 'cpu']);
  const requested = countFrom('workers', args.workers, 1, LIMITS.workers);
  const limit = countFrom('limit', args.limit, 2);
  const scoring = args.scoring === undefined ? null : scoringFrom(args.scoring);
  const folds = await foldsFrom(args);
  const repeats = countFrom('repeats', args.repeats, 1, LIMITS.repeats)!;

  const { seed } = candidates[0]!.config;
  const whole = await loadData(args.data, seed, tableOptions(args, rawArgs, seed));
  const dataset = limit === null ? whole : takeRows(whole, limit);
  const options = {
    ...{
      candidates,
      dataset,
      repeats,
      trainScores: args['train-scores'],
      seedPerFold: args['seed-per-fold'],
    },
    ...(scoring ? { scoring } : {}),
    folds: folds && foldsOf(folds, dataset),
  };
  if (args.baseline !== undefined)
    findBaseline(planSearch({ ...options, identify: randomUUID }), args.baseline);
  const checkpoints = await openCheckpoints(args);
  await checkOutputs(args, checkpoints.isResumed);
  const plan = await checkpoints.match(
    dataset,
    (identify) => planSearch({ ...options, identify }),
    randomUUID,
  );
  const workers = Math.min(requested ?? defaultWorkers(dataset), plan.jobs.length);
  const notes = [...notesOnActivations(candidates), ...notesOnFolds(dataset, options.folds)];
  return { plan, dataset: shareDataset(dataset), backend, workers, checkpoints, notes };
}

function candidatesFrom(args: TrainArguments, rawArgs: readonly string[]): Candidate[] {
  const kind = choiceFrom('search', args.search, ['grid', 'random']);
  const given = givenSettings(args);
  const params = paramsOf(rawArgs);
  if (
    args['fair-lr'] &&
    !given.has('learningRate') &&
    !params.some((param) => /^(?:lr|learning)/.test(param))
  ) {
    given.set('learningRate', FAIR_RATES.join(','));
  }
  const hasColumns = isTable(args.data) || args.data === 'tabular';
  if (hasColumns && !given.has('standardise')) given.set('standardise', defaultStandardisation('table'));
  const { base, space } = baseAndSpace(args.data, given, params, args.derivative);
  if (kind === 'random') {
    if (space.length === 0)
      throw new Error('--search random: the search is empty, name settings with --param');
    const samples = countFrom('samples', args.samples, 1, LIMITS.candidates)!;
    return sampleSpace(base, space, samples, countFrom('search-seed', args['search-seed'], 0)!);
  }
  if (space.length === 0 && rawArgs.some((arg) => arg.startsWith('--search'))) {
    throw new Error('--search grid: the search is empty, name settings with --param');
  }
  return space.length === 0 ? [{ config: base, params: {} }] : expandGrid(base, space);
}

function checkVerdictOptions(args: TrainArguments): void {
  amountFrom('margin', args.margin);
  const option = (['margin', 'baseline'] as const).find((name) => args[name] !== undefined);
  if (option !== undefined && !args.verdict && !args['fair-lr']) {
    throw new Error(`--${option}: needs --verdict or --fair-lr`);
  }
}

/** Default number of folds for a verdict. */
const VERDICT_FOLDS = 3;

/** The requested folds; the kind is null if it depends on the data. */
type RequestedFolds = Omit<FoldOptions, 'kind'> & {
  readonly kind: FoldKind | null;
  readonly groups?: readonly string[];
};

async function foldsFrom(args: TrainArguments): Promise<RequestedFolds | null> {
  const needsFolds = args.verdict || args['fair-lr'];
  const folds = countFrom('folds', args.folds, 2, LIMITS.folds) ?? (needsFolds ? VERDICT_FOLDS : null);
  // The groups of a table are one of its columns.
  const isFile = args.groups !== undefined && !isTable(args.data);
  const groups = isFile ? await readGroups(args.groups!) : null;
  const requestedKind = args['fold-kind'] ?? (groups ? 'grouped' : null);
  const kind = requestedKind === null ? null : choiceFrom('fold-kind', requestedKind, foldKinds);
  const shuffleSeed = countFrom('shuffle-folds', args['shuffle-folds'], 0);
  if (folds === null) {
    if (groups || args['fold-kind'] || shuffleSeed !== null)
      throw new Error('--folds: expected a number of folds, got nothing');
    return null;
  }
  return { kind, folds, ...(groups ? { groups } : {}), ...(shuffleSeed === null ? {} : { shuffleSeed }) };
}

function foldsOf({ kind, groups, ...rest }: RequestedFolds, dataset: Dataset): FoldOptions {
  return {
    ...rest,
    kind: kind ?? defaultFoldKind(dataset),
    ...(groups ? { groups: groups.slice(0, dataset.count) } : {}),
  };
}

function scoringFrom(text: string): ScorerName[] {
  const names = listOf(text).map((name) => choiceFrom('scoring', name, scorerNames));
  if (names.length === 0) throw new Error(`--scoring: expected one or more of ${scorerNames.join(', ')}`);
  return [...new Set(names)];
}

async function readGroups(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
