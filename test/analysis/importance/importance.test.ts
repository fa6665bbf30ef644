import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../analysis/importance/random.ts';
import { importanceReport } from '../../../analysis/importance/importance.ts';
import { importances } from '../../../analysis/importance/index.ts';
import type { Column, ColumnRole } from '../../../history/index.ts';
import type { RawCell } from '../../../history/table/column.ts';
import { PlotState } from '../../../viz/index.ts';
import { columnOf, tableOf } from '../../viz/make.ts';

const random = createRandom(7);
const columnWithRole = (role: ColumnRole, name: string, cells: readonly RawCell[]): Column => ({
  ...columnOf(cells, name),
  role,
});
const count = 200;
const draws = () => Array.from({ length: count }, random);
const lr = draws().map((share) => 10 ** (-4 * share));
const width = draws().map((share) => Math.round(share * 512));
const noise = draws();
const net = draws().map((share) => ['relu', 'tanh', 'sigmoid', 'gelu'][Math.floor(share * 4)]!);
const rows = Uint32Array.from({ length: count }, (_, row) => row);
const columns = [
  columnOf(lr, 'lr'),
  columnOf(width, 'width'),
  columnOf(noise, 'noise'),
  columnOf(net, 'net'),
];
const byName = (found: ReturnType<typeof importances>) => new Map(found.map((each) => [each.name, each]));

describe('the importance of columns', () => {
  it('finds the parameters of the target, also where no correlation does', () => {
    // Best in the middle of the learning rates: no rank correlation. sigmoid is bad.
    const target = lr.map((rate, row) => -Math.abs(Math.log10(rate) + 2) - (net[row] === 'sigmoid' ? 1 : 0));
    const found = byName(importances(columns, columnOf(target, 'acc'), rows));
    expect(found.get('lr')!.value).toBeGreaterThan(0.3);
    expect(found.get('net')!.value).toBeGreaterThan(0.1);
    for (const name of ['width', 'noise']) expect(found.get(name)!.value).toBeLessThan(0.04);
    expect(found.get('lr')!.count).toBe(count);
    expect(found.get('lr')!.high - found.get('lr')!.low).toBeLessThan(0.5);
  });

  it('is nearly 1 where one parameter determines the target, and deterministic', () => {
    const target = columnOf(
      width.map((each) => each ** 2),
      'acc',
    );
    const found = byName(importances(columns, target, rows));
    expect(found.get('width')!.value).toBeGreaterThan(0.8);
    expect(importances(columns, target, rows)).toEqual([...found.values()]);
  });

  it('is empty for four rows, for texts, and for rows without a value', () => {
    const target = columnOf(lr, 'acc');
    expect(importances(columns, target, rows.subarray(0, 4))).toEqual([]);
    expect(importances(columns, columnOf(net, 'net'), rows)).toEqual([]);
    expect(importances(columns, columnOf(lr.map(() => NaN)), rows)).toEqual([]);
  });

  it('orders the axes of a plot by importance with the target last, with reasons', async () => {
    const target = width.map((each, row) => each ** 2 + (net[row] === 'sigmoid' ? 1e5 : 0));
    const plot = new PlotState(tableOf(...columns, columnOf(target, 'acc')));
    await plot.orderByImportance('acc');
    expect(plot.axes.slice(-3)).toEqual(['net', 'width', 'acc']);
    expect(plot.reasons.get('width')).toMatch(
      /^importance for acc 0\.\d\d \(95 % interval 0\.\d\d to [01]\.\d\d\), from 200 selected rows$/,
    );
    plot.undo();
    expect(plot.axes[0]).toBe('lr');
  });

  it('leaves axes that are no parameters at the left', async () => {
    const loss = columnWithRole('metric', 'loss', width);
    const target = columnWithRole('metric', 'acc', width);
    const plot = new PlotState(tableOf(columns[1]!, loss, columns[0]!, target));
    await plot.orderByImportance('acc');
    expect(plot.axes).toEqual(['loss', 'lr', 'width', 'acc']);
  });
});

describe('the report', () => {
  const acc = columnWithRole('metric', 'acc', lr);
  const report = (rest: readonly Column[], objective: Column = acc, some = rows) =>
    importanceReport({ columns: rest, objective, direction: 'max', rows: some });

  it.each<[string, Column, string]>([
    ['a metric', columnWithRole('metric', 'loss', lr), 'outcome'],
    ['a counter', columnWithRole('progress', 'epoch', lr), 'outcome'],
    ['a flag', columnWithRole('flag', 'acc_best', lr), 'outcome'],
    ['the name of a run', columnWithRole('identity', 'run', net), 'outcome'],
    ['a parameter that does not vary', columnOf(Array<number>(count).fill(3), 'depth'), 'constant'],
    [
      'unique texts',
      columnOf(
        lr.map((each) => `run at ${String(each)}`),
        'note',
      ),
      'identifier',
    ],
    ['a numbered parameter', columnOf(width, 'trial_id'), 'identifier'],
    ['a camel-case identifier', columnOf(width, 'runId'), 'identifier'],
    ['a step count', columnOf(width, 'step'), 'identifier'],
    ['a moment', columnOf(width, 'start_time'), 'time'],
  ])('never explains the objective by %s', (_, column, reason) => {
    const { parameters, excluded } = report([column, columns[0]!]);
    expect(parameters.map(({ name }) => name)).toEqual(['lr']);
    expect(excluded).toEqual([{ name: column.name, reason }]);
  });

  it.each(['max_epochs', 'time_steps', 'model_name', 'n_steps', 'seed'])('keeps the parameter %s', (name) => {
    expect(report([columnOf(width, name)]).parameters).toHaveLength(1);
  });

  it('leaves out and counts rows whose objective is not finite', () => {
    const broken = lr.map((rate, row) => [NaN, Infinity, -Infinity, null][row] ?? (row === 3 ? null : rate));
    const { leftOut, available, parameters } = report(columns, columnWithRole('metric', 'acc', broken));
    expect([leftOut, available]).toEqual([4, count - 4]);
    expect(parameters[0]!.permutation.value).toBeGreaterThan(0.8);
  });

  it.each<[string, RawCell]>([
    ['missing', null],
    ['not applicable', undefined],
    ['NaN', NaN],
    ['infinite', Infinity],
  ])('takes a value that is %s for a level of its own', (_, absent) => {
    const isAbsent = Array.from({ length: count }, (_, row) => row % 3 === 0);
    const parameter = columnOf(
      noise.map((each, row) => (isAbsent[row] ? absent : each)),
      'dropout',
    );
    const objective = columnWithRole(
      'metric',
      'acc',
      width.map((each, row) => each / 1e4 + Number(isAbsent[row])),
    );
    const [first] = report([parameter, columns[1]!], objective).parameters;
    expect(first!.permutation.low).toBeGreaterThan(0.3);
    expect(first!.best!.low).toBeGreaterThan(0.05);
  });

  it('tells missing from not applicable', () => {
    const parameter = columnOf(
      noise.map((each) => (each < 0.5 ? null : undefined)),
      'dropout',
    );
    const objective = columnWithRole(
      'metric',
      'acc',
      noise.map((each) => Number(each < 0.5)),
    );
    expect(report([parameter], objective).parameters[0]!.permutation.low).toBeGreaterThan(0.5);
  });

  it.each([5, 12, 29])('says how little is known from %i rows', (size) => {
    const { parameters } = report(columns, acc, rows.subarray(0, size));
    expect(parameters.map(({ name }) => name)).toContain('noise');
    const few = parameters.find(({ name }) => name === 'lr')!.permutation;
    const many = report(columns).parameters.find(({ name }) => name === 'lr')!.permutation;
    expect(few.high - few.low).toBeGreaterThan(2 * (many.high - many.low));
  });

  it.each<[string, Column, Uint32Array<ArrayBuffer>, readonly Column[]]>([
    ['rows', acc, rows.subarray(0, 4), columns],
    ['text', columnOf(net, 'acc'), rows, columns],
    ['equal', columnOf(Array<number>(count).fill(1), 'acc'), rows, columns],
    ['parameters', acc, rows, [columnWithRole('metric', 'loss', lr)]],
  ])('names the problem: %s', (problem, objective, some, rest) => {
    expect(report(rest, objective, some)).toMatchObject({ problem, parameters: [] });
  });

  it('does not depend on a monotone transformation of the objective', () => {
    const target = lr.map((rate, row) => Math.log10(rate) + width[row]! / 300);
    const one = report(columns, columnWithRole('metric', 'acc', target));
    const other = report(columns, columnWithRole('metric', 'acc', target.map(Math.exp)));
    expect(one).toEqual(other);
  });

  it('swaps the best for the worst rows when the direction changes', () => {
    const target = width.map((each, row) => (each > 460 ? 1000 : noise[row]!));
    const of = (direction: 'min' | 'max') =>
      importanceReport({
        columns,
        objective: columnWithRole('metric', 'acc', target),
        direction,
        rows,
      }).parameters.find(({ name }) => name === 'width')!.best!.value;
    expect(of('max')).toBeGreaterThan(0.5);
    expect(of('min')).toBeLessThan(0.1);
  });
});
