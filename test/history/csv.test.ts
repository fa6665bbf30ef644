import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { importFile, toTable, writeCsv } from '../../history/index.ts';
import type { History, Run } from '../../history/index.ts';
import { unescapeFormula } from '../../history/export/csv.ts';
import { anyNumber } from './arbitrary.ts';
import { cellsOf, contentOf } from './cells.ts';
import { makeHistory, makeRecords, makeRun } from './make.ts';

const min = { direction: 'min' } as const;

function csvOf(history: History, rows?: ArrayLike<number>): string {
  return writeCsv(toTable(history, { rows: 'epochs' }), rows);
}

function readBack(csv: string): History {
  return importFile(new TextEncoder().encode(csv), 'export.csv').history;
}

function oneParameter(value: string): History {
  return makeHistory(makeRun('a', { parameters: { p: value } }));
}

describe('writeCsv', () => {
  it('writes each kind of cell differently', () => {
    const history = makeHistory(
      makeRun('a', {
        parameters: { note: 'x, "y"\nz', lr: 1e-7 },
        metrics: { loss: min },
        records: makeRecords({ loss: NaN }, { loss: -Infinity }, { loss: null }, { loss: -0 }),
      }),
      makeRun('b', { parameters: { note: null } }),
    );
    expect(csvOf(history)).toBe(
      'run,note,lr,epoch,loss\r\n' +
        'a,"x, ""y""\nz",1e-7,1,NaN\r\n' +
        'a,"x, ""y""\nz",1e-7,2,-Infinity\r\n' +
        'a,"x, ""y""\nz",1e-7,3,\r\n' +
        'a,"x, ""y""\nz",1e-7,4,-0\r\n' +
        'b,,--,--,--\r\n',
    );
  });

  it('writes the given rows in the given order', () => {
    const history = makeHistory(makeRun('a'), makeRun('b'), makeRun('c'));
    expect(csvOf(history, [2, 0])).toBe('run\r\nc\r\na\r\n');
    expect(() => csvOf(history, [3])).toThrow('row 3: the table has no such row');
  });

  it.each(['=1+1', '+1', '-x', '@SUM(A1)', '\tx', '\n=x', '＝1+1', "'=x", "''@"])(
    'puts an apostrophe before %j',
    (text) => {
      const cell = Papa.parse<string[]>(csvOf(oneParameter(text))).data[1]![1]!;
      expect(cell).toBe(`'${text}`);
      expect(unescapeFormula(cell)).toBe(text);
    },
  );

  it.each(['=1+1', '+1', '-x', '@SUM(A1)', '\tx'])('writes %j as it is with rawCells', (text) => {
    const table = toTable(oneParameter(text), { rows: 'epochs' });
    expect(Papa.parse<string[]>(writeCsv(table, undefined, { rawCells: true })).data[1]![1]).toBe(text);
  });

  it.each(["it's", "'quoted'", 'a=b', '<b>x</b>'])('does not change %j', (text) => {
    const cell = Papa.parse<string[]>(csvOf(oneParameter(text))).data[1]![1]!;
    expect(cell).toBe(text);
    expect(unescapeFormula(cell)).toBe(text);
  });

  it('writes text that any reader restores, except for the apostrophe', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const cell = Papa.parse<string[]>(csvOf(oneParameter(text)), { delimiter: ',' }).data[1]![1]!;
        expect(unescapeFormula(cell)).toBe(text);
      }),
    );
  });

  it('quotes a lone empty cell, which would otherwise be an empty line', () => {
    const column = { kind: 'number', name: 'x', role: 'metric', direction: 'none' } as const;
    const cells = { values: Float64Array.of(NaN), absence: Uint8Array.of(1) };
    const rows = { runIndex: Uint32Array.of(0), recordIndex: Int32Array.of(-1) };
    expect(writeCsv({ length: 1, columns: [{ ...column, ...cells }], ...rows })).toBe('x\r\n""\r\n');
  });
});

describe('a history after export and import as CSV', () => {
  const records = (start: number): Run['records'] =>
    makeRecords(
      {
        dur: 2.5,
        train_loss: start,
        train_loss_best: true,
        valid_acc: 0.9,
        valid_acc_best: true,
        train_batch_count: 375,
      },
      {
        dur: 2.25,
        train_loss: NaN,
        train_loss_best: false,
        valid_acc: null,
        valid_acc_best: false,
        train_batch_count: 375,
      },
      {
        dur: 2,
        train_loss: Infinity,
        train_loss_best: false,
        valid_acc: 0.95,
        valid_acc_best: true,
        train_batch_count: 375,
      },
    );
  const metrics = { train_loss: min, valid_acc: { direction: 'max' } } as const;
  const history = makeHistory(
    makeRun('relu', { parameters: { activation: 'relu', units: 64 }, metrics, records: records(3) }),
    makeRun('=leaky, "0.01"', {
      parameters: { activation: 'leaky', units: 64, slope: 0.01 },
      metrics,
      records: records(2),
    }),
    makeRun('tanh', { parameters: { activation: 'tanh', units: 64 }, metrics, records: records(1) }),
  );

  it('has the same cells', () => {
    const table = toTable(history, { rows: 'epochs' });
    const again = toTable(readBack(writeCsv(table)), { rows: 'epochs' });
    const byName = (content: ReturnType<typeof contentOf>) => Object.fromEntries(content);
    expect(byName(contentOf(again))).toEqual(byName(contentOf(table)));
  });

  it.each(['best', 'last', { epoch: 2 }] as const)('has the same cells with one row per run: %j', (value) => {
    const table = toTable(history, { rows: 'runs', value });
    const again = toTable(readBack(writeCsv(table)), { rows: 'runs', value });
    for (const name of ['run', 'activation', 'units', 'slope', 'train_loss', 'valid_acc']) {
      expect(cellsOf(again, name)).toEqual(cellsOf(table, name));
    }
  });

  /** Text that begins as a formula, and is not the text of a number or of a missing cell. */
  const formulaText = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠'), minLength: 1, maxLength: 3 }),
      fc.string({ unit: fc.constantFrom(...'()\'",;ABC'), maxLength: 8 }),
    )
    .map(([sign, rest]) => `${sign}SUM${rest}`);

  it.each([false, true])('keeps formulas as values and as names, with rawCells %s', (rawCells) => {
    fc.assert(
      fc.property(formulaText, formulaText, formulaText, (name, one, another) => {
        const of = makeHistory(
          makeRun('a', { parameters: { [name]: one } }),
          makeRun('b', { parameters: { [name]: another } }),
        );
        const text = writeCsv(toTable(of, { rows: 'epochs' }), undefined, { rawCells });
        expect(readBack(text).runs.map(({ parameters }) => parameters)).toEqual([
          { [name]: one },
          { [name]: another },
        ]);
      }),
    );
  });

  it.each(['a;b;c', '=SUM;;(', 'a|b', 'a\tb'])('keeps %j, which has another separator', (text) => {
    const of = makeHistory(
      makeRun('a', { parameters: { [text]: text } }),
      makeRun('b', { parameters: { [text]: `${text}"` } }),
    );
    const again = readBack(writeCsv(toTable(of, { rows: 'epochs' }), undefined, { rawCells: true }));
    expect(again.runs.map(({ parameters }) => parameters)).toEqual([
      { [text]: text },
      { [text]: `${text}"` },
    ]);
  });

  it('keeps any number', () => {
    fc.assert(
      fc.property(fc.array(fc.option(anyNumber), { minLength: 1 }), (values) => {
        const run = makeRun('a', {
          metrics: { loss: min },
          records: makeRecords(...values.map((loss) => ({ loss }))),
        });
        const again = readBack(csvOf(makeHistory(run))).runs[0]!;
        const read = again.records.map(({ loss }) => loss);
        expect(read).toEqual(values);
      }),
    );
  });
});
