import { expect, it } from 'vitest';
import { orderByAssociation } from '../../../viz/core/order/order-reasons.ts';
import { columnOf } from '../make.ts';

it('orders axes by their association with the target, which is last, and gives the reason of each', () => {
  const columns = new Map([
    ['target', columnOf([1, 2, 3, 4])],
    ['strong', columnOf([4, 3, 2, 1])],
    ['constant', columnOf([1, 1, 1, 1])],
    ['weak', columnOf([2, 4, 1, 3])],
  ]);
  const { order, reasons } = orderByAssociation(
    [...columns.keys()],
    'target',
    columns,
    Uint32Array.of(0, 1, 2, 3),
  );
  expect(order).toEqual(['constant', 'weak', 'strong', 'target']);
  expect(Object.fromEntries(reasons)).toEqual({
    constant: 'correlation with target: n/a',
    weak: 'correlation with target: ρ 0.00, n = 4',
    strong: 'correlation with target: ρ −1.00, n = 4',
  });
});
