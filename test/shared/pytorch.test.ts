import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../history/index.ts';
import {
  configParameters,
  makeDataset,
  parseConfig,
  takeRows,
  type TrainConfig,
} from '../../trainer/index.ts';
import { createRandom, shuffle } from '../../trainer/random.ts';
import { dataSeed, findRun, scriptOfRun, type ScriptedRun } from '../../src/shared/pytorch/index.ts';
import { RANDOM_NUMBERS } from '../../src/shared/pytorch/sections.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const moons = takeRows(makeDataset('moons', 0)!, 40);

function python(script: string): unknown {
  const { stdout, stderr } = spawnSync('python3', ['-'], { input: script, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

function runOf(config: Partial<TrainConfig> = {}, more: Partial<Run> = {}): Run {
  const parameters = configParameters(parseConfig({ data: 'moons', hidden: [3], ...config }));
  return {
    id: 'a',
    name: 'first',
    status: 'completed',
    source: { format: 'heddle', file: null },
    parent: null,
    fold: null,
    started: null,
    parameters: { ...parameters, rows: 40, backend: 'wasm' },
    metrics: {},
    records: [{ epoch: 1, dur: 1, train_loss: 0.5, valid_loss: NaN, valid_acc: 0.75 }],
    summary: {},
    ...more,
  };
}

const alone = (run: Run): ScriptedRun => ({ run, parent: null });

describe('scriptOfRun', () => {
  it.runIf(hasPython).each<[string, Partial<TrainConfig>]>([
    ['the defaults', {}],
    ['an own activation', { activation: { name: 'mine', formula: 'x * sigmoid(x)' } }],
    ['one activation per layer', { hidden: [3, 2], activation: ['prelu', 'gcu'] }],
    [
      'shuffling, dropout, batch normalisation and L1',
      { shuffle: true, dropout: 0.5, batchNorm: true, l1: 1 },
    ],
    ['a step schedule', { schedule: 'step', optimizer: 'adam' }],
    ['one cycle after a warm-up', { schedule: 'one_cycle', warmup: 2, optimizer: 'rmsprop' }],
    ['no scaling', { standardise: 'none', optimizer: 'adamw', initialisation: 'he_normal' }],
  ])('writes valid Python for %s', (_, config) => {
    const script = scriptOfRun(alone(runOf(config)), moons);
    const { stderr, status } = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
      input: script,
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it.each<[string, ScriptedRun, RegExp]>([
    [
      'a run that goes on from the weights of another',
      alone(runOf({}, { records: [{ epoch: 7, train_loss: 1 }] })),
      /run "first": expected epochs from 1, got 7/,
    ],
    [
      'a run whose settings were changed',
      alone(runOf({}, { records: [{ epoch: 1 }, { epoch: 2, changed: 'learning_rate 0.1' }] })),
      /run "first": its settings changed at epoch 2: learning_rate 0.1/,
    ],
    [
      'a run without a network',
      alone(runOf({}, { parameters: { lr: 1 } })),
      /expected the parameters "activation" and "hidden"/,
    ],
    [
      'a fold without its configuration',
      alone(runOf({}, { fold: 1, parent: 'lost' })),
      /expected the run of its configuration with the parameter "folds"/,
    ],
  ])('refuses %s', (_, run, message) => {
    expect(() => scriptOfRun(run, moons)).toThrow(message);
  });

  it('refuses rows that it does not have', () => {
    expect(() => scriptOfRun(alone(runOf({ data: 'wine.csv' })), null)).toThrow(
      'data: expected mnist or the rows of a data set, got "wine.csv" alone; name its file with heddle export --pytorch FILE --data FILE',
    );
  });

  it('holds the name and parameters of the run as text only', () => {
    const name = '"""\nimport os\n\\"';
    const script = scriptOfRun(alone(runOf({}, { name })), moons);
    expect(script).toContain(`NAME = ${JSON.stringify(`${name} in PyTorch`)}\n`);
    expect(script).not.toMatch(/^import os$/m);
  });

  it('shuffles the rows of a repeat with its own seed, before it takes its fold', () => {
    const parent = runOf({}, { id: 'p', parameters: { ...runOf().parameters, folds: 6 } });
    const fold = runOf({}, { parent: 'p', fold: 4 });
    const parameters = { ...fold.parameters, repeats: 2, fold_shuffle_seed: 5 };
    const script = scriptOfRun({ run: { ...fold, parameters }, parent }, moons);
    expect(script).toContain('shuffle(rows, random_numbers(6, stream=1))');
    expect(script).toMatch(/StratifiedKFold\(3\)\.split\(rows, y\[rows\]\)\)\n.*folds\[1\]\[0\]/);
  });
});

describe('findRun', () => {
  const runs = [runOf(), runOf({}, { id: 'b', name: 'second' }), runOf({}, { id: 'c', records: [] })];

  it.each([
    ['a', 'a'],
    ['second', 'b'],
  ])('finds %s', (wanted, id) => {
    expect(findRun(runs, wanted).run.id).toBe(id);
  });

  it.each([
    [undefined, 'run: expected one of "first", "second", got 2 runs for ""'],
    ['third', 'run: expected one of "first", "second", got no run for "third"'],
  ])('names the runs to choose from, given %s', (wanted, message) => {
    expect(() => findRun(runs, wanted)).toThrow(message);
  });

  it('takes the seed of the data from the configuration of a fold', () => {
    const parent = runOf({ seed: 3 }, { id: 'p' });
    expect(dataSeed({ run: runOf({ seed: 4 }, { parent: 'p', fold: 1 }), parent })).toBe(3);
  });
});

describe.runIf(hasPython)('the random numbers of a script', () => {
  it.each([
    [0, 'weights', 0],
    [7, 'order', 0],
    [4294967295, 'dropout', 25],
  ] as const)('are those of seed %i, stream %s, epoch %i', (seed, stream, epoch) => {
    const random = createRandom(seed, stream, epoch);
    const expected = Array.from({ length: 50 }, random);
    const number = { weights: 0, order: 1, dropout: 2 }[stream];
    const call = `random_numbers(${String(seed)}, ${String(number)}, ${String(epoch)})`;
    const drawn = python(
      `import json\n${RANDOM_NUMBERS}\n\nr = ${call}\nprint(json.dumps([next(r) for _ in range(50)]))\n`,
    );
    expect(drawn).toEqual(expected);
  });

  it('shuffle rows in the same order', () => {
    const rows = Uint32Array.from({ length: 100 }, (_, i) => i);
    shuffle(rows, createRandom(3, 'order'));
    const order = python(
      `import json\n${RANDOM_NUMBERS}\n\nv = list(range(100))\nshuffle(v, random_numbers(3, 1))\nprint(json.dumps(v))\n`,
    );
    expect(order).toEqual([...rows]);
  });
});
