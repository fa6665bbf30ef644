import { describe, expect, it } from 'vitest';
import { importText } from '../fixture.ts';

const parametersOf = (json: unknown) =>
  importText(JSON.stringify(json), 'runs.json').history.runs.map(({ parameters }) => parameters);

describe('lists in JSON records', () => {
  it('are parameters as text, also in objects and beside other values', () => {
    expect(
      parametersOf([
        { args: { lr: 0.1, layers: [64, 32] }, accuracy: 0.8 },
        { args: { lr: 0.2, layers: [8] }, accuracy: 0.9 },
        { args: { lr: 0.3, layers: null }, accuracy: 0.7 },
      ]),
    ).toEqual([
      { 'args.lr': 0.1, 'args.layers': '[64, 32]' },
      { 'args.lr': 0.2, 'args.layers': '[8]' },
      { 'args.lr': 0.3, 'args.layers': null },
    ]);
    expect(
      parametersOf([
        {
          kernels: [
            [3, 3],
            [5, 5],
          ],
          norms: ['batch', 'layer'],
          betas: [],
          accuracy: 1,
        },
        { kernels: [[1, 1]], norms: [], betas: [0.9, 0.99], accuracy: 1 },
      ]),
    ).toEqual([
      { kernels: '[[3, 3], [5, 5]]', norms: '["batch", "layer"]', betas: '[]' },
      { kernels: '[[1, 1]]', norms: '[]', betas: '[0.9, 0.99]' },
    ]);
  });

  it('are parameters in a log if they repeat', () => {
    const log = [1, 2, 3].map((epoch) => ({ epoch, loss: 1 / epoch, layers: [4, 2] }));
    expect(parametersOf(log)).toEqual([{ layers: '[4, 2]' }]);
  });

  it.each([
    ['measurements of each epoch', [1, 2].map((epoch) => ({ epoch, loss: 1, shares: [epoch, 2] })), 'shares'],
    ['long', [{ loss: 1, weights: Array.from({ length: 90 }, (_, i) => i) }], 'weights'],
    ['of objects', [{ loss: 1, blocks: [{ a: 1 }] }], 'blocks'],
    ['named like a metric', [{ loss: 1, accuracy_per_class: [0.5, 0.25] }], 'accuracy_per_class'],
  ])('are left out with a note if they are %s', (_, json, name) => {
    const { history, notes } = importText(JSON.stringify(json), 'runs.json');
    expect(history.runs[0]!.parameters).not.toHaveProperty(name);
    expect(notes).toContain(`Lists and objects are left out, in "${name}".`);
  });
});

describe('lists of columns that differ in length', () => {
  it.each([
    [
      'a short one',
      { epoch: [0, 1], loss: [0.5, 0.4], val_loss: [0.6] },
      [0.6, null],
      '"val_loss" has only 1 of 2',
    ],
    [
      'an empty one',
      { epoch: [0, 1], loss: [0.5, 0.4], val_loss: [] },
      [null, null],
      '"val_loss" has only 0 of 2',
    ],
  ])('%s is missing in the last rows', (_, json, values, note) => {
    const { history, notes } = importText(JSON.stringify(json), 'history.json');
    expect(history.runs[0]!.records.map((record) => record.val_loss ?? null)).toEqual(values);
    expect(notes.join(' ')).toContain(note);
  });
});

describe('names with slashes', () => {
  it.each([
    ['epoch,step,train/loss,val/loss\n0,49,0.5,\n0,99,,0.4\n', 'version_0/metrics.csv', 'lightning'],
    ['epoch,train/loss,val/loss\n1,0.5,0.6\n2,0.4,0.5\n', 'results.csv', 'csv'],
    [
      'epoch,train/loss,metrics/accuracy_top1,val/loss,lr/pg0\n1,0.5,0.7,0.6,0.1\n',
      'results.csv',
      'ultralytics',
    ],
    ['epoch,train/box_loss,metrics/mAP50(B),val/box_loss\n1,0.5,0.7,0.6\n', 'any.csv', 'ultralytics'],
  ])('%j is read by its counters', (text, name, format) => {
    expect(importText(text, name).format).toBe(format);
  });
});
