import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTable } from '../../history/index.ts';
import type { Run, Table } from '../../history/index.ts';
import { anyHistory } from './arbitrary.ts';
import { cellOf, cellsOf, columnOf, contentOf, rowsOf } from './cells.ts';
import type { Shown } from './cells.ts';
import { makeHistory, makeRecords, makeRun } from './make.ts';

const min = { direction: 'min' } as const;
const max = { direction: 'max' } as const;
const none = { direction: 'none' } as const;

const relu = makeRun('relu', {
  parameters: { activation: 'relu', slope: null, batch: 128 },
  metrics: { train_loss: min, valid_acc: max, lr: none, test_acc: max },
  records: makeRecords(
    {
      dur: 2,
      train_loss: 3,
      train_loss_best: true,
      valid_acc: 0.5,
      lr: 0.1,
      event_cp: true,
      train_batch_count: 9,
    },
    { dur: 3, train_loss: NaN, train_loss_best: false, valid_acc: 0.7, lr: 0.05, train_batch_count: 9 },
    {
      dur: 4,
      train_loss: 4,
      train_loss_best: false,
      valid_acc: null,
      lr: 0.02,
      event_cp: false,
      train_batch_count: 9,
    },
  ),
  summary: { test_acc: 0.6 },
});
const tanh = makeRun('tanh', {
  name: 'relu',
  parameters: { activation: 'tanh', units: 64, batch: 'all' },
  metrics: { train_loss: min },
  records: makeRecords({ dur: 1, train_loss: Infinity, train_loss_best: false }),
});
const empty = makeRun('empty', { parameters: { activation: 'relu' }, metrics: { train_loss: min } });
const history = makeHistory(relu, tanh, empty);

describe('toTable of epochs', () => {
  const table = toTable(history, { rows: 'epochs' });

  it('has a row for each record, and one for a run without', () => {
    expect([...table.runIndex]).toEqual([0, 0, 0, 1, 2]);
    expect([...table.recordIndex]).toEqual([0, 1, 2, 0, -1]);
    expect(table).toHaveLength(5);
  });

  it('has the columns in their order, each with its role', () => {
    expect(
      table.columns.map(({ name, role, kind, direction }) => `${name} ${role} ${kind} ${direction}`),
    ).toEqual([
      'run identity category none',
      'activation parameter category none',
      'slope parameter number none',
      'batch parameter category none',
      'units parameter number none',
      'epoch progress number none',
      'dur progress number none',
      'train_loss metric number min',
      'train_loss_best flag category none',
      'valid_acc metric number max',
      'lr metric number none',
      'event_cp flag category none',
      'train_batch_count progress number none',
      'test_acc metric number max',
    ]);
  });

  it.each<[string, unknown[]]>([
    ['run', ['relu', 'relu', 'relu', 'relu (2)', 'empty']],
    ['activation', ['relu', 'relu', 'relu', 'tanh', 'relu']],
    ['slope', [null, null, null, undefined, undefined]],
    ['batch', ['128', '128', '128', 'all', undefined]],
    ['units', [undefined, undefined, undefined, 64, undefined]],
    ['epoch', [1, 2, 3, 1, undefined]],
    ['dur', [2, 3, 4, 1, undefined]],
    ['train_loss', [3, NaN, 4, Infinity, null]],
    ['train_loss_best', ['true', 'false', 'false', 'false', undefined]],
    ['valid_acc', [0.5, 0.7, null, undefined, undefined]],
    ['event_cp', ['true', null, 'false', undefined, undefined]],
    ['test_acc', [0.6, 0.6, 0.6, undefined, undefined]],
  ])('%s', (name, cells) => {
    expect(cellsOf(table, name)).toEqual(cells);
  });

  it('has no absence where every cell is present', () => {
    expect(columnOf(table, 'run').absence).toBeNull();
    expect(columnOf(table, 'slope').absence).not.toBeNull();
  });
});

describe('toTable of runs', () => {
  const rowsOfRuns = (value: 'best' | 'last' | { epoch: number }) =>
    toTable(history, { rows: 'runs', value });

  it.each<['best' | 'last' | { epoch: number }, Record<string, unknown[]>]>([
    [
      'best',
      {
        train_loss: [3, Infinity, null],
        valid_acc: [0.7, undefined, undefined],
        lr: [0.02, undefined, undefined],
      },
    ],
    [
      'last',
      { train_loss: [4, Infinity, null], valid_acc: [null, undefined, undefined], epoch: [3, 1, undefined] },
    ],
    [
      { epoch: 2 },
      {
        train_loss: [NaN, null, null],
        epoch: [2, null, undefined],
        train_loss_best: ['false', null, undefined],
      },
    ],
  ])('%j', (value, expected) => {
    const table = rowsOfRuns(value);
    expect([...table.runIndex]).toEqual([0, 1, 2]);
    expect([...table.recordIndex]).toEqual([-1, -1, -1]);
    for (const [name, cells] of Object.entries(expected)) expect(cellsOf(table, name)).toEqual(cells);
    expect(cellsOf(table, 'test_acc')).toEqual([0.6, undefined, undefined]);
  });

  it('leaves out of the bests what belongs to one epoch', () => {
    const roles = new Set(rowsOfRuns('best').columns.map(({ role }) => role));
    expect(roles).toEqual(new Set(['identity', 'parameter', 'metric']));
  });

  it('prefers the first direction that a run knows', () => {
    const runs = [makeRun('a', { metrics: { x: none } }), makeRun('b', { metrics: { x: max } })];
    expect(columnOf(toTable(makeHistory(...runs), { rows: 'runs', value: 'last' }), 'x').direction).toBe(
      'max',
    );
  });
});

describe('folds', () => {
  const fold = (n: number, parts: Partial<Run> = {}) =>
    makeRun(`fold ${String(n)}`, {
      parent: 'cv',
      fold: n,
      summary: { test_score: n },
      metrics: { test_score: max },
      ...parts,
    });

  it('have no row for a run that only groups them', () => {
    const table = toTable(makeHistory(makeRun('cv'), fold(0), fold(1)), { rows: 'epochs' });
    expect(cellsOf(table, 'run')).toEqual(['fold 0', 'fold 1']);
    expect(cellsOf(table, 'fold')).toEqual([0, 1]);
  });

  it('have one for a run with a summary of its own', () => {
    const cv = makeRun('cv', { summary: { mean_test_score: 0.5 }, metrics: { mean_test_score: max } });
    const table = toTable(makeHistory(cv, fold(0)), { rows: 'epochs' });
    expect(cellsOf(table, 'mean_test_score')).toEqual([0.5, undefined]);
    expect(cellsOf(table, 'test_score')).toEqual([undefined, 0]);
    expect(cellsOf(table, 'fold')).toEqual([undefined, 0]);
  });
});

describe('categories', () => {
  const categoriesOf = (...values: (string | number | boolean | null)[]) => {
    const runs = values.map((value, i) => makeRun(String(i), { parameters: { p: value } }));
    const column = columnOf(toTable(makeHistory(...runs), { rows: 'runs', value: 'last' }), 'p');
    return column.kind === 'category' ? column.categories : column.kind;
  };
  it.each<[string, (string | number | boolean | null)[], unknown]>([
    ['words as they appear', ['tanh', 'relu', 'tanh'], ['tanh', 'relu']],
    ['numbers in text by size', ['10', '2', '1e1', '-3'], ['-3', '2', '10', '1e1']],
    ['numbers before words', ['sqrt', 10, 'log2', 2, 0.5], ['0.5', '2', '10', 'sqrt', 'log2']],
    ['booleans', [true, true], ['false', 'true']],
    ['NaN among words', [NaN, 'a'], ['NaN', 'a']],
    ['only numbers', [1, NaN, null], 'number'],
    ['nothing', [null, null], 'number'],
    ['1 and "1"', [1, '1', 'x'], ['1', 'x']],
  ])('%s', (_, values, expected) => {
    expect(categoriesOf(...values)).toEqual(expected);
  });
});

describe('column names', () => {
  it('are unique: parameters give way', () => {
    const run = makeRun('a', {
      parameters: { loss: 'mse', run: 1, 'loss (parameter)': 2, epoch: 30 },
      metrics: { loss: min, fold: max },
      records: makeRecords({ loss: 1, fold: 5 }),
      parent: null,
      fold: 0,
    });
    const names = toTable(makeHistory(run), { rows: 'epochs' }).columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual([
      'run',
      'loss (parameter)',
      'run (parameter)',
      'loss (parameter) (parameter)',
      'epoch (parameter)',
      'fold (parameter)',
      'epoch',
      'loss',
      'fold',
    ]);
  });

  it('may be those that objects have already', () => {
    const values = Object.fromEntries([
      ['__proto__', 1],
      ['constructor', 2],
      ['toString', 3],
    ]);
    const metrics = Object.fromEntries(Object.keys(values).map((name) => [`${name}`, min]));
    const named = makeRun('a', { metrics, records: [{ epoch: 1, ...values }] });
    const table = toTable(makeHistory(named, makeRun('b')), { rows: 'epochs' });
    expect(cellsOf(table, '__proto__')).toEqual([1, undefined]);
    expect(cellsOf(table, 'constructor')).toEqual([2, undefined]);
    expect(cellsOf(table, 'toString')).toEqual([3, undefined]);
  });
});

describe('any history', () => {
  /** The definition of a cell, read off the history one cell at a time. */
  function expectedCell(run: Run, record: number, role: string, name: string): unknown {
    if (role === 'parameter') return Object.hasOwn(run.parameters, name) ? run.parameters[name] : undefined;
    const values = run.records[record];
    if (values && Object.hasOwn(values, name)) return values[name];
    const isRecorded = run.records.some((each) => Object.hasOwn(each, name));
    if (role === 'metric') {
      if (!isRecorded && Object.hasOwn(run.summary, name)) return run.summary[name];
      return Object.hasOwn(run.metrics, name) ? null : undefined;
    }
    return isRecorded ? null : undefined;
  }

  function check(table: Table, runs: readonly Run[]): void {
    for (const { name, role, ...column } of table.columns) {
      if (role === 'identity' || / \(/.test(name) || name === 'fold') continue;
      for (const row of rowsOf(table)) {
        const expected = expectedCell(runs[table.runIndex[row]!]!, table.recordIndex[row]!, role, name);
        const shown = cellOf({ name, role, ...column }, row);
        const isAbsent = expected === null || expected === undefined;
        expect(shown).toEqual(column.kind === 'number' || isAbsent ? expected : String(expected));
      }
    }
  }

  it('shows each cell of its epochs as the rules say', () => {
    fc.assert(
      fc.property(anyHistory, (any) => {
        check(toTable(any, { rows: 'epochs' }), any.runs);
      }),
      { numRuns: 300 },
    );
  });

  it('shows its last epochs as its epochs show them', () => {
    fc.assert(
      fc.property(anyHistory, (any) => {
        const epochs = toTable(any, { rows: 'epochs' });
        const last = toTable(any, { rows: 'runs', value: 'last' });
        const rows = [...last.runIndex].map((run) => epochs.runIndex.lastIndexOf(run));
        // As text, since a column of which only the last rows remain may be of numbers alone.
        const asText = (cells: readonly Shown[]) => cells.map((cell) => cell ?? null).map(String);
        for (const [i, [name, cells]] of contentOf(last).entries()) {
          const [epochName, epochCells] = contentOf(epochs)[i]!;
          expect(name).toBe(epochName);
          expect(asText(cells)).toEqual(asText(rows.map((row) => epochCells[row])));
        }
      }),
    );
  });
});

describe('speed', () => {
  it('makes 150,000 rows of 10 columns in a fraction of a second', () => {
    const runs = Array.from({ length: 3000 }, (_, r) =>
      makeRun(String(r), {
        parameters: { activation: ['relu', 'tanh'][r % 2]!, units: r },
        metrics: { train_loss: min, valid_loss: min, valid_acc: max },
        records: Array.from({ length: 50 }, (__, e) => {
          const value = Math.sin(r * 50 + e);
          return {
            epoch: e + 1,
            dur: value,
            train_loss: value,
            train_loss_best: e % 2 === 0,
            valid_loss: value,
            valid_acc: value,
          };
        }),
      }),
    );
    const many = makeHistory(...runs);
    const began = performance.now();
    expect(toTable(many, { rows: 'epochs' })).toHaveLength(150_000);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
