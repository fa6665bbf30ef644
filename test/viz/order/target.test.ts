import { expect, it } from 'vitest';
import type { Column } from '../../../history/index.ts';
import type { ColumnRole } from '../../../history/table/table.ts';
import { inferDirection } from '../../../history/direction.ts';
import { inferColorBy } from '../../../viz/core/color/color.ts';
import { targetOf } from '../../../viz/core/order/target.ts';
import { columnOf, tableOf } from '../make.ts';

function columns(role: ColumnRole, ...names: string[]): Column[] {
  return names.map((name) => ({
    ...columnOf([1, 2, 4], name),
    role,
    direction: role === 'metric' ? inferDirection(name) : 'none',
  }));
}

it.each([
  { of: 'what Optuna writes', metrics: ['value', 'duration'], target: 'value' },
  { of: 'what Ray Tune writes', metrics: ['val_loss', 'time_total_s'], target: 'val_loss' },
  { of: 'a rate beside goals', metrics: ['train_loss', 'valid_acc', 'lr'], target: 'valid_acc' },
  { of: 'nothing but times', metrics: ['fit_time', 'dur'], target: 'dur' },
  { of: 'measures without a direction', metrics: ['entropy_a', 'entropy_b'], target: 'entropy_b' },
  { of: 'no metrics', metrics: [], target: 'width' },
])('among $of it is $target', ({ metrics, target }) => {
  const all = [...columns('parameter', 'rate', 'width'), ...columns('metric', ...metrics)];
  expect(targetOf(all)?.name).toBe(target);
  const colored = inferColorBy(
    tableOf(...all),
    all.map(({ name }) => name),
  );
  expect(colored).toBe(target);
});

it('is undefined without numbers', () => {
  expect(targetOf([columnOf(['a', 'b'])])).toBeUndefined();
});
