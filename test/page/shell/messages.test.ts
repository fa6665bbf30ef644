import { expect, it } from 'vitest';
import { Messages } from '../../../src/page/shell/messages.svelte.ts';

/** The texts that remain of messages whose tones are given by the first letters of their texts. */
function remaining(...texts: string[]): string[] {
  const messages = new Messages();
  for (const text of texts) {
    if (text.startsWith('e')) messages.error(text);
    else messages.notice(text);
  }
  return messages.all.map(({ text }) => text);
}

it.each([
  ['as many as there is room for', ['e1', 'n1', 'n2'], ['e1', 'n1', 'n2']],
  [
    'an error before notices',
    ['e1', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6'],
    ['e1', 'n2', 'n3', 'n4', 'n5', 'n6'],
  ],
  ['a notice after errors', ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'n1'], ['e2', 'e3', 'e4', 'e5', 'e6', 'n1']],
  ['the latest errors', ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7'], ['e2', 'e3', 'e4', 'e5', 'e6', 'e7']],
  ['the latest of equal ones', ['e1', 'n1', 'e1'], ['n1', 'e1']],
])('keeps %s', (_, added, kept) => {
  expect(remaining(...added)).toEqual(kept);
});
