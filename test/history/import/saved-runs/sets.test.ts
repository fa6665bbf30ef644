import { readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../../history/index.ts';
import type { FileEntry, ImportedFiles, Run } from '../../../../history/index.ts';
import { entryOf } from '../files.ts';
import { isThere, SAVED_RUNS } from './facts-index.ts';

/** Files whose paths begin so, with their paths from the folder of their tool. */
function filesOf(prefix: string): FileEntry[] {
  const [tool] = prefix.split('/');
  const folder = new URL(`${tool!}/`, SAVED_RUNS);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter(
      (path) => `${tool!}/${path}`.startsWith(prefix) && statSync(new URL(encodeURI(path), folder)).isFile(),
    )
    .map((path) => entryOf(path, readFileSync(new URL(encodeURI(path), folder))));
}

const imports = new Map<string, Promise<ImportedFiles>>();

function open(prefix: string): Promise<ImportedFiles> {
  const open = imports.get(prefix) ?? importFiles(filesOf(prefix));
  imports.set(prefix, open);
  return open;
}

/** What of real files the index has no words for, or says of several together. */
describe.skipIf(!isThere)('what real tools left', () => {
  async function runsOf(prefix: string): Promise<readonly Run[]> {
    return (await open(prefix)).history.runs;
  }

  it('joins what lies beside a log', async () => {
    const [lightning] = await runsOf('lightning/manuel-rhdt__ml-pws__neurons_range_50');
    expect(Object.keys(lightning!.parameters).length).toBeGreaterThan(0);
    const [yolo] = await runsOf('ultralytics/A-Alviento');
    expect(yolo!.parameters).toMatchObject({ task: 'detect', epochs: 100 });
    const sweep = await runsOf('generic/manuel-rhdt');
    const last = sweep.map(({ parameters, records }) => [parameters.gain, records.at(-1)!.mean]);
    expect(last).toContainEqual([0.025, -0.12922329]);
    expect(last).toContainEqual([20, 33.97948]);
    expect(sweep[0]!.records).toHaveLength(50);
  });

  it('knows how runs ended, NaN from missing, and choices from their numbers', async () => {
    const statuses = (await runsOf('optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_cnn_re')).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 'completed')).toHaveLength(48);
    expect(statuses.filter((status) => status === 'failed')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'running')).toHaveLength(1);
    const cnn = await runsOf('optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_cnn_re');
    expect(new Set(cnn.map(({ parameters }) => parameters.optimizer))).toEqual(new Set(['adam', 'rmsprop']));
    expect(cnn[34]!.summary.value).toBe(0.79339998960495);
    const pruned = await runsOf('optuna/Alkem0s__Genetic-AI-Detector__optuna_journal_ga_re');
    expect(pruned.filter(({ status }) => status === 'stopped')).toHaveLength(16);
    expect(pruned[10]!.summary.value).toBe(0.32524773001670837);
    expect(pruned[0]!.metrics.value).toEqual({ direction: 'max' });

    const [broken] = await runsOf('sacred/catniplab__ML-music-analysis__models_56/');
    expect(broken!.records.filter(({ trainLoss }) => Number.isNaN(trainLoss))).toHaveLength(300);
    expect(broken!.records.filter(({ testLoss }) => Number.isNaN(testLoss))).toHaveLength(150);
    expect((await runsOf('sacred/catniplab__ML-music-analysis__models_164/'))[0]!.status).toBe('failed');
    expect((await runsOf('sacred/catniplab__ML-music-analysis__models_206/'))[0]!.status).toBe('stopped');
    const [neuron] = await runsOf('lightning/manuel-rhdt__ml-pws__neuron_2');
    expect(neuron!.records.filter(({ corr }) => Number.isNaN(corr))).toHaveLength(10);
    const smac = await runsOf('generic/automl__DeepCAVE__SMAC3');
    expect(smac.filter(({ summary }) => summary.cost === Infinity)).toHaveLength(1);
  });

  it('keeps parameters of their own for each run', async () => {
    const bohb = await runsOf('generic/automl__DeepCAVE__BOHB');
    const counts = ['optimizer', 'num_filters_2', 'num_filters_3', 'sgd_momentum'].map((name) => {
      return bohb.filter(({ parameters }) => Object.hasOwn(parameters, name)).length;
    });
    expect(counts).toEqual([84, 59, 34, 37]);
    const mlflow = await runsOf('mlflow/1010sb');
    expect(mlflow.find(({ name }) => name === 'indecisive-skunk-86')!.parameters).toEqual({
      Epochs: 10,
      Optimizer: 'Nadam',
    });
    expect((await runsOf('mlflow/10tanmay100'))[0]!.parameters).toMatchObject({
      AUGMENTATION: true,
      IMAGE_SIZE: '[224, 224, 3]',
      LEARNING_RATE: 0.01,
    });
    const ray = await runsOf('ray-tune/automl__DeepCAVE__RayTune_run_1_part/');
    expect(ray.map(({ records }) => records[0]!.score)).toEqual([
      1, 1.1, 1.2, 1.4, 1.5, 1.6, 1.5, 1.5999999999999999, 1.7,
    ]);
    // The state of the experiment, of which the index says no more than that it is there, has them ended.
    const ended = await runsOf('ray-tune/automl__DeepCAVE__RayTune_run_2/');
    expect(ended.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
    expect(ray[8]!.parameters).toEqual({ alpha: 0.4, beta: 0.6, gamma: 0.7 });
  });

  it('refuses what is no JSON, with the place', async () => {
    const { files } = await open('generic/kingb12__text_aug_experiments__bert');
    expect(files[0]).toMatchObject({ outcome: 'failed' });
    expect(files[0]!.notes[0]).toMatch(/is not valid JSON: line 8, column 1: /);
  });
});
