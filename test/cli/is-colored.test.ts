import { expect, it } from 'vitest';
import { isColored } from '../../src/cli/is-colored.ts';

it.each([
  [true, {}, true],
  [true, { NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '0' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
  [undefined, {}, false],
])('a stream with isTTY %s and the environment %j has colours: %s', (isTTY, env, expected) => {
  expect(isColored(isTTY === undefined ? {} : { isTTY }, env)).toBe(expected);
});
