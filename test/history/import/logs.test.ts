import { describe, expect, it } from 'vitest';
import {
  VALID_ACC,
  VALID_ACC_BEST,
  VALID_LOSS,
  VALID_LOSS_BEST,
  story,
} from '../../../fixtures/formats/story.ts';
import { toTable, withBestFlags } from '../../../history/index.ts';
import type { Run } from '../../../history/index.ts';
import { cellsOf } from '../cells.ts';
import { importFixture, importText } from './fixture.ts';

function runsOf(path: string): readonly Run[] {
  return importFixture(path).history.runs;
}

function cells(path: string, name: string): unknown[] {
  return cellsOf(toTable(importFixture(path).history, { rows: 'epochs' }), name);
}

describe('the same story in every format', () => {
  it.each([
    'skorch/history.json',
    'skorch/counted.json',
    'skorch/interrupted.json',
    'records/notebook.json',
    'csv/notebook.csv',
    'csv/bom-crlf.csv',
    'csv/pandas-index.csv',
    'csv/cut-off.csv',
    'csv/newest-first.csv',
  ])('%s', (path) => {
    expect(cells(path, 'epoch')).toEqual([1, 2, 3, 4, 5]);
    expect(cells(path, 'train_loss')).toEqual(story().map((record) => record.train_loss));
    expect(cells(path, 'valid_loss')).toEqual(VALID_LOSS);
    expect(cells(path, 'valid_loss_best')).toEqual(VALID_LOSS_BEST.map(String));
    expect(cells(path, 'valid_acc')).toEqual(VALID_ACC);
    expect(cells(path, 'valid_acc_best')).toEqual(VALID_ACC_BEST.map(String));
    expect(cells(path, 'dur')).toEqual(story().map(({ dur }) => dur));
    const [run] = runsOf(path);
    expect(run).toMatchObject({ status: 'unknown', parent: null, fold: null, parameters: {} });
    expect(run!.metrics).toEqual({
      train_loss: { direction: 'min' },
      valid_loss: { direction: 'min' },
      valid_acc: { direction: 'max' },
    });
  });

  it.each(['csv/decimal-comma.csv', 'csv/padded.tsv'])('%s, with flags that it lacks', (path) => {
    expect(cells(path, 'valid_acc')).toEqual(VALID_ACC);
    expect(cells(path, 'valid_acc_best')).toEqual(VALID_ACC_BEST.map(String));
    expect(cells(path, 'train_loss')).toEqual(story().map((record) => record.train_loss));
  });
});

describe('skorch', () => {
  it('keeps the order of keys, scores of its owner, text, and drops batches', () => {
    const [run] = runsOf('skorch/scored.json');
    expect(Object.keys(run!.records[0]!)).toEqual([
      ...[
        'epoch',
        'train_loss',
        'train_loss_best',
        'valid_loss',
        'valid_loss_best',
        'valid_acc',
        'valid_acc_best',
      ],
      ...['dur', 'distance', 'distance_best', 'phase', 'train_batch_count', 'valid_batch_count'],
    ]);
    expect(run!.records.map(({ phase }) => phase)).toEqual(['warm-up', 'warm-up', 'main', 'main', 'main']);
  });

  it('takes the direction from flags that only one explains', () => {
    expect(runsOf('skorch/scored.json')[0]!.metrics.distance).toEqual({ direction: 'min' });
  });

  it('counts batches where the file does not', () => {
    expect(cells('skorch/history.json', 'train_batch_count')).toEqual([3, 3, 3, 3, 3]);
    expect(cells('skorch/history.json', 'valid_batch_count')).toEqual([1, 1, 1, 1, 1]);
    expect(cells('skorch/counted.json', 'train_batch_count')).toEqual([375, 375, 375, 375, 375]);
    expect(cells('skorch/counted.json', 'valid_batch_count')).toEqual([94, 94, 94, 94, 94]);
  });

  it('keeps NaN and infinities apart from what is missing', () => {
    expect(cells('skorch/nan.json', 'train_loss').slice(2)).toEqual([1 / 3, NaN, NaN]);
    expect(cells('skorch/nan.json', 'valid_loss').slice(2)).toEqual([0.3, Infinity, Infinity]);
    expect(cells('skorch/interrupted-late.json', 'train_loss')[5]).toBe(0.125);
    expect(cells('skorch/interrupted-late.json', 'valid_loss')[5]).toBeNull();
  });

  it('keeps flags that are not the best so far, and says so', () => {
    const epochs = [
      { batches: [], epoch: 1, valid_loss: 2, valid_loss_best: false },
      { batches: [], epoch: 2, valid_loss: 1, valid_loss_best: true },
      { batches: [], epoch: 3, valid_loss: 3, valid_loss_best: true },
    ];
    const { history, notes } = importText(JSON.stringify(epochs));
    expect(history.runs[0]!.records.map((record) => record.valid_loss_best)).toEqual([false, true, true]);
    expect(notes).toContain(
      'valid_loss_best is kept as in the file, though it is not the best so far at epoch 1, 3.',
    );
  });

  it.each<[string, unknown, string]>([
    [
      'no epoch in the middle',
      [
        { batches: [], train_loss: 1 },
        { batches: [], epoch: 2, train_loss: 1 },
      ],
      '[0].epoch: expected a number, got nothing',
    ],
    ['an item that is none', [{ batches: [], epoch: 1, train_loss: 1 }, 7], '[1]: expected an object, got 7'],
    [
      'true as a loss',
      [
        { batches: [], epoch: 1, train_loss: 1 },
        { epoch: 2, train_loss: true },
      ],
      '[1].train_loss: expected a number, got true',
    ],
  ])('refuses %s', (_, json, message) => {
    expect(() => importText(JSON.stringify(json))).toThrow(`"file" cannot be read: ${message}.`);
  });

  it('gives an unfinished last epoch the number that is next', () => {
    const epochs = [
      { batches: [], epoch: 1, train_loss: 2, valid_loss: 3 },
      { batches: [], train_loss: 1 },
    ];
    const [run] = importText(JSON.stringify(epochs)).history.runs;
    expect(run!.records[1]).toMatchObject({ epoch: 2, train_loss: 1 });
  });

  it('takes a history of which not even the first epoch has ended', () => {
    const { history, notes } = importText(
      '[{"batches": [{"train_loss": 1, "train_batch_size": 4}], "epoch": 1}]',
    );
    expect(history.runs[0]!.records).toEqual([]);
    expect(notes.join()).toMatch(/interrupted before its first score/);
  });
});

describe('records', () => {
  it('have the flags that withBestFlags gives, where the file is the notebook', () => {
    const [run] = runsOf('records/notebook.json');
    expect(withBestFlags(run!)).toEqual(run);
  });

  it('take what does not change within the runs for parameters', () => {
    expect(runsOf('records/named-runs.json').map(({ parameters }) => parameters)).toEqual([
      { lr: 0.01 },
      { lr: 0.01 },
    ]);
    expect(runsOf('records/interleaved.json').map(({ parameters }) => parameters)).toEqual([
      { activation: 'relu' },
      { activation: 'tanh' },
    ]);
  });

  it('are a run each where nothing counts epochs', () => {
    const [first, second] = runsOf('records/row-per-run.json');
    expect(first).toMatchObject({
      parameters: { activation: 'ReLU', units: 64 },
      summary: { valid_acc: 0.9 },
    });
    expect(second).toMatchObject({
      parameters: { activation: 'Tanh', units: 128 },
      summary: { valid_acc: 0.775 },
    });
  });

  it('keep bare NaN apart from the text NaN', () => {
    const [run] = runsOf('records/nan.json');
    expect(run!.records[1]).toMatchObject({ valid_loss: NaN, note: 'NaN, not a text' });
  });

  it('keep whole numbers that no double holds', () => {
    expect(runsOf('records/big-integers.json')[0]!.parameters.seed).toBe('12345678901234567890');
  });

  it.each<[string, unknown, unknown[]]>([
    [
      'texts that stand for numbers',
      [
        { epoch: 1, loss: 'NaN' },
        { epoch: 2, loss: '-inf' },
        { epoch: 3, loss: '0.5' },
      ],
      [NaN, -Infinity, 0.5],
    ],
    [
      "Ray's null text",
      [
        { epoch: 1, loss: 'null' },
        { epoch: 2, loss: 1 },
      ],
      [NaN, 1],
    ],
    ['null and no key', [{ epoch: 1, loss: null }, { epoch: 2, loss: 1 }, { epoch: 3 }], [null, 1, null]],
    [
      'one text among numbers',
      [
        { epoch: 1, loss: 1 },
        { epoch: 2, loss: 'abc' },
        { epoch: 3, loss: 2 },
      ],
      [1, null, 2],
    ],
  ])('read %s in a metric', (_, json, expected) => {
    const { history } = importText(JSON.stringify(json));
    expect(cellsOf(toTable(history, { rows: 'epochs' }), 'loss')).toEqual(expected);
  });

  it('come in the other forms of pandas too, if they have epochs', () => {
    for (const json of [
      { epoch: [1, 2], loss: [3, 4] },
      { epoch: { 0: 1, 1: 2 }, loss: { 0: 3, 1: 4 } },
    ]) {
      const { history } = importText(JSON.stringify(json));
      expect(cellsOf(toTable(history, { rows: 'epochs' }), 'loss')).toEqual([3, 4]);
    }
  });

  it('are told apart by fold', () => {
    const json = [0, 1].flatMap((fold) => [1, 2].map((epoch) => ({ fold, epoch, loss: epoch + fold })));
    const { runs } = importText(JSON.stringify(json)).history;
    expect(runs.map(({ name, fold }) => [name, fold])).toEqual([
      ['fold 0', 0],
      ['fold 1', 1],
    ]);
  });
});

describe('csv', () => {
  it('takes each sign of a missing value for one, and NaN and infinities for what they are', () => {
    expect(cells('csv/missing.csv', 'loss')).toEqual([null, null, null, null, null, 0.5]);
    expect(cells('csv/missing.csv', 'acc')).toEqual([0.5, NaN, Infinity, -Infinity, Infinity, 0.75]);
  });

  it('tells what does not apply from what is missing', () => {
    expect(cells('csv/conditional.csv', 'slope')).toEqual([undefined, 0.01, null]);
    expect(runsOf('csv/conditional.csv').map(({ parameters }) => Object.hasOwn(parameters, 'slope'))).toEqual(
      [false, true, true],
    );
  });

  it('begins a new run where epochs begin again, and flags each run for itself', () => {
    expect(cells('csv/keras-restart.csv', 'epoch')).toEqual([1, 2, 3, 1, 2, 3, 4]);
    expect(cells('csv/keras-restart.csv', 'loss_best')).toEqual(Array(7).fill('true'));
  });

  it('goes on from within a run that was resumed', () => {
    const { history, notes } = importText('epoch,loss\n1,5\n2,4\n3,3\n3,2.5\n4,2\n');
    expect(history.runs.map(({ records }) => records.map(({ epoch, loss }) => [epoch, loss]))).toEqual([
      [
        [1, 5],
        [2, 4],
        [3, 2.5],
        [4, 2],
      ],
    ]);
    expect(notes).toContain('The run was resumed; of what was written twice the later is taken: 1 records.');
  });

  it('joins rows that tell different things of one epoch', () => {
    expect(runsOf('csv/train-and-valid-lines.csv')[0]!.records).toEqual([
      { epoch: 1, train_loss: 1, train_loss_best: true, valid_loss: 0.5, valid_loss_best: true },
      { epoch: 2, train_loss: 0.5, train_loss_best: true, valid_loss: 0.25, valid_loss_best: true },
    ]);
  });

  it('never joins rows that disagree', () => {
    expect(cells('csv/results-with-epochs.csv', 'acc')).toEqual([0.5, 0.625, 0.75, 0.875]);
    expect(cells('csv/results-with-epochs.csv', 'epoch')).toEqual([10, 10, 50, 20]);
  });

  it('keeps quoted line breaks, commas and quotes', () => {
    expect(cells('csv/quoted.csv', 'note, free')).toEqual(['two\nlines', 'a "word"']);
  });

  it('takes a counter of another name for the epoch', () => {
    const { history, notes } = importText('iteration,loss\n100,2\n200,1\n');
    expect(history.runs[0]!.records.map(({ epoch }) => epoch)).toEqual([100, 200]);
    expect(notes).toContain('The column "iteration" is taken as the epoch.');
  });

  it('shows steps where a log counts them alone', () => {
    const { history } = importText('step,loss\n100,2\n200,1\n');
    const table = toTable(history, { rows: 'epochs' });
    expect(table.columns.map(({ name }) => name)).toEqual(['run', 'loss', 'loss_best', 'step']);
    expect(cellsOf(table, 'step')).toEqual([100, 200]);
  });

  it('keeps the steps within epochs, rows of one step as one record, the end of an epoch as its row', () => {
    const { history } = importText(
      'step,epoch,lr,loss,val_loss\n0,,0.1,,\n0,0,,5,\n1,0,,4,\n1,0,,,6\n2,,0.2,,\n3,1,,3,\n3,1,,,2\n',
    );
    const [run] = history.runs;
    expect(
      run!.records.map(({ step, epoch, lr, loss, val_loss }) => [step, epoch, lr, loss, val_loss]),
    ).toEqual([
      [0, 0, 0.1, 5, null],
      [1, 0, null, 4, 6],
      [2, 1, 0.2, null, null],
      [3, 1, null, 3, 2],
    ]);
    const atEnd = toTable(history, { rows: 'runs', value: 'last' });
    expect(['epoch', 'step', 'lr', 'loss', 'val_loss'].map((name) => cellsOf(atEnd, name)[0])).toEqual([
      1, 3, 0.2, 3, 2,
    ]);
    const first = toTable(history, { rows: 'runs', value: { epoch: 0 } });
    expect(['step', 'loss', 'val_loss'].map((name) => cellsOf(first, name)[0])).toEqual([1, 4, 6]);
  });

  it('tells decimal commas from lists of two columns', () => {
    const { history } = importText('a,b\n1,5\n2,5\n');
    expect(history.runs.map(({ parameters }) => parameters)).toEqual([
      { a: 1, b: 5 },
      { a: 2, b: 5 },
    ]);
  });

  it('gives columns of one name each a name of its own', () => {
    expect(Object.keys(importText('a,a,,b\n1,2,x,3\n').history.runs[0]!.parameters)).toEqual([
      'a',
      'a (2)',
      'column 3',
      'b',
    ]);
  });

  it('keeps the text of ids', () => {
    expect(importText('run,loss\n007,1\n008,2\n').history.runs.map(({ id }) => id)).toEqual(['007', '008']);
  });
});

describe('hostile names', () => {
  it('are columns like any other', () => {
    expect(cells('hostile/proto-column.csv', '__proto__')).toEqual([1, 4]);
    expect(cells('hostile/proto-column.csv', 'constructor')).toEqual([2, 5]);
    expect(cells('hostile/proto-column.csv', 'toString')).toEqual([3, 6]);
  });

  it('never reach a prototype', () => {
    const before = Reflect.ownKeys(Object.prototype);
    importFixture('hostile/proto-column.csv');
    importFixture('hostile/proto-key.json');
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
