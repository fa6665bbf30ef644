import { describe, expect, it } from 'vitest';
import { axesOf, objectivesOf, tradeOffOf } from '../../../src/page/scatter/choices.ts';
import { parentRows } from '../../../src/page/scatter/parent-rows.ts';
import { RunSet, type Column, type ColumnRole, type Direction, type Table } from '../../../history/index.ts';
import { makeRun } from '../../history/make.ts';
import { columnOf, tableOf } from '../../viz/make.ts';

type Cells = Parameters<typeof columnOf>[0];

const column = (name: string, role: ColumnRole, cells: Cells, direction: Direction = 'none'): Column => ({
  ...columnOf(cells, name),
  ...{ role, direction },
});
const run = column('run', 'identity', ['a', 'b', 'c', 'd', 'e']);
const net = column('net', 'parameter', ['relu', 'tanh', 'relu', 'tanh', 'relu']);
const width = column('width', 'parameter', [16, 32, 16, 64, 128]);
const lr = column('lr', 'parameter', [1, 2, 3, 4, 5]);
const constant = column('seed', 'parameter', [1, 1, 1, 1, 1]);
const accuracy = column('accuracy', 'metric', [0.5, 0.6, 0.7, 0.8, 0.9], 'max');
const agreeing = column('loss', 'metric', [5, 4, 3, 2, 1], 'min');
const latency = column('latency', 'metric', [1, 2, 3, 5, 4], 'min');

const rowsOf = ({ length }: Table) => Uint32Array.from({ length }, (_, row) => row);
const automatic = { x: null, y: null };
function namesOf(
  table: Table,
  objective: string | null = 'accuracy',
  chosen = automatic as Parameters<typeof axesOf>[3],
) {
  const axes = axesOf(table, rowsOf(table), objective, chosen);
  return axes && [axes.x.name, axes.y.name];
}

describe('the first axes of the scatter view', () => {
  it.each<{ name: string; table: Table; axes: string[] | null }>([
    {
      name: 'the parameter that goes with the objective most, and the objective',
      table: tableOf(run, net, width, lr, accuracy),
      axes: ['lr', 'accuracy'],
    },
    {
      name: 'a parameter of categories without one of numbers',
      table: tableOf(run, net, accuracy),
      axes: ['net', 'accuracy'],
    },
    {
      name: 'another metric without a parameter',
      table: tableOf(run, latency, accuracy),
      axes: ['latency', 'accuracy'],
    },
    {
      name: 'a metric, if parameters are constant',
      table: tableOf(constant, latency, accuracy),
      axes: ['latency', 'accuracy'],
    },
    { name: 'nothing without numbers', table: tableOf(run, net), axes: null },
  ])('are $name', ({ table, axes }) => {
    expect(namesOf(table)).toEqual(axes);
  });

  it('guess the objective if none is given', () => {
    expect(namesOf(tableOf(lr, accuracy), null)).toEqual(['lr', 'accuracy']);
  });

  it('are those that were chosen', () => {
    expect(namesOf(tableOf(net, width, lr, accuracy), 'accuracy', { x: 'width', y: 'net' })).toEqual([
      'width',
      'net',
    ]);
  });

  it('are automatic for columns that the table does not have', () => {
    expect(namesOf(tableOf(lr, accuracy), 'accuracy', { x: 'gone', y: 'gone' })).toEqual(['lr', 'accuracy']);
  });

  it('differ if the objective is chosen for x', () => {
    const [x, y] = namesOf(tableOf(lr, latency, accuracy), 'accuracy', { x: 'accuracy', y: null })!;
    expect(x).toBe('accuracy');
    expect(y).not.toBe('accuracy');
  });
});

describe('a trade-off', () => {
  const table = tableOf(lr, latency, agreeing, accuracy);

  it('is between metrics of which one is worse where the other is better', () => {
    expect(tradeOffOf(table, rowsOf(table), { metric: 'accuracy', direction: 'max' })).toEqual([
      { metric: 'accuracy', direction: 'max' },
      { metric: 'latency', direction: 'min' },
    ]);
  });

  it('needs two metrics with a direction', () => {
    const one = tableOf(lr, accuracy);
    expect(tradeOffOf(one, rowsOf(one), null)).toBeNull();
  });

  it('supplies the objectives that the axes lack', () => {
    const tradeOff = tradeOffOf(table, rowsOf(table), null);
    const names = (x: Column, y: Column) =>
      objectivesOf(table, { x, y }, tradeOff, null, null).map(({ metric }) => metric);
    expect(names(lr, accuracy)).toEqual(['accuracy', 'latency']);
    expect(names(agreeing, accuracy)).toEqual(['loss', 'accuracy']);
  });

  it('leaves chosen objectives as they are, without unknown ones', () => {
    const chosen = [
      { metric: 'lr', direction: 'min' },
      { metric: 'gone', direction: 'max' },
    ] as const;
    expect(objectivesOf(table, { x: lr, y: accuracy }, null, null, chosen)).toEqual([chosen[0]]);
  });
});

describe('the rows of parents', () => {
  const set = RunSet.of([
    makeRun('a'),
    makeRun('b', { parent: 'a' }),
    makeRun('c', { parent: 'gone' }),
    makeRun('d', { parent: 'b' }),
  ]);
  const table = (runs: number[]): Table => ({
    ...{ length: runs.length, columns: [], runIndex: Uint32Array.from(runs) },
    recordIndex: new Int32Array(runs.length).fill(-1),
  });

  it('are rows of the table, whatever their order', () => {
    expect(parentRows(set, table([3, 2, 1, 0]))).toEqual(Int32Array.of(2, -1, 3, -1));
  });

  it.each([
    ['no parent is in the table', table([0, 3])],
    ['rows are epochs', { ...table([0, 1]), recordIndex: Int32Array.of(0, 0) }],
  ])('are unknown if %s', (_, given) => {
    expect(parentRows(set, given)).toBeNull();
  });
});
