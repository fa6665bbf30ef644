import { expect, it } from 'vitest';
import { lazy } from '../../src/page/shell/lazy.ts';

it('loads when it is first called, and once', async () => {
  let loads = 0;
  const part = lazy('the trainer', () => Promise.resolve(++loads));
  expect(loads).toBe(0);
  expect(await Promise.all([part(), part()])).toEqual([1, 1]);
  expect(await part()).toBe(1);
});

it('names what could not be loaded, and loads it again when it is called again', async () => {
  const outcomes = [Promise.reject(new TypeError('Failed to fetch')), Promise.resolve('loaded')];
  const part = lazy('the trainer', () => outcomes.shift()!);
  await expect(part()).rejects.toThrow('the trainer could not be loaded; reload the page to try again');
  expect(await part()).toBe('loaded');
});
