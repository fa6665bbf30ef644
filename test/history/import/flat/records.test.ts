import { describe, expect, it } from 'vitest';
import { toTable, withBestFlags } from '../../../../history/index.ts';
import { cellsOf } from '../../cells.ts';
import { cells, importFixture, importText, runsOf } from '../fixture.ts';

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

describe('records with objects in them', () => {
  const nested = [1, 2].map((epoch) => ({
    epoch,
    train: { loss: 2 / epoch },
    val: { loss: 3 / epoch, odd: [epoch] },
  }));
  const filler = ' '.repeat(2 ** 21);

  it.each([
    ['a list', 'log.json', JSON.stringify(nested)],
    ['lines', 'log.jsonl', nested.map((record) => JSON.stringify(record)).join('\n')],
    ['a list that is large', 'log.json', JSON.stringify(nested).replace('{', `${filler}{`)],
  ])('have their members as columns: %s', (_, name, text) => {
    const { history, notes } = importText(text, name);
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]!.records).toMatchObject([
      { epoch: 1, 'train.loss': 2, 'val.loss': 3 },
      { epoch: 2, 'train.loss': 1, 'val.loss': 1.5 },
    ]);
    expect(notes).toContain('Lists and objects are left out, in "val.odd".');
  });

  it.each<[string, unknown, [string, unknown][]]>([
    [
      'pandas by row',
      { 0: { lr: 0.1, acc: 0.5 }, 1: { lr: 0.2, acc: null } },
      [
        ['0.1', 0.5],
        ['0.2', null],
      ],
    ],
    [
      'pandas by name',
      { a: { lr: 0.1, acc: 0.5 }, b: { lr: 0.2 } },
      [
        ['a', 0.5],
        ['b', undefined],
      ],
    ],
  ])('%s are a run a row', (_, json, runs) => {
    const { history } = importText(JSON.stringify(json), 'table.json');
    expect(history.runs.map(({ name, summary }) => [name, summary.acc])).toEqual(runs);
  });

  it('are no rows where each has keys of its own', () => {
    const settings = { model: { depth: 3, width: 8 }, train: { lr: 0.1, epochs: 2 } };
    expect(() => importText(JSON.stringify(settings), 'a.json')).toThrow('of an unknown format');
  });
});
