import { expect, it } from 'vitest';
import { searchNames, steppedIndex } from '../../../viz/plot/axis/category-search.ts';

it.each([
  ['', ['ReLU', 'leaky ReLU', 'tanh', 'Élu']],
  [' relu ', ['ReLU', 'leaky ReLU']],
  ['éL', ['Élu']],
  ['gelu', []],
])('the categories that contain "%s"', (text, found) => {
  expect(searchNames(['ReLU', 'leaky ReLU', 'tanh', 'Élu'], text)).toEqual(found);
});

it.each([
  [0, 'ArrowDown', 200, 1],
  [-1, 'ArrowDown', 200, 0],
  [0, 'ArrowUp', 200, 0],
  [5, 'PageDown', 200, 13],
  [5, 'PageUp', 200, 0],
  [5, 'End', 200, 199],
  [5, 'Home', 200, 0],
  [199, 'ArrowDown', 200, 199],
  [0, 'Enter', 200, null],
  [-1, 'ArrowDown', 0, null],
])('from index %i, %s in a list of %i moves to %o', (index, key, count, expected) => {
  expect(steppedIndex(index, key, count)).toBe(expected);
});
