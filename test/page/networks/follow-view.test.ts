import { expect, it } from 'vitest';
import { followView, type LoadedView } from '../../../src/page/networks/follow-view.ts';

it.each<[string, () => Promise<string | null>, LoadedView<string>]>([
  ['a view', async () => 'a', { state: 'open', view: 'a' }],
  ['no view', async () => null, { state: 'none' }],
  ['an error', () => Promise.reject(new Error('gone')), { state: 'failed', error: new Error('gone') }],
])('shows that %s is opening, then its outcome', async (_, load, outcome) => {
  const states: LoadedView<string>[] = [];
  followView(load, (state) => states.push(state));
  expect(states).toEqual([{ state: 'opening' }]);
  await expect.poll(() => states).toEqual([{ state: 'opening' }, outcome]);
});

it('ends with the last choice, although an earlier one is still opening', async () => {
  let shown: LoadedView<string> = { state: 'none' };
  const show = (state: LoadedView<string>) => (shown = state);
  let resolve: (view: string) => void = () => undefined;
  const first = new Promise<string>((done) => (resolve = done));
  const stop = followView(() => first, show);
  stop();
  followView<string>(null, show);
  expect(shown).toEqual({ state: 'none' });
  resolve('first');
  await first;
  expect(shown).toEqual({ state: 'none' });
});
