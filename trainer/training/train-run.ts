import { getBackend } from '@tensorflow/tfjs-core';
import type { Dictionary, Distribution, EpochBatches, EpochRecord, Run } from '../../history/index.ts';
import { activationText, configParameters } from '../config.ts';
import type { TrainConfig } from '../config.ts';
import type { Dataset } from '../data/dataset.ts';
import { recordMetrics, train } from './train.ts';
import { scoreOnTest, testMetrics } from './test-score.ts';
import type { TrainingRows } from './train.ts';
import type { TrainContext, TrainResult, TrainState } from './types.ts';

/** The identity of a run. Supplied by the caller, since it needs randomness and the date. */
export interface RunIdentity {
  /** Unique within a history. */
  readonly id: string;
  /** ISO 8601; null if not recorded. */
  readonly started: string | null;
}

export interface RunContext extends TrainContext {
  /** Called once per run. */
  readonly identify: () => RunIdentity;
}

/** Name and position of a run in a search. */
export interface RunPlace {
  readonly name?: string;
  readonly parent?: string;
  readonly fold?: number;
  readonly selection?: TrainingRows;
  /** Parameters of the run besides the configuration. */
  readonly parameters?: Dictionary<number>;
}

/**
 * Trains a run and yields it as it grows: first without records (or with those that it resumes from), then after each
 * record, and finally with its status and, unless it diverged, its score on the data set's test set in the summary. If
 * training throws, the run is yielded as failed before the error is rethrown. Every yielded run is a new, immutable object.
 *
 * @param place name (default: the activation's) and, for a fold, its parent and rows
 * @returns the trained model with the run's status
 */
export async function* trainRun(
  config: TrainConfig,
  dataset: Dataset,
  context: RunContext,
  place: RunPlace = {},
): AsyncGenerator<Run, TrainResult, void> {
  let run = createRun(config, dataset, context.identify(), place, context.resume);
  yield run;
  let distributions = run.distributions;
  const onDistributions = (all: Dictionary<Distribution>) => {
    distributions = all;
    context.onDistributions?.(all);
  };
  let batches = run.batches;
  const onBatches = (all: readonly EpochBatches[]) => {
    batches = all;
    context.onBatches?.(all);
  };
  const records = train(config, dataset, { ...context, onDistributions, onBatches }, place.selection);
  try {
    let next: IteratorResult<EpochRecord, TrainResult>;
    while (!(next = await records.next()).done) {
      run = {
        ...{ ...run, records: [...run.records, next.value] },
        ...(distributions ? { distributions } : {}),
        ...(batches ? { batches } : {}),
      };
      yield run;
    }
    const result = next.value;
    const test = testOf(dataset, place);
    const isScored = test !== undefined && run.records.length > 0;
    const scores = isScored ? await scoreOnTest(result, test, context.clock) : {};
    const { status, stoppedEpoch } = result;
    const summary = stoppedEpoch === undefined ? scores : { ...scores, stopped_epoch: stoppedEpoch };
    yield { ...run, status, summary };
    return result;
  } catch (error) {
    yield { ...run, status: 'failed' };
    throw error;
  } finally {
    // Frees its tensors when the consumer leaves early.
    await records.return(undefined as never);
  }
}

/** A fold has no test set: it is scored on its held-out rows. */
function testOf(dataset: Dataset, { fold }: RunPlace): Dataset | undefined {
  return fold === undefined ? dataset.test : undefined;
}

function createRun(
  config: TrainConfig,
  dataset: Dataset,
  identity: RunIdentity,
  place: RunPlace,
  resume?: TrainState,
): Run {
  return {
    id: identity.id,
    name: place.name ?? activationText(config.activation),
    status: 'running',
    source: { format: 'heddle', file: null },
    parent: place.parent ?? null,
    fold: place.fold ?? null,
    started: identity.started,
    parameters: {
      ...configParameters(config),
      ...place.parameters,
      rows: dataset.count,
      backend: getBackend(),
    },
    metrics: {
      ...recordMetrics(config, dataset),
      ...(testOf(dataset, place) ? testMetrics(dataset) : {}),
      ...(config.earlyStopping === 'none' ? {} : { stopped_epoch: { direction: 'none' } }),
    },
    records: resume?.records ?? [],
    summary: {},
    ...(config.health ? { distributions: resume?.distributions ?? {} } : {}),
    ...(config.batches ? { batches: resume?.batches ?? [] } : {}),
  };
}
