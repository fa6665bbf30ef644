import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../../history/index.ts';
import type { Run } from '../../../../history/index.ts';
import { importText } from '../fixture.ts';

const essence = (runs: readonly Run[]) =>
  runs.map(({ parameters, metrics, records, summary }) => ({ parameters, metrics, records, summary }));
const runsOf = (text: string) => essence(importText(text, 'table.csv').history.runs);
const csv = (rows: readonly (readonly unknown[])[]) => rows.map((row) => `${row.join(',')}\n`).join('');

describe('a long table', () => {
  it.each([
    [
      'metric_name,value',
      'run_id,lr,metric_name,value\n1,0.1,loss,0.5\n1,0.1,rmse,0.7\n2,0.2,loss,0.4\n2,0.2,rmse,0.6\n',
    ],
    [
      'variable,value',
      'run_id,lr,variable,value\n1,0.1,loss,0.5\n1,0.1,rmse,0.7\n2,0.2,loss,0.4\n2,0.2,rmse,0.6\n',
    ],
    [
      'other words for the names',
      'value,what,lr,run_id\n0.5,loss,0.1,1\n0.4,loss,0.2,2\n0.7,rmse,0.1,1\n0.6,rmse,0.2,2\n',
    ],
    [
      'other words for the values',
      'run_id,lr,metric,mean\n1,0.1,loss,0.5\n1,0.1,rmse,0.7\n2,0.2,loss,0.4\n2,0.2,rmse,0.6\n',
    ],
  ])('has a run per combination of the other columns: %s', (_, text) => {
    expect(importText(text, 'long.csv').history.runs).toMatchObject([
      { parameters: { lr: 0.1 }, summary: { loss: 0.5, rmse: 0.7 }, metrics: { loss: { direction: 'min' } } },
      { parameters: { lr: 0.2 }, summary: { loss: 0.4, rmse: 0.6 } },
    ]);
  });

  it('is guessed so for a person to confirm', () => {
    const text = 'lr,metric,value\n0.1,loss,0.5\n0.1,zorp,0.7\n0.2,loss,0.4\n0.2,zorp,0.6\n';
    const { guesses, length } = openTable(new TextEncoder().encode(text), 'long.csv');
    expect(length).toBe(2);
    expect(guesses.map(({ name, use }) => [name, use])).toEqual([
      ['lr', 'parameter'],
      ['loss', 'metric'],
      ['zorp', 'metric'],
    ]);
  });

  it('counts what is measured repeatedly, and leaves out the times of measurements', () => {
    const text =
      'run,timestamp,tag,value\na,1,loss,0.5\na,2,acc,0.7\na,3,loss,0.4\na,4,acc,0.8\nb,5,loss,0.3\nb,6,acc,0.9\n';
    const { history, notes } = importText(text, 'long.csv');
    expect(history.runs.map(({ records }) => records)).toMatchObject([
      [
        { step: 0, loss: 0.5, acc: 0.7 },
        { step: 1, loss: 0.4, acc: 0.8 },
      ],
      [{ step: 0, loss: 0.3, acc: 0.9 }],
    ]);
    expect(notes.join(' ')).toContain('Left out as times of single measurements: "timestamp"');
  });

  const number = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 8);
  it('has the runs of the same table with a column per metric', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 8 }),
        fc.uniqueArray(fc.constantFrom('loss', 'val_acc', 'rmse', 'f1'), { minLength: 2, maxLength: 3 }),
        fc.boolean(),
        (rows, metrics, isLog) => {
          const key = isLog ? 'epoch' : 'lr';
          const wide = rows.map((row, i) => [i + 1, ...metrics.map((_, at) => row[at]!)]);
          const long = wide.flatMap(([at, ...values]) => values.map((value, i) => [at, metrics[i], value]));
          expect(runsOf(csv([[key, 'metric', 'value'], ...long]))).toEqual(
            runsOf(csv([[key, ...metrics], ...wide])),
          );
        },
      ),
    );
  });

  it.each([
    'lr,optimizer,value\n0.1,adam,0.5\n0.1,sgd,0.6\n',
    'metric,value\nloss,0.5\n',
    'lr,metric,loss\n0.1,l2,0.5\n0.1,cosine,0.4\n',
  ])('is not %j', (text) => {
    expect(importText(text, 'table.csv').notes.join(' ')).not.toContain('one measurement');
  });
});

describe('a header over several lines', () => {
  const DATA = 'mlp,0.9,0.01,0.3,0.02\ncnn,0.95,0.02,0.2,0.01\n';
  it.each([
    ['two levels and the name of the index', `,acc,acc,loss,loss\n,mean,std,mean,std\nmodel,,,,\n${DATA}`],
    ['levels with names', `metric,acc,acc,loss,loss\nstat,mean,std,mean,std\nmodel,,,,\n${DATA}`],
    ['merged cells of a spreadsheet', `model,acc,,loss,\n,mean,std,mean,std\n${DATA}`],
  ])('joins the names: %s', (_, text) => {
    const { history, notes } = importText(text, 'table.csv');
    expect(history.runs.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['mlp', { model: 'mlp' }],
      ['cnn', { model: 'cnn' }],
    ]);
    expect(history.runs[0]!.summary).toEqual({
      'acc mean': 0.9,
      'acc std': 0.01,
      'loss mean': 0.3,
      'loss std': 0.02,
    });
    expect(notes.join(' ')).toMatch(/The header takes [23] lines/);
  });

  it('adds units, except to counters', () => {
    const { history } = importText('epoch,loss,latency\n-,[-],[ms]\n1,0.5,20\n2,0.4,21\n', 'log.csv');
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]!.records).toMatchObject([
      { epoch: 1, loss: 0.5, 'latency (ms)': 20 },
      { epoch: 2, loss: 0.4, 'latency (ms)': 21 },
    ]);
  });

  it.each([
    'name,optimizer\na,adam\nb,sgd\n',
    'model,note,acc\nmlp,first,NA\ncnn,second,0.5\n',
    'model,act,note\nmlp,relu,x\ncnn,tanh,0.5\n',
  ])('is not the first rows of %j', (text) => {
    expect(importText(text, 'table.csv').notes.join(' ')).not.toContain('The header takes');
  });
});
