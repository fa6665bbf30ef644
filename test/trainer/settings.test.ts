import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EpochRecord, Run } from '../../history/index.ts';
import {
  activationNames,
  configParameters,
  makeSpiral,
  nameConfigs,
  parseConfig,
  takeRows,
  train,
  trainRun,
  useBackend,
  type TrainConfig,
  type TrainResult,
  type TrainState,
} from '../../trainer/index.ts';

const spiral = takeRows(makeSpiral(1), 240);
const small = {
  data: 'spiral',
  hidden: [12, 8],
  epochs: 3,
  batchSize: 64,
  learningRate: 0.05,
  health: false,
};

let ticks = 0;
const clock = () => (ticks += 5);

async function collect(settings: object, resume?: TrainState) {
  const records: EpochRecord[] = [];
  const states: TrainState[] = [];
  const onCheckpoint = async (read: () => Promise<TrainState>) => void states.push(await read());
  const epochs = train(parseConfig({ ...small, ...settings }), spiral, {
    clock,
    onCheckpoint,
    ...(resume ? { resume } : {}),
  });
  let next: IteratorResult<EpochRecord, TrainResult>;
  while (!(next = await epochs.next()).done) records.push({ ...next.value, dur: 0 });
  return { records, states, result: next.value };
}

beforeAll(() => useBackend('cpu'));

describe.each<[string, Partial<TrainConfig>]>([
  ...activationNames.map((activation) => [activation, { activation }] as [string, Partial<TrainConfig>]),
  ['one activation for each layer', { activation: ['gelu', 'prelu'] }],
  ['a formula of one’s own', { activation: { name: 'mine', formula: 'x * sigmoid(1.702 * x)' } }],
  [
    'a backward pass by hand',
    { activation: { name: 'mine', formula: 'sign(x)', derivative: 'abs(x) < 1 ? 1 : 0' } },
  ],
  ['Nesterov', { nesterov: true }],
  ['Adam', { optimizer: 'adam' }],
  ['AdamW', { optimizer: 'adamw', weightDecay: 0.1 }],
  ['RMSProp', { optimizer: 'rmsprop', learningRate: 0.005 }],
  ['penalties', { weightDecay: 0.01, l1: 0.001 }],
  ['dropout and shuffling', { dropout: 0.3, shuffle: true }],
  ['batch normalisation', { batchNorm: true }],
  [
    'everything',
    {
      batchNorm: true,
      dropout: 0.1,
      optimizer: 'adam',
      shuffle: true,
      schedule: 'one_cycle',
      warmup: 1,
      initialisation: 'usual',
    },
  ],
])('With %s', (_, settings) => {
  it('trains reproducibly, resumes from any epoch exactly, learns, and leaks no tensors', async () => {
    const before = memory().numTensors;
    const whole = await collect(settings);
    const again = await collect(settings);
    const resumed = await collect(settings, structuredClone(whole.states[0]!));
    expect(memory().numTensors).toBe(before);
    expect(again).toEqual(whole);
    expect(resumed.records).toEqual(whole.records.slice(1));
    expect(resumed.result).toEqual(whole.result);
    const losses = whole.records.map((record) => record.train_loss as number);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
  });
});

it('trains a formula exactly like the equivalent built-in function', async () => {
  const own = await collect({ activation: { name: 'own', formula: 'x * tanh(softplus(x))' } });
  const { records } = await collect({ activation: 'mish' });
  for (const [i, record] of own.records.entries()) {
    expect(record.valid_loss).toBeCloseTo(records[i]!.valid_loss as number, 5);
  }
});

it('drops different units with a different seed', async () => {
  const [first, other] = [await collect({ dropout: 0.5 }), await collect({ dropout: 0.5, seed: 1 })];
  expect(first.records).not.toEqual(other.records);
});

describe('A schedule', () => {
  it('is recorded as the rate of the last step of each epoch', async () => {
    const { records } = await collect({ schedule: 'exponential', scheduleFactor: 0.5 });
    expect(records.map(({ lr }) => lr)).toEqual([0.05, 0.025, 0.0125]);
  });

  it('is not recorded if it is constant, as in the notebook', async () => {
    const { records } = await collect({});
    expect(records[0]).not.toHaveProperty('lr');
  });

  it('determines the steps: a rate of almost 0 changes no weights', async () => {
    const { states } = await collect({
      schedule: 'step',
      scheduleEvery: 1,
      scheduleFactor: 1e-30,
      momentum: 0,
    });
    expect(states[1]!.layers).toEqual(states[0]!.layers);
  });
});

describe('Early stopping', () => {
  const finish = async (settings: object) => {
    let last: Run | undefined;
    const identify = () => ({ id: 'one', started: null });
    for await (const run of trainRun(parseConfig({ ...small, ...settings }), spiral, { clock, identify }))
      last = run;
    return last!;
  };

  it('ends a run that no longer improves, as completed, with the epoch', async () => {
    const settings = { epochs: 20, earlyStopping: 'valid_loss', patience: 3, minDelta: 100 };
    const run = await finish(settings);
    expect(run.status).toBe('completed');
    // The first epoch always improves; then three without improvement.
    expect(run.records).toHaveLength(4);
    expect(run.summary).toEqual({ stopped_epoch: 4 });
    expect(run.metrics['stopped_epoch']).toEqual({ direction: 'none' });
  });

  it('continues a run that improves in the direction of its metric', async () => {
    const run = await finish({ epochs: 4, earlyStopping: 'valid_acc', patience: 4 });
    expect(run.records).toHaveLength(4);
    expect(run.summary).toEqual({});
  });

  it('rejects a metric that these data do not have', async () => {
    await expect(finish({ earlyStopping: 'valid_r2' })).rejects.toThrow(
      'earlyStopping: spiral has no valid_r2, expected one of train_loss, valid_loss, valid_acc',
    );
  });

  it('resumes from a checkpoint with the remaining patience', async () => {
    const settings = { epochs: 20, earlyStopping: 'valid_loss', patience: 3, minDelta: 100 };
    const { states, records } = await collect(settings);
    const resumed = await collect(settings, states[1]!);
    expect(resumed.records).toEqual(records.slice(2));
  });
});

describe('Parameters', () => {
  it('include the settings that apply, and formulas by name', () => {
    const activation = ['relu', { name: 'mine', formula: 'x * x', derivative: 'x' }];
    expect(configParameters(parseConfig({ ...small, activation, optimizer: 'adam' }))).toMatchObject({
      activation: 'relu-mine',
      beta1: 0.9,
      formula_mine: 'x * x',
      derivative_mine: 'x',
      derivative_check_mine:
        'at x = -1000: yours -1000, true -2000 (wrong at 176 of 177 points, from x = -1000 to 1000)',
    });
    expect(Object.keys(configParameters(parseConfig({ optimizer: 'adam' })))).not.toContain('momentum');
  });

  it('name runs by their differences', () => {
    const configs = [{ optimizer: 'sgd' }, { optimizer: 'rmsprop', activation: 'tanh' }].map((each) =>
      parseConfig(each),
    );
    expect(nameConfigs(configs)).toEqual([
      'relu optimizer=sgd momentum=0.95 nesterov=false',
      'tanh optimizer=rmsprop smoothing=0.99 epsilon=1e-8',
    ]);
  });
});
