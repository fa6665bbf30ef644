import { describe, expect, it } from 'vitest';
import type { ColumnRole, Direction } from '../../../history/index.ts';
import { createColumn, type RawCell } from '../../../history/table/column.ts';
import { emptyTable, PlotState } from '../../../viz/index.ts';

const rows = 40;

function column(name: string, cellAt: (row: number) => RawCell, role: ColumnRole, direction: Direction) {
  return createColumn(
    { name, role, direction },
    Array.from({ length: rows }, (_, row) => cellAt(row)),
  );
}
const parameter = (name: string, cellAt: (row: number) => RawCell) =>
  column(name, cellAt, 'parameter', 'none');
const metric = (name: string, cellAt: (row: number) => RawCell, direction: Direction = 'max') =>
  column(name, cellAt, 'metric', direction);

const lr = parameter('lr', (row) => 10 ** -(row % 5));
const net = parameter('net', (row) => ['cnn', 'mlp', 'rnn'][row % 3]);
const loss = metric('loss', (row) => 1 / (row + 1), 'min');
const duration = metric('duration', (row) => row * 7, 'none');
const hash = (row: number) => `${((row + 1) * 48271).toString(16)}0a1b2c`;
const time = (row: number) => 1.7e12 + row * 3_600_000;

function plotOf(columns: readonly ReturnType<typeof column>[], maxAxes = 10): PlotState {
  const plot = new PlotState({
    ...emptyTable,
    length: rows,
    columns,
    runIndex: Uint32Array.from({ length: rows }, (_, row) => row),
    recordIndex: new Int32Array(rows).fill(-1),
  });
  plot.maxAxes = maxAxes;
  return plot;
}

describe('the initial axes', () => {
  it.each([
    ['after the other metrics', [loss, lr, duration], ['lr', 'duration', 'loss']],
    [
      'after metrics that are not compared',
      [lr, loss, metric('train_loss', (row) => row, 'min')],
      ['lr', 'train_loss', 'loss'],
    ],
    ['not if it is no metric', [lr, parameter('depth', (row) => row % 4), net], ['lr', 'depth', 'net']],
  ])('have the target at the right: %s', (_, columns, expected) => {
    expect(plotOf(columns).axes).toEqual(expected);
  });

  it.each([1, 2, 5])('include the target if there are at most %s', (maxAxes) => {
    const others = Array.from({ length: 30 }, (_, at) => parameter(`p${String(at)}`, (row) => row % 7));
    const plot = plotOf([...others, duration, loss], maxAxes);
    expect(plot.axes).toHaveLength(maxAxes);
    expect(plot.axes.at(-1)).toBe('loss');
    expect(plot.colorBy).toBe('loss');
  });

  it.each<[string, (row: number) => RawCell]>([
    ['hostname', (row) => `gpu-${String(row % 3)}`],
    ['node_ip', (row) => `10.0.0.${String(row % 3)}`],
    ['pid', (row) => 4000 + row],
    ['trial_id', (row) => row],
    ['runId', (row) => `r${String(row % 9)}`],
    ['git_commit', hash],
    ['tag', hash],
    ['key', (row) => `${hash(row)}-4e5f-8a9b`],
    ['logdir', (row) => `/data/runs/${String(row % 4)}`],
    ['checkpoint', (row) => `s3://bucket/${String(row % 4)}/best.pt`],
    ['weights', (row) => `C:\\models\\${String(row % 4)}`],
    ['started', (row) => new Date(time(row)).toISOString()],
    ['clock', (row) => `${String(row % 24)}:05:${String(10 + row)}`],
    ['created_at', (row) => time(row) / 1000],
    ['note', (row) => `remark ${String(row)}`],
    [
      'experiment_tag',
      (row) => (row < 4 ? `a longer description of what was tried in this experiment ${String(row)}` : null),
    ],
  ])('omit %s, which does not describe how a run was made', (name, cellAt) => {
    const plot = plotOf([parameter(name, cellAt), lr, loss]);
    expect(plot.axes).toEqual(['lr', 'loss']);
    plot.showAxis(name);
    expect(plot.axes).toContain(name);
  });

  it.each<[string, (row: number) => RawCell]>([
    ['seed', (row) => row],
    ['dataset_id', (row) => row % 4],
    ['day', (row) => new Date(864e5 * (20_000 + row)).toISOString().slice(0, 10)],
    ['model', (row) => ['org/small', 'org/large'][row % 2]],
    ['layers', (row) => ['64-32', '128-64', '1234567'][row % 3]],
    ['use_bias', (row) => row % 2 === 0],
    ['time_limit', (row) => 60 * (1 + (row % 3))],
    ['optimizer', (row) => (row < 4 ? ['sgd', 'adam', 'lion', 'adagrad'][row] : null)],
    ['precision', (row) => ['deadbeef', 'facade', 'float32'][row % 3]],
  ])('include %s', (name, cellAt) => {
    expect(plotOf([parameter(name, cellAt), lr, loss]).axes).toContain(name);
  });

  it('are identifiers if there is nothing else', () => {
    expect(plotOf([parameter('pid', (row) => row)]).axes).toEqual(['pid']);
  });
});

describe('the initial colour', () => {
  const flag = parameter('shuffle', (row) => row % 2 === 0);
  const bit = parameter('amp', (row) => row % 2);
  const host = parameter('host', (row) => `gpu-${String(row % 3)}`);
  const path = parameter('logdir', (row) => `/runs/${String(row % 4)}`);
  const sparse = metric('test_acc', (row) => (row === 0 ? 0.9 : null));
  const constant = metric('acc', () => 1);
  const fewOptimizers = parameter('optimizer', (row) => (row === 3 ? 'sgd' : undefined));

  it.each([
    ['the target, not a categorical parameter', [net, lr, loss], 'loss'],
    ['not a boolean text', [lr, flag], 'lr'],
    ['not 0 and 1', [lr, bit], 'lr'],
    ['not a host name', [host, lr], 'lr'],
    ['not a path', [path, lr], 'lr'],
    ['not a metric that one row has', [lr, net, sparse], 'net'],
    ['the metric that most rows have', [lr, net, sparse, loss], 'loss'],
    ['not a parameter that one row has', [fewOptimizers, lr], 'lr'],
    ['not a metric without differences', [net, lr, constant], 'net'],
    ['a categorical parameter without metrics', [lr, net, parameter('depth', (row) => row % 4)], 'net'],
    ['a metric of 0 and 1, as there is no other', [flag, metric('success', (row) => row % 2)], 'success'],
    ['nothing if only booleans are shown', [flag], null],
  ])('is %s', (_, columns, expected) => {
    expect(plotOf(columns).colorBy).toBe(expected);
  });
});
