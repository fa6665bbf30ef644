import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NOT_APPLICABLE,
  type Column,
  type ColumnRole,
  type Direction,
  type Table,
} from '../../../history/index.ts';
import { axisKind, groupAxes, type AxisKind } from '../../../viz/core/order/axis-kinds.ts';
import { firstAxes } from '../../../viz/core/order/first-axes.ts';
import { emptyTable, parseView, PlotState } from '../../../viz/index.ts';

function column(name: string, role: ColumnRole, direction: Direction = 'none'): Column {
  return { name, role, direction, kind: 'number', values: Float64Array.of(1, 2), absence: null };
}
const parameter = (name: string) => column(name, 'parameter');
const goal = (name: string) => column(name, 'metric', 'min');
const measure = (name: string) => column(name, 'metric');
const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}_${String(index + 1)}`);

/** What a run of the trainer on MNIST has: one parameter varies, 13 statistics tell of the network's health. */
const health = [
  ...['dead', 'saturated', 'zeros'].flatMap((name) => numbered(name, 2)),
  ...numbered('grad', 3),
  'grad_ratio',
  ...numbered('update_ratio', 3),
].map(measure);
const mnist = [
  parameter('activation'),
  column('epoch', 'progress'),
  column('dur', 'progress'),
  ...['train_loss', 'valid_loss', 'valid_acc'].map(goal),
  ...health,
  ...['test_loss', 'test_acc'].map(goal),
];
const namesOf = (columns: readonly Column[]) => columns.map(({ name }) => name);

describe('axisKind', () => {
  it.each<[Column, AxisKind]>([
    [parameter('weight_decay'), 'parameter'],
    [column('epoch', 'progress'), 'progress'],
    [goal('valid_loss'), 'goal'],
    [column('grad_norm', 'metric', 'min'), 'goal'],
    [measure('throughput'), 'measure'],
    [measure('gradients/fc1.weight'), 'statistic'],
    [measure('update_ratio_1'), 'statistic'],
    [measure('system/gpu.0.temp'), 'statistic'],
    [measure('upgrade'), 'measure'],
    [column('run', 'identity'), 'identity'],
    [column('loss_best', 'flag'), 'flag'],
  ])('$name', (given, kind) => {
    expect(axisKind(given)).toBe(kind);
  });
});

describe('firstAxes', () => {
  it('include the target after any number of fold scores and ranks', () => {
    const folds = numbered('split', 12).map((name) =>
      column(name.replace(/_(\d+)/, '$1_test_score'), 'metric', 'max'),
    );
    const target = column('mean_test_score', 'metric', 'max');
    const columns = [parameter('alpha'), ...folds, target, column('rank_test_score', 'metric', 'min')];
    expect(namesOf(firstAxes(columns, 10))).toContain('mean_test_score');
    expect(new PlotState({ ...emptyTable, length: 2, columns }).target).toBe('mean_test_score');
  });

  it.each<[string, Column[], number, string[]]>([
    [
      'hides the health of a network behind what it is about',
      mnist,
      10,
      ['activation', 'epoch', 'dur', 'train_loss', 'valid_loss', 'valid_acc', 'test_loss', 'test_acc'],
    ],
    ['shows all where all fit', mnist.slice(0, 8), 10, namesOf(mnist.slice(0, 8))],
    [
      'leaves room for three metrics, the held-out ones first',
      [...numbered('p', 12).map(parameter), ...['loss', 'acc', 'val_loss', 'test_acc'].map(goal)],
      10,
      [...numbered('p', 7), 'loss', 'val_loss', 'test_acc'],
    ],
    [
      'goes on with parameters where there are few metrics',
      [...numbered('p', 12).map(parameter), goal('loss')],
      10,
      [...numbered('p', 9), 'loss'],
    ],
    ['shows statistics where there is nothing else', health, 3, ['dead_1', 'dead_2', 'update_ratio_3']],
    [
      'includes a target without a direction',
      [...numbered('p', 5).map(parameter), ...['reward', 'entropy'].map(measure)],
      3,
      ['p_1', 'p_2', 'entropy'],
    ],
    ['shows the target alone if there is one axis', [parameter('lr'), goal('loss')], 1, ['loss']],
  ])('%s', (_, columns, most, expected) => {
    expect(namesOf(firstAxes(columns, most))).toEqual(expected);
  });

  it('puts columns with few values last', () => {
    const absent = (count: number) =>
      Uint8Array.from({ length: 100 }, (_, row) => (row < count ? NOT_APPLICABLE : 0));
    const rare = (given: Column): Column => ({ ...given, absence: absent(99) });
    const common = (given: Column): Column => ({ ...given, absence: absent(97) });
    const columns = [
      ...['alpha', 'beta'].map(parameter).map(rare),
      ...['lr', 'net'].map(parameter).map(common),
      rare(goal('val_loss')),
      common(goal('loss')),
    ];
    expect(namesOf(firstAxes(columns, 2))).toEqual(['lr', 'loss']);
    expect(namesOf(firstAxes(columns, 3))).toEqual(['lr', 'val_loss', 'loss']);
    expect(namesOf(firstAxes(columns, 5))).toEqual(['alpha', 'lr', 'net', 'val_loss', 'loss']);
  });

  it('keeps the order and respects the maximum', () => {
    const any = fc.array(
      fc.tuple(
        fc.constantFrom('loss', 'lr', 'dead_1', 'epoch', 'x'),
        fc.constantFrom('parameter', 'progress', 'metric', 'identity'),
        fc.constantFrom('min', 'none'),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 12 }), (specs, most) => {
        const columns = specs.map(([name, role, direction]) =>
          column(name, role as ColumnRole, direction as Direction),
        );
        const first = firstAxes(columns, most);
        expect(first.length).toBeLessThanOrEqual(most);
        expect(first.length).toBeGreaterThanOrEqual(Math.min(1, columns.length));
        expect(columns.filter((each) => first.includes(each))).toEqual(first);
      }),
    );
  });
});

describe('a plot with at most ten initial axes', () => {
  const table: Table = {
    length: 2,
    columns: mnist,
    runIndex: new Uint32Array(2),
    recordIndex: new Int32Array(2),
  };
  function plotOf(view: object = {}): PlotState {
    const plot = new PlotState(table);
    plot.maxAxes = 10;
    plot.applyView(parseView({ ...plot.view, ...view }));
    return plot;
  }

  it.each<[string, object, string]>([
    ['moved', { order: ['dead_2', 'activation'] }, 'dead_2'],
    ['shown', { shown: ['grad_ratio'] }, 'grad_ratio'],
    ['brushed', { brushes: [{ column: 'zeros_1', kind: 'range', min: 0, max: 1 }] }, 'zeros_1'],
    ['turned', { inverted: ['grad_1'] }, 'grad_1'],
    ['scaled', { scales: [{ column: 'grad_2', type: 'log' }] }, 'grad_2'],
  ])('never hides an axis that a link has %s', (_, view, name) => {
    expect(plotOf(view).axes).toContain(name);
    expect(plotOf().axes).not.toContain(name);
  });

  it('shows no other axis in place of a hidden one', () => {
    const plot = plotOf();
    plot.hideAxis('dur');
    expect(plot.axes).toHaveLength(7);
    plot.showAxis('dead_1');
    expect(plot.axes).toHaveLength(8);
    plot.showVarying();
    expect(plot.axes).toHaveLength(mnist.length);
    plot.setAxes(null);
    expect(plot.axes).toHaveLength(8);
  });

  it('has a metric with a direction as its target, not a visible statistic', () => {
    const plot = plotOf({ hidden: ['test_loss', 'test_acc'], shown: ['dead_1'] });
    expect(plot.target).toBe('valid_acc');
  });

  it('groups all columns for the picker', () => {
    const groups = groupAxes(table).map(({ kind, names }) => [kind, names.length]);
    expect(groups).toEqual([
      ['parameter', 1],
      ['progress', 2],
      ['goal', 5],
      ['statistic', 13],
    ]);
  });
});
