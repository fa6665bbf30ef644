import { expect, it } from 'vitest';
import { noClasses, rememberClasses } from '../../../viz/core/color/class-memory.ts';
import { createColorScale } from '../../../viz/core/color/color.ts';
import { columnOf, tableOf } from '../make.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${String(index)}`);

it('keeps the index of each category, and appends new ones', () => {
  const first = rememberClasses(noClasses, tableOf(columnOf(['b', 'a'])));
  const second = rememberClasses(first, tableOf(columnOf(['c', 'a'])));
  expect([...second.get('x')!]).toEqual([
    ['b', 0],
    ['a', 1],
    ['c', 2],
  ]);
  expect(rememberClasses(second, tableOf(columnOf(['a'])))).toBe(second);
});

it('does not store columns with more categories than distinguishable colours, but colours them', () => {
  const few = rememberClasses(noClasses, tableOf(columnOf(words(3))));
  const many = columnOf(words(10_001));
  expect(rememberClasses(few, tableOf(many))).toBe(few);
  const scale = createColorScale(many, 'category', undefined, few.get('x'));
  expect(scale?.kind === 'categorical' && scale.colors.every((color) => color.startsWith('#'))).toBe(true);
});
