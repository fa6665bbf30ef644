import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../history/index.ts';
import { defaultConfig, parseConfig, type TrainConfig } from '../../trainer/index.ts';
import { sweepOfRuns, sweepScript, type Sweep } from '../../src/shared/sweep/index.ts';

const grid = fileURLToPath(new URL('../../fixtures/runs/mnist-grid.json', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;

function sweepOf(configs: readonly Partial<TrainConfig>[], more: Partial<Sweep> = {}): Sweep {
  return {
    configs: configs.map((config) => parseConfig({ ...defaultConfig, ...config })),
    folds: 3,
    kind: 'stratified',
    shuffleSeed: null,
    scoring: [],
    ...more,
  };
}

/** The text of a constant in a script, without line breaks and spaces between its parts. */
const constant = (script: string, name: string) =>
  new RegExp(`^${name} = ([^]*?)\\n\\n`, 'm').exec(script)?.[1]!.replaceAll(/\s+/g, ' ');

describe('sweepScript', () => {
  it.each<[string, Partial<TrainConfig>[], string]>([
    ['a single network', [{}], '{}'],
    [
      'all combinations',
      [
        { activation: 'relu', learningRate: 0.1 },
        { activation: 'relu', learningRate: 0.01 },
        { activation: 'tanh', learningRate: 0.1 },
        { activation: 'tanh', learningRate: 0.01 },
      ],
      '{ "module__activation": ["relu", "tanh"], "lr": [0.1, 0.01], }',
    ],
    [
      'some combinations',
      [
        { activation: 'relu', learningRate: 0.1 },
        { activation: 'tanh', learningRate: 0.01 },
      ],
      '[ { "module__activation": ["relu"], "lr": [0.1], }, { "module__activation": ["tanh"], "lr": [0.01], }, ]',
    ],
    [
      'a setting of one optimiser only',
      [{ momentum: 0 }, { momentum: 0.9 }, { optimizer: 'rmsprop' }],
      '[ { "optimizer": ["sgd"], "optimizer__momentum": [0], "optimizer__nesterov": [False], }, ' +
        '{ "optimizer": ["sgd"], "optimizer__momentum": [0.9], "optimizer__nesterov": [False], }, ' +
        '{ "optimizer": ["rmsprop"], "optimizer__alpha": [0.99], "optimizer__eps": [1e-8], }, ]',
    ],
  ])('searches %s', (_, configs, searched) => {
    expect(constant(sweepScript(sweepOf(configs)), 'SEARCHED')).toBe(searched);
  });

  it.each<[string, Sweep, string]>([
    ['no configuration', sweepOf([]), 'sweep: expected one or more configurations, got none'],
    [
      'a schedule',
      sweepOf([{ schedule: 'cosine' }]),
      'schedule: a Python script has only constant, got "cosine"',
    ],
    [
      'several standardisations',
      sweepOf([{ standardise: 'all' }, { standardise: 'none' }]),
      'standardise: a script has one value for all, got "all" and "none"',
    ],
    [
      'grouped folds',
      sweepOf([{}], { kind: 'grouped' }),
      'folds: grouped folds cannot be exported as a Python script',
    ],
    [
      'a formula',
      sweepOf([{ activation: { name: 'mine', formula: 'max(0, x)' } }]),
      'activation: a formula cannot be exported as a Python script, got "mine"',
    ],
  ])('throws an error for %s', (_, sweep, message) => {
    expect(() => sweepScript(sweep)).toThrow(message);
  });

  it('never lets text end a Python string', () => {
    const script = sweepScript(sweepOf([{ data: 'a"\n\\b' }]));
    expect(script).toContain(String.raw`DATA = "a\"\n\\b"` + '\n');
  });

  it.skipIf(!hasPython)('is valid Python', () => {
    const script = sweepScript(sweepOf([{ activation: 'relu' }, { activation: 'tanh' }]));
    expect(script).not.toMatch(/<[a-zA-Z]+>/);
    const { status, stderr } = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
      input: script,
    });
    expect([status, stderr.toString()]).toEqual([0, '']);
  });
});

describe('sweepOfRuns', () => {
  it('has every configuration once, with the folds of the runs', async () => {
    const sweep = sweepOfRuns(readHistory(await readFile(grid, 'utf8')).runs);
    expect(sweep.configs.map(({ activation }) => activation)).toEqual(['relu', 'tanh', 'leaky_relu']);
    expect([sweep.folds, sweep.kind]).toEqual([3, 'stratified']);
  });

  it('throws an error that names a run without the settings of a network', async () => {
    const [run] = readHistory(await readFile(grid, 'utf8')).runs;
    expect(() => sweepOfRuns([{ ...run!, name: 'forest', parameters: { depth: 3 } }])).toThrow(
      'run "forest": expected the parameters "activation" and "hidden" of a network',
    );
  });
});
