import { describe, expect, it } from 'vitest';
import { exportHistory } from '../../../../history/index.ts';
import { cells, importText, runsOf } from '../fixture.ts';

describe('skorch', () => {
  it('keeps the order of keys, scores of its owner, and text', () => {
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

  it('keeps batches, and writes them again as they were', async () => {
    const epochs = [
      {
        batches: [
          { train_loss: 0.5, train_batch_size: 64 },
          { train_loss: NaN, train_batch_size: 32 },
          { valid_loss: 0.25, valid_batch_size: 20 },
        ],
        epoch: 1,
        train_loss: NaN,
        train_loss_best: false,
        valid_loss: 0.25,
        valid_loss_best: true,
        train_batch_count: 2,
        valid_batch_count: 1,
      },
      { batches: [], epoch: 2, train_loss: 1, train_loss_best: true, valid_loss: 1, valid_loss_best: false },
    ];
    const text = JSON.stringify(epochs).replaceAll('"train_loss":null', '"train_loss":NaN');
    const { history, notes } = importText(text);
    const columns = {
      train_loss: [0.5, NaN],
      train_batch_size: [64, 32],
      valid_loss: [0.25],
      valid_batch_size: [20],
    };
    expect(history.runs[0]!.batches).toEqual([{ epoch: 1, columns }]);
    expect(notes).toEqual(['1 run with 2 epochs in all.']);
    const [file] = (await exportHistory(history, 'skorch', 'runs')).files;
    const words = (all: string) => all.replaceAll(/\s/g, '');
    expect(words(String(file!.content))).toBe(words(text));
  });

  it('leaves batches out that do not have the same numbers', () => {
    const batch = [{ train_loss: 0.5, train_batch_size: 64 }, { train_loss: 0.5 }];
    const { history, notes } = importText(JSON.stringify([{ batches: batch, epoch: 1, train_loss: 0.5 }]));
    expect(history.runs[0]!.batches).toBeUndefined();
    expect(history.runs[0]!.records[0]).toMatchObject({ train_batch_count: 2 });
    expect(notes.join(' ')).toMatch(/Batches with other values than numbers, or with some values missing/);
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
