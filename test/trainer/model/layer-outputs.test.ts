import { beforeAll, describe, expect, it } from 'vitest';
import {
  createTableDataset,
  layerOutputs,
  makeSpiral,
  modelOutputs,
  modelWith,
  parseConfig,
  softmax,
  takeRows,
  trainRun,
  useBackend,
  type Dataset,
  type TrainedModel,
} from '../../../trainer/index.ts';

const spiral = takeRows(makeSpiral(1), 200);
const numbers = createTableDataset(
  {
    name: 'numbers',
    count: 60,
    columns: ['a', 'b', 'y'].map((name, k) => ({
      name,
      cells: Array.from({ length: 60 }, (_, i) => Math.sin(i * (k + 1)) * 100 ** k),
    })),
  },
  { task: 'regression' },
).dataset;

async function train(dataset: Dataset, settings: object): Promise<TrainedModel> {
  const config = parseConfig({ hidden: [7, 5], epochs: 2, batchSize: 16, health: false, ...settings });
  const runs = trainRun(config, dataset, {
    clock: () => 0,
    identify: () => ({ id: 'one', started: null }),
  });
  for (;;) {
    const next = await runs.next();
    if (next.done) return next.value.model;
  }
}

beforeAll(() => useBackend('cpu'));

describe('The outputs of the layers', () => {
  it.each<[string, Dataset, object]>([
    ['ReLU', spiral, { activation: 'relu' }],
    ['GELU', spiral, { activation: 'gelu' }],
    ['a slope that is learned and batch normalisation', spiral, { activation: 'prelu', batchNorm: true }],
    ['one activation a layer', spiral, { activation: ['tanh', 'mish'] }],
    ['no hidden layer', spiral, { hidden: [] }],
    ['a formula', spiral, { activation: { name: 'mine', formula: 'x * sigmoid(1.702 * x)' } }],
    ['a regression on columns', numbers, { standardise: 'columns' }],
  ])('are those of TensorFlow.js: %s', async (_, dataset, settings) => {
    const model = await train(dataset, settings);
    const rows = Uint32Array.from({ length: dataset.count }, (_each, row) => row);
    const expected = await modelOutputs(model, dataset, rows);
    const { hidden, outputs } = layerOutputs(model, dataset.features);
    expect(hidden.map(({ length }) => length / dataset.count)).toEqual(model.config.hidden);
    expect(outputs).toHaveLength(expected.length);
    const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    for (const [i, value] of outputs.entries())
      expect(Math.abs(value - expected[i]!) / scale).toBeLessThan(1e-5);
  });

  it('can be computed from weights during training', async () => {
    const model = await train(spiral, {});
    expect(modelWith(model.config, spiral, model.layers)).toEqual(model);
  });

  it('reject an incomplete row', async () => {
    const model = await train(spiral, { epochs: 1 });
    expect(() => layerOutputs(model, [1, 2, 3])).toThrow('features: expected rows of 2, got 3 values');
  });

  it('become probabilities that sum to 1, however large they are', () => {
    const shares = softmax(Float32Array.of(1000, 1000, 0, 1, 2, 3), 3);
    expect([...shares.subarray(0, 3)]).toEqual([0.5, 0.5, 0]);
    expect(shares.subarray(3).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    expect(shares[5]! / shares[4]!).toBeCloseTo(Math.E, 5);
  });
});
