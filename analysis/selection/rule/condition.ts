import type { CategoryColumn, NumberColumn } from '../../../history/index.ts';
import type { Comparison, Condition, Literal, NumberLiteral } from '../../filter/ast.ts';
import { isBoolean } from '../../filter/find-column.ts';

/** Numbers above `low`, up to and including `high`; null is no bound. */
export interface Interval {
  readonly low: number | null;
  readonly high: number | null;
}

export function intervalCondition({ name }: NumberColumn, { low, high }: Interval): Condition {
  const value = { kind: 'column', name } as const;
  if (low === null) return comparison(value, '<=', numberLiteral(high!));
  if (high === null) return comparison(value, '>', numberLiteral(low));
  return {
    kind: 'comparison',
    first: numberLiteral(low),
    rest: [
      { operator: '<', operand: value },
      { operator: '<=', operand: numberLiteral(high) },
    ],
  };
}

export function valueCondition({ name }: NumberColumn, value: number): Condition {
  return comparison({ kind: 'column', name }, '==', numberLiteral(value));
}

/** @param codes of the categories; at least one */
export function categoriesCondition(column: CategoryColumn, codes: readonly number[]): Condition {
  const value = { kind: 'column', name: column.name } as const;
  const isFlag = isBoolean(column);
  const list = codes.map((code): Literal => {
    const text = column.categories[code]!;
    return isFlag ? { kind: 'boolean', value: text === 'true' } : { kind: 'text', value: text };
  });
  return list.length === 1 ? comparison(value, '==', list[0]!) : { kind: 'in', value, negated: false, list };
}

/** The number with the fewest digits from `low` to below `high`; `low` itself if it is infinite, or as short. */
export function shortestFrom(low: number, high: number): number {
  if (!Number.isFinite(low) || low === 0) return low;
  for (let digits = 1; digits <= 15; digits++) {
    const near = Number(low.toPrecision(digits));
    const step = 10 ** (Math.floor(Math.log10(Math.abs(low))) - digits + 1);
    for (const candidate of [near, Number((near + step).toPrecision(digits))]) {
      if (candidate < low || candidate >= high) continue;
      return String(candidate).length < String(low).length ? candidate : low;
    }
  }
  return low;
}

function comparison(
  first: Comparison['first'],
  operator: Comparison['rest'][number]['operator'],
  operand: Literal,
): Comparison {
  return { kind: 'comparison', first, rest: [{ operator, operand }] };
}

function numberLiteral(value: number): NumberLiteral {
  return { kind: 'number', value };
}
