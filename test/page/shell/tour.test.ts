import { expect, it } from 'vitest';
import { safeStorage } from '../../../src/page/shell/fallbacks/storage.ts';
import { beginsTour, noteTour } from '../../../src/page/shell/tour/first-visit.ts';

const memory = () =>
  safeStorage(() => {
    throw new Error('blocked');
  });

it.each([
  [{ hash: '', isExample: true }, true],
  [{ hash: '#', isExample: true }, true],
  [{ hash: '#view=scatter', isExample: true }, false],
  [{ hash: '', isExample: false }, false],
])('begins by itself at a first visit to the example alone: %j', (visit, isBegun) => {
  expect(beginsTour(memory(), visit)).toBe(isBegun);
});

it('begins by itself only once', () => {
  const storage = memory();
  noteTour(storage);
  expect(beginsTour(storage, { hash: '', isExample: true })).toBe(false);
});
