import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMAT_VERSION, MISSING, NOT_APPLICABLE, toTable, type Run } from '../../history/index.ts';
import {
  accuracy,
  activations,
  type ActivationName,
  defaultConfig,
  evaluate,
  createLocalWorker,
  planSearch,
  Search,
  makeSpiral,
  makeTabular,
  parseConfig,
  takeRows,
  trainRun,
  withTest,
  useBackend,
  type Dataset,
  type TrainConfig,
  type TrainedModel,
  type TrainResult,
} from '../../trainer/index.ts';

const training = makeSpiral(1);
const held = takeRows({ ...makeSpiral(2), name: 'held-out spiral' }, 500);
const spiral = withTest(training, held);
const small = parseConfig({
  ...defaultConfig,
  data: 'spiral',
  hidden: [16, 8],
  epochs: 2,
  learningRate: 0.05,
  standardise: 'columns',
});

const clock = () => performance.now();
let ids = 0;
const identify = () => ({ id: `run-${String(ids++)}`, started: null });

/** Trains a run, stopped after `stopAfter` records, and returns it with its model. */
async function finish(config: TrainConfig, dataset: Dataset, stopAfter = Infinity) {
  const stop = new AbortController();
  const runs = trainRun(config, dataset, { clock, identify, signal: stop.signal });
  let last: Run | undefined;
  let next: IteratorResult<Run, TrainResult>;
  while (!(next = await runs.next()).done) {
    last = next.value;
    if (last.records.length >= stopAfter) stop.abort();
  }
  return { run: last!, model: next.value.model };
}

/** Loss and accuracy of the model by definition, row by row in double precision. */
function scoreByHand({ config, layers, scaling }: TrainedModel, { features, labels, dimensions }: Dataset) {
  const { forward } = activations[config.activation as ActivationName];
  let [loss, right] = [0, 0];
  for (const [row, label] of labels.entries()) {
    let values = Array.from({ length: dimensions }, (_, column) => {
      const group = scaling.mean.length === 1 ? 0 : column;
      return (features[row * dimensions + column]! - scaling.mean[group]!) / scaling.deviation[group]!;
    });
    for (const [depth, { units, kernel, bias }] of layers.entries()) {
      const inputs =
        depth === 0 ? values : values.map((value) => forward(value, layers[depth - 1]!.slope?.[0]));
      values = Array.from({ length: units }, (_, unit) =>
        inputs.reduce((sum, input, i) => sum + input * kernel[i * units + unit]!, bias[unit]!),
      );
    }
    loss += Math.log(values.reduce((sum, logit) => sum + Math.exp(logit), 0)) - values[label]!;
    right += Number(values.indexOf(Math.max(...values)) === label);
  }
  return { loss: loss / labels.length, accuracy: right / labels.length };
}

beforeAll(() => useBackend('cpu'));

describe('evaluate', () => {
  // 500 rows in batches that divide them, leave a remainder, hold them all, and exceed the losses read at once.
  it.each(
    (['relu', 'prelu', 'gelu'] as const).flatMap((activation) =>
      [5, 64, 125, 1000].map((size) => [activation, size] as const),
    ),
  )('scores %s in batches of %d by the definitions', async (activation, batchSize) => {
    const { model } = await finish({ ...small, activation, epochs: 1 }, training);
    const score = await evaluate({ ...model, config: { ...model.config, batchSize } }, held, clock);
    const expected = scoreByHand(model, held);
    expect(score.loss).toBeCloseTo(expected.loss, 5);
    expect(score.accuracy).toBe(expected.accuracy);
    expect(score.accuracy).toBe(await accuracy(model, held, Uint32Array.from(held.labels.keys())));
  });

  it('leaks no tensors', async () => {
    const { model } = await finish(small, training);
    const before = memory().numTensors;
    await evaluate(model, held, clock);
    expect(memory().numTensors).toBe(before);
  });

  it('rejects data with a different number of columns', async () => {
    const { model } = await finish({ ...small, epochs: 1 }, training);
    await expect(evaluate(model, makeTabular(0), clock)).rejects.toThrow(
      /takes 2 inputs, but tabular has \d+/,
    );
  });
});

describe('a run on data with a test set', () => {
  it('has the score of its model in the summary only after it is completed', async () => {
    const seen: Run[] = [];
    for await (const run of trainRun(small, spiral, { clock, identify })) seen.push(run);
    const { run, model } = await finish(small, spiral);
    const { loss, accuracy: share } = await evaluate(model, held, clock);
    expect(run.status).toBe('completed');
    expect(run.summary).toEqual({ test_loss: loss, test_acc: share });
    expect(seen.filter(({ summary }) => Object.keys(summary).length > 0)).toEqual([seen.at(-1)]);
  });

  it('is scored if it is stopped after an epoch', async () => {
    const { run, model } = await finish({ ...small, epochs: 1000 }, spiral, 1);
    expect(run).toMatchObject({ status: 'stopped', records: [{ epoch: 1 }] });
    expect(run.summary['test_acc']).toBe(scoreByHand(model, held).accuracy);
  });

  it.each([
    ['stopped before an epoch was finished', small, 0, 'stopped'],
    ['diverged', { ...small, learningRate: 1e30, epochs: 20 }, Infinity, 'diverged'],
  ])('is not scored when it %s', async (_, config, stopAfter, status) => {
    const { run } = await finish(config, spiral, stopAfter);
    expect(run.status).toBe(status);
    expect(run.summary).toEqual({});
  });

  it('trains exactly as without a test set', async () => {
    const records = async (dataset: Dataset) =>
      (await finish(small, dataset)).run.records.map((record) => ({ ...record, dur: 0 }));
    expect(await records(spiral)).toEqual(await records(training));
  });

  it('keeps the whole test set when the training rows are limited', async () => {
    const few = takeRows(spiral, 100);
    expect([few.count, few.test!.count]).toEqual([100, 500]);
  });

  it('does not use it in the folds of a grid search', async () => {
    const runs = new Map<string, Run>();
    const plan = planSearch({
      candidates: [{ config: { ...small, epochs: 1 }, params: {} }],
      dataset: spiral,
      folds: { kind: 'stratified', folds: 2 },
      identify: () => identify().id,
    });
    const worker = { dataset: spiral, clock, now: () => null, checkpointInterval: Infinity };
    const search = new Search({
      ...{ plan, backend: 'cpu', workers: 1, now: () => null },
      createWorker: async () => createLocalWorker(worker),
      onRun: (run) => runs.set(run.id, run),
    });
    await search.run();
    expect(runs.size).toBe(3);
    for (const { metrics, summary } of runs.values()) {
      expect([...Object.keys(metrics), ...Object.keys(summary)]).not.toContain('test_acc');
    }
  });
});

describe('the columns of the test score', () => {
  it.each([
    ['last', { rows: 'runs', value: 'last' }],
    ['best', { rows: 'runs', value: 'best' }],
  ] as const)('stand in a row for each run, with its %s values', async (_, options) => {
    const scored = (await finish(small, spiral)).run;
    const diverged = (await finish({ ...small, learningRate: 1e30, epochs: 20 }, spiral)).run;
    const without = (await finish(small, training)).run;
    const table = toTable({ version: FORMAT_VERSION, runs: [scored, diverged, without] }, options);
    const columnOf = (name: string) => table.columns.find((column) => column.name === name);
    expect(columnOf('test_loss')).toMatchObject({ role: 'metric', direction: 'min' });
    expect(columnOf('test_acc')).toMatchObject({
      role: 'metric',
      direction: 'max',
      values: Float64Array.of(scored.summary['test_acc']!, NaN, NaN),
      absence: Uint8Array.of(0, MISSING, NOT_APPLICABLE),
    });
  });
});

describe('withTest', () => {
  it('gives the test set the classes of the training rows, even if some do not occur in it', () => {
    const twoClasses = { ...held, labels: held.labels.map((label) => Math.min(label, 1)), classes: 2 };
    expect(withTest(training, twoClasses).test).toMatchObject({ classes: 3, count: 500 });
  });

  it.each([
    [
      'other columns',
      makeTabular(0),
      /^tabular: expected 2 columns and 3 classes as in training, got \d+ and 3$/,
    ],
    [
      'a class that training does not know',
      { ...held, labels: Uint8Array.from(held.labels).fill(3, 7, 8), classes: 4 },
      'held-out spiral: row 7 has label 3, expected a class from 0 to 2',
    ],
    [
      'no rows',
      takeRows({ ...held, count: 0, features: new Float32Array(0), labels: new Uint8Array(0) }, 1),
      'empty',
    ],
  ])('refuses a test set with %s', (_, test, message) => {
    expect(() => withTest(training, test)).toThrow(message);
  });
});
