import { describe, expect, it } from 'vitest';
import type { Run } from '../../../../history/index.ts';
import { importSet } from '../files.ts';

const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const series = ({ records }: Run, ...names: readonly string[]) =>
  records.map((record) => names.map((name) => record[name]));

describe('a log in pieces', () => {
  it('has its pieces in folders that are numbered, in the order of the numbers', async () => {
    const { history, files } = await importSet({
      'run/epoch_10/metrics.json': '{"loss": 0.5}',
      'run/epoch_2/metrics.json': '{"loss": 1}',
      'run/epoch_1/metrics.json': '{"loss": 2}',
    });
    expect(history.runs.map((run) => [run.name, series(run, 'epoch', 'loss')])).toEqual([
      [
        'run',
        [
          [1, 2],
          [2, 1],
          [10, 0.5],
        ],
      ],
    ]);
    expect(files).toHaveLength(1);
  });

  it('leaves the logs in folders of checkpoints to their readers', async () => {
    const log = (step: number) =>
      JSON.stringify({
        global_step: step,
        epoch: step / 10,
        log_history: Array.from({ length: step / 10 }, (_, i) => ({
          step: 10 * (i + 1),
          epoch: i + 1,
          loss: 1 / (i + 1),
        })),
      });
    const { history } = await importSet({
      'out/step_10/trainer_state.json': log(10),
      'out/step_20/trainer_state.json': log(20),
    });
    expect(history.runs.every(({ source }) => source.format === 'hf-trainer')).toBe(true);
  });

  it('has pieces that are lists of one item', async () => {
    const { history } = await importSet({
      'r/epoch_0.json': '[{"epoch": 0, "loss": 2}]',
      'r/epoch_1.json': '[{"epoch": 1, "loss": 1}]',
    });
    expect(history.runs.map((run) => series(run, 'loss'))).toEqual([[[2], [1]]]);
  });
});

describe('a long table', () => {
  it('has deviations and limits beside the means', async () => {
    const { history } = await importSet({
      'l.csv':
        'model,metric,mean,std,n\nmlp,acc,0.9,0.01,3\nmlp,f1,0.8,0.02,3\ncnn,acc,0.95,0.03,3\ncnn,f1,0.85,0.04,3\n',
    });
    expect(history.runs.map(({ parameters, summary }) => [parameters.model, summary])).toEqual([
      ['mlp', { acc: 0.9, 'acc std': 0.01, f1: 0.8, 'f1 std': 0.02 }],
      ['cnn', { acc: 0.95, 'acc std': 0.03, f1: 0.85, 'f1 std': 0.04 }],
    ]);
    expect(history.runs[0]!.metrics).toMatchObject({
      acc: { direction: 'max' },
      'acc std': { direction: 'none' },
    });
  });

  it('is none if no column names what the mean is of', async () => {
    const { history } = await importSet({ 't.csv': 'lr,mean,std\n0.1,0.9,0.01\n0.2,0.8,0.02\n' });
    expect(history.runs).toHaveLength(2);
  });
});

describe("lists of Keras's history", () => {
  it('have results and parameters beside them, and no list that counts what is counted', async () => {
    const { history } = await importSet({
      'h.json': '{"epochs": [1, 2], "loss": [2, 1], "lr": 0.1, "optimizer": "sgd", "test_acc": 0.5}',
    });
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]).toMatchObject({
      parameters: { lr: 0.1, optimizer: 'sgd' },
      summary: { test_acc: 0.5 },
    });
    expect(history.runs[0]!.records.map((record) => Object.keys(record))).toEqual([
      ['epoch', 'loss', 'loss_best'],
      ['epoch', 'loss', 'loss_best'],
    ]);
  });

  it.each(['{"weights": [1, 2], "bias": 3}', '{"loss": [1], "note": "x"}', '{"loss": 1, "acc": 0.5}'])(
    'are not those of %s',
    async (text) => {
      expect((await importSet({ 'a/h.json': text })).history.runs).toEqual([]);
    },
  );
});

describe('numbers as text in JSON', () => {
  it.each([
    [
      ['None', 10, '5'],
      [null, 10, 5],
    ],
    [
      ['1e-3', 0.01, 'null'],
      [0.001, 0.01, null],
    ],
    [
      ['auto', 10, '5'],
      ['auto', 10, '5'],
    ],
    [
      ['007', 7, '8'],
      ['007', 7, '8'],
    ],
    [
      ['5', '10', 'None'],
      ['5', '10', null],
    ],
  ])('%j among numbers are %j', async (depths, expected) => {
    const rows = depths.map((max_depth, i) => ({ max_depth, acc: i / 4 }));
    const { history } = await importSet({ 't.json': JSON.stringify(rows) });
    expect(history.runs.map(({ parameters }) => parameters.max_depth)).toEqual(expected);
  });
});

describe('files that several processes wrote', () => {
  const log = (shift: number, steps = 3) =>
    lines(...Array.from({ length: steps }, (_, i) => ({ step: i + 1, loss: 3 / (i + 1) + shift })));

  it('are one run with the values of the first, and a note', async () => {
    const { history, files } = await importSet({
      'a/log_rank0.jsonl': log(0),
      'a/log_rank1.jsonl': log(0.01),
      'a/log_rank10.jsonl': log(0.02),
    });
    expect(history.runs.map((run) => series(run, 'loss'))).toEqual([[[3], [1.5], [1]]]);
    expect(
      files.filter(({ notes }) => notes.join(' ').includes('log_rank0.jsonl has the same moments')),
    ).toHaveLength(2);
  });

  it.each([
    ['other moments', { 'a/log_rank0.jsonl': log(0), 'a/log_rank1.jsonl': log(0, 4) }],
    ['other folders', { 'a/log_rank0.jsonl': log(0), 'b/log_rank1.jsonl': log(0.1) }],
    ['other words', { 'a/seed0.jsonl': log(0), 'a/seed1.jsonl': log(0.1) }],
  ])('but are several with %s', async (_, files) => {
    expect((await importSet(files)).history.runs).toHaveLength(2);
  });
});
