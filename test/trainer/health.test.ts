import { add, memory, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readHistory, writeHistory, type EpochRecord, type Run } from '../../history/index.ts';
import {
  activations,
  makeSpiral,
  parseConfig,
  takeRows,
  trainRun,
  useBackend,
  type Activation,
  type TrainState,
} from '../../trainer/index.ts';
import { allRows } from '../../trainer/data/dataset.ts';
import { createCheckUp, probeRows } from '../../trainer/health/index.ts';
import { HISTOGRAM_EDGES, layerStatistics } from '../../trainer/health/statistics.ts';
import type { LayerWeights } from '../../trainer/model/layers.ts';
import { createNetwork } from '../../trainer/model/network.ts';
import { createBatchMaker } from '../../trainer/training/batches.ts';
import { createObjective } from '../../trainer/training/objective.ts';

const spiral = takeRows(makeSpiral(1), 300);
const small = { data: 'spiral', hidden: [8, 4], epochs: 3, batchSize: 48, learningRate: 0.05 };

let ticks = 0;
const clock = () => (ticks += 5);

async function finish(settings: object, resume?: TrainState) {
  const states: TrainState[] = [];
  const context = {
    clock,
    identify: () => ({ id: 'one', started: null }),
    onCheckpoint: async (read: () => Promise<TrainState>) => void states.push(await read()),
    ...(resume ? { resume } : {}),
  };
  let last: Run | undefined;
  for await (const run of trainRun(parseConfig({ ...small, ...settings }), spiral, context)) last = run;
  return { run: last!, states };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

beforeAll(() => useBackend('cpu'));

describe('layerStatistics', () => {
  /** Three rows of four units. */
  const z = Float32Array.of(-1, 2, -3, 0, -2, -1, -100, 0, -0.5, 3, -9, 8);

  it.each<[Activation, { dead: number; saturated: number; zeros: number }]>([
    // Units 0 and 2 are negative in every row; at 0 our ReLU lets the gradient through.
    [activations.relu, { dead: 2 / 4, saturated: 7 / 12, zeros: 9 / 12 }],
    // A hundredth passes: little, but not 0.
    [activations.leaky_relu, { dead: 0, saturated: 9 / 12, zeros: 2 / 12 }],
    // |f′| < 0.05 beyond |x| = 2.18; f is never 0 but at 0.
    [activations.tanh, { dead: 0, saturated: 5 / 12, zeros: 2 / 12 }],
    [activations.linear, { dead: 0, saturated: 0, zeros: 2 / 12 }],
  ])('counts what $name does', (activation, expected) => {
    const { counts, ...shares } = layerStatistics(z, 4, activation);
    expect(shares).toEqual(expected);
    expect(sum(counts)).toBe(12);
  });

  it('counts every value between its edges, outliers in the outer bins, and not NaN', () => {
    const values = Float32Array.of(-Infinity, -8.1, -8, -0.1, 0, 0.24, 7.99, 8, Infinity, NaN);
    const { counts } = layerStatistics(values, 1, activations.linear);
    expect(counts).toHaveLength(HISTOGRAM_EDGES.length + 1);
    const filled = counts.flatMap((count, bin) => (count > 0 ? [[HISTOGRAM_EDGES[bin - 1], count]] : []));
    expect(filled).toEqual([
      [undefined, 2],
      [-8, 1],
      [-0.25, 1],
      [0, 2],
      [7.75, 1],
      [8, 2],
    ]);
  });

  it('uses the learned slope', () => {
    expect(layerStatistics(z, 4, activations.prelu, 0).dead).toBe(2 / 4);
    expect(layerStatistics(z, 4, activations.prelu, 0.5).dead).toBe(0);
  });
});

describe('A check-up', () => {
  const layer = (inputs: number, kernel: number[], bias: number[]): LayerWeights => ({
    inputs,
    units: bias.length,
    kernel: Float32Array.from(kernel),
    bias: Float32Array.from(bias),
  });
  const data = {
    name: 'two rows',
    features: Float32Array.of(1, 2, -1, 3),
    labels: Uint8Array.of(0, 1),
    count: 2,
    dimensions: 2,
    classes: 2,
  };

  it('measures the gradients and updates given by finite differences, and changes nothing', async () => {
    const layers = [layer(2, [0.5, -1, 0.25, 0.75], [0.1, 0.2]), layer(2, [1, -0.5, 0.3, 0.8], [0, 0.1])];
    const network = createNetwork(layers, [activations.tanh]);
    const objective = createObjective(data);
    const scaling = { mean: Float64Array.of(0), deviation: Float64Array.of(1) };
    const probe = createBatchMaker(data, scaling, objective).makeBatch(allRows(data));
    const checkUp = createCheckUp(network, objective, [activations.tanh], probe);
    const [first] = network.kernels;
    const old = Float32Array.from(first!.dataSync());
    const lossAt = (values: Float32Array) =>
      tidy(() => {
        const changed = createNetwork([{ ...layers[0]!, kernel: values }, layers[1]!], [activations.tanh]);
        return objective.loss(probe.targets, changed.forward(probe.inputs)).dataSync()[0]!;
      });
    const slopes = Array.from(old, (_, i) => {
      const at = (step: number) => lossAt(old.with(i, old[i]! + step));
      return (at(1e-2) - at(-1e-2)) / 2e-2;
    });

    const before = memory().numTensors;
    checkUp.watchStep();

    tidy(() => first!.assign(add(first as Tensor2D, 0.001)));
    const { values } = await checkUp.measure();
    expect(memory().numTensors).toBe(before);
    const rms = (list: ArrayLike<number>) =>
      Math.sqrt(sum(Array.from(list, (each) => each ** 2)) / list.length);
    expect(values['grad_1']).toBeCloseTo(rms(slopes), 3);
    expect(values['update_ratio_1']).toBeCloseTo(Math.log10(0.001 / rms(old)), 2);
    // The second kernel did not change.
    expect(values['update_ratio_2']).toBe(-Infinity);
    expect(Object.keys(values)).toEqual([
      'dead_1',
      'saturated_1',
      'zeros_1',
      'grad_1',
      'grad_2',
      'update_ratio_1',
      'update_ratio_2',
    ]);
  });
});

it('probes a few rows, spread over all validation rows', () => {
  const rows = Uint32Array.from({ length: 1000 }, (_, i) => 5000 + i);
  expect(probeRows(rows, 64_000)).toHaveLength(256);
  expect(probeRows(rows, 100)).toHaveLength(32);
  expect(probeRows(rows.subarray(0, 5), 64_000)).toEqual(rows.subarray(0, 5));
  expect([...probeRows(rows, 6400)].slice(0, 3)).toEqual([5000, 5010, 5020]);
});

describe('A run with health', () => {
  it('has the metrics in every record, and the histograms', async () => {
    const { run } = await finish({});
    const keys = [
      'dead_1',
      'dead_2',
      'saturated_1',
      'zeros_2',
      'grad_1',
      'grad_3',
      'grad_ratio',
      'update_ratio_3',
    ];
    for (const record of run.records) {
      expect(Object.keys(record)).toEqual(expect.arrayContaining(keys));
      expect(record['grad_ratio']).toBeCloseTo(
        (record['grad_1'] as number) / (record['grad_2'] as number),
        6,
      );
    }
    // The most important metric is last.
    expect(Object.keys(run.metrics).at(-1)).toBe('valid_acc');
    expect(run.metrics['dead_1']).toEqual({ direction: 'none' });
    const { pre_activation_1: first, pre_activation_2: second } = run.distributions!;
    expect(first!.epochs).toEqual([1, 2, 3]);
    expect(second!.counts.map(sum)).toEqual([32 * 4, 32 * 4, 32 * 4]);
    expect(readHistory(writeHistory({ version: 1, runs: [run] })).runs).toEqual([run]);
  });

  it('trains exactly as without health', async () => {
    const settings = { dropout: 0.2, batchNorm: true, shuffle: true, activation: 'prelu' };
    const [watched, alone] = [await finish(settings), await finish({ ...settings, health: false })];
    const losses = ({ run }: { run: Run }) =>
      run.records.map(({ train_loss, valid_loss }) => [train_loss, valid_loss]);
    expect(losses(watched)).toEqual(losses(alone));
    expect(alone.run).not.toHaveProperty('distributions');
  });

  it('resumes from a checkpoint with the histograms so far', async () => {
    const whole = await finish({});
    const resumed = await finish({}, structuredClone(whole.states[0]!));
    const withoutTime = (records: readonly EpochRecord[]) => records.map((record) => ({ ...record, dur: 0 }));
    expect(withoutTime(resumed.run.records)).toEqual(withoutTime(whole.run.records));
    expect(resumed.run.distributions).toEqual(whole.run.distributions);
  });

  it('leaks no tensors, also if the consumer returns early', async () => {
    const before = memory().numTensors;
    await finish({});
    const context = { clock, identify: () => ({ id: 'one', started: null }) };
    for await (const run of trainRun(parseConfig(small), spiral, context)) if (run.records.length > 0) break;
    expect(memory().numTensors).toBe(before);
  });

  it.each([[[]], [[5]]])('of %j hidden units has the applicable metrics', async (hidden) => {
    const { run } = await finish({ hidden });
    expect(run.records[0]).toHaveProperty('grad_1');
    expect(run.records[0]).not.toHaveProperty('grad_ratio');
    expect(Object.keys(run.distributions!)).toHaveLength(hidden.length);
  });

  it('detects that ReLU dies at a rate that leaky ReLU survives', async () => {
    const settings = { learningRate: 3, momentum: 0.9, epochs: 4 };
    const dead = async (activation: string) =>
      (await finish({ ...settings, activation })).run.records.at(-1)!['dead_2'];
    expect(await dead('relu')).toBeGreaterThan(0.4);
    expect(await dead('leaky_relu')).toBe(0);
  });
});
