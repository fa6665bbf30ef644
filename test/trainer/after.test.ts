import { tensor2d, type Tensor } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  centreDigit,
  changedParameters,
  configOfRun,
  configParameters,
  confusionOf,
  disagreements,
  inputWeights,
  makeSpiral,
  modelOutputs,
  parseConfig,
  readModelFiles,
  takeRows,
  trainRun,
  useBackend,
  writeModelFiles,
  type Dataset,
  type TrainedModel,
} from '../../trainer/index.ts';

const spiral = takeRows(makeSpiral(1), 240);
const small = { data: 'spiral', hidden: [6, 4], epochs: 2, batchSize: 48, learningRate: 0.05, health: false };
const rows = Uint32Array.from({ length: 240 }, (_, row) => row);

async function modelOf(settings: object): Promise<TrainedModel> {
  const context = { clock: () => 0, identify: () => ({ id: 'one', started: null }) };
  const runs = trainRun(parseConfig({ ...small, ...settings }), spiral, context);
  for (;;) {
    const next = await runs.next();
    if (next.done) return next.value.model;
  }
}

beforeAll(() => useBackend('cpu'));

describe('Model files', () => {
  it.each<[string, object]>([
    ...[
      'relu',
      'tanh',
      'leaky_relu',
      'prelu',
      'relu6',
      'elu',
      'selu',
      'celu',
      'silu',
      'mish',
      'softplus',
      'softsign',
      'sigmoid',
      'linear',
    ].map((activation) => [activation, { activation }] as [string, object]),
    ['batch norm', { batchNorm: true, activation: ['prelu', 'tanh'] }],
  ])(
    'of %s predict the same in TensorFlow.js layers, and are read back as they were',
    async (_, settings) => {
      const model = await modelOf(settings);
      const files = writeModelFiles(model);
      expect(readModelFiles(files)).toEqual(model);
      const { modelTopology, weightsManifest } = JSON.parse(files.json);
      const loaded = await loadLayersModel({
        load: () =>
          Promise.resolve({
            modelTopology,
            weightSpecs: weightsManifest[0].weights,
            weightData: files.weights.slice().buffer,
          }),
      });
      const scaled = Array.from(spiral.features.subarray(0, 20), (value, i) => {
        const group = model.scaling.mean.length === 1 ? 0 : i % 2;
        return (value - model.scaling.mean[group]!) / model.scaling.deviation[group]!;
      });
      const theirs = (loaded.predict(tensor2d(scaled, [10, 2])) as Tensor).dataSync();
      const ours = await modelOutputs(model, spiral, rows.subarray(0, 10));
      for (const [i, value] of ours.entries()) expect(theirs[i]).toBeCloseTo(value, 4);
    },
  );

  it('keep a custom formula', async () => {
    const model = await modelOf({ activation: { name: 'mine', formula: 'x * sigmoid(1.702 * x)' } });
    expect(readModelFiles(writeModelFiles(model))).toEqual(model);
  });

  it('are rejected if they are from another program or truncated', async () => {
    const files = writeModelFiles(await modelOf({}));
    expect(() => readModelFiles({ ...files, json: '{}' })).toThrow('expected a model saved by Heddle');
    expect(() => readModelFiles({ ...files, weights: files.weights.subarray(4) })).toThrow(
      /expected \d+ bytes, got/,
    );
  });
});

describe('Fork', () => {
  it.each([
    {},
    { activation: ['gelu', 'relu'], hidden: [8, 4], optimizer: 'adamw', weightDecay: 0.2 },
    {
      activation: { name: 'mine', formula: 'x * x', derivative: '2 * x' },
      schedule: 'step',
      scheduleEvery: 3,
    },
    {
      hidden: [],
      optimizer: 'rmsprop',
      earlyStopping: 'valid_acc',
      patience: 9,
      dropout: 0.5,
      batchNorm: true,
    },
  ])('the settings of a run trained here come back: %j', (settings) => {
    const config = parseConfig(settings);
    const parameters = { ...configParameters(config), rows: 5, backend: 'cpu' };
    expect(configOfRun({ parameters })).toEqual({ config, unmapped: [] });
    expect(changedParameters({ parameters }, { ...config, seed: 7 })).toEqual(['seed']);
  });

  it('is trained with its parent recorded', async () => {
    const { config } = configOfRun({ parameters: configParameters(parseConfig(small)) });
    const context = { clock: () => 0, identify: () => ({ id: 'child', started: null }) };
    const runs = trainRun({ ...config, seed: 7, epochs: 1 }, spiral, context, { parent: 'one' });
    for await (const run of runs) expect(run).toMatchObject({ id: 'child', parent: 'one', fold: null });
  });

  it('counts its epochs on from those of the weights that it starts from', async () => {
    const config = parseConfig({
      ...small,
      epochs: 3,
      earlyStopping: 'train_loss',
      patience: 1,
      minDelta: 9,
    });
    const identify = () => ({ id: 'child', started: null });
    const runs = [];
    const context = { clock: () => 0, identify, epochsBefore: 25 };
    for await (const run of trainRun({ ...config, batches: true, health: true }, spiral, context))
      runs.push(run);
    const { records, summary, batches, distributions } = runs.at(-1)!;
    const expected = records.map((_, i) => 26 + i);
    expect(records.length).toBeGreaterThan(0);
    expect(records.map(({ epoch }) => epoch)).toEqual(expected);
    expect(batches!.map(({ epoch }) => epoch)).toEqual(expected);
    for (const { epochs } of Object.values(distributions!)) expect(epochs).toEqual(expected);
    expect(summary['stopped_epoch']).toBe(expected.at(-1));
  });

  it('maps names of other tools, and lists unmapped parameters', () => {
    const parameters = {
      lr: 0.3,
      module__hidden_units: '[64, 32]',
      optimizer: 'lion',
      nonlinearity: 'LeakyReLU()',
      note: 'x',
      __proto__x: 1,
    };
    const { config, unmapped } = configOfRun({ parameters });
    expect(config).toMatchObject({
      learningRate: 0.3,
      hidden: [64, 32],
      activation: 'leaky_relu',
      optimizer: 'sgd',
    });
    expect(unmapped).toEqual(['optimizer', 'note', '__proto__x']);
  });
});

describe('After training', () => {
  const data: Dataset = {
    ...{ name: 'five', features: new Float32Array(5), labels: Uint8Array.of(0, 0, 1, 1, 1), count: 5 },
    ...{ dimensions: 1, classes: 3 },
  };

  it('counts the confusion matrix and the accuracy per class', () => {
    expect(confusionOf(data, [0, 1, 1, 1, 2])).toEqual({
      counts: [
        [1, 1, 0],
        [0, 2, 1],
        [0, 0, 0],
      ],
      accuracyPerClass: [0.5, 2 / 3, NaN],
    });
  });

  it('finds rows on which models disagree, the most even split first', () => {
    const found = disagreements(data, [
      [0, 0, 1, 1, 1],
      [0, 1, 1, 2, 1],
      [0, 0, 1, 0, 1],
      [0, 1, 1, 1, 1],
    ]);
    expect(found.map(({ row }) => row)).toEqual([1, 3]);
    expect(found[0]).toEqual({ row: 1, predicted: [0, 1, 0, 1], correct: 2 });
  });

  it('returns the weights of a unit', async () => {
    const model = await modelOf({});
    const { kernel } = model.layers[0]!;
    expect([...inputWeights(model, 4)]).toEqual([kernel[4], kernel[10]]);
    expect(() => inputWeights(model, 6)).toThrow('unit: expected a whole number from 0 to 5, got 6');
  });

  it('centres a drawing of any size and position like MNIST', () => {
    const size = 100;
    const drawn = new Uint8Array(size * size);
    for (let y = 10; y < 50; y++) for (let x = 60; x < 70; x++) drawn[y * size + x] = 255;
    const digit = centreDigit(drawn, size, size);
    const inked = [...digit.keys()].filter((i) => digit[i]! > 0);
    const [xs, ys] = [inked.map((i) => i % 28), inked.map((i) => Math.floor(i / 28))];
    // 10 × 40 becomes 5 × 20, around the middle.
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([4, 23]);
    expect(Math.max(...xs) - Math.min(...xs)).toBe(4);
    expect(Math.abs((Math.min(...xs) + Math.max(...xs) + 1) / 2 - 14)).toBeLessThanOrEqual(0.5);
    expect(new Set(inked.map((i) => digit[i]))).toEqual(new Set([255]));
    expect(centreDigit(new Uint8Array(4), 2, 2).every((value) => value === 0)).toBe(true);
    expect(() => centreDigit([1], 2, 2)).toThrow('drawing: expected 2 × 2 pixels, got 1');
  });
});
