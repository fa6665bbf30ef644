import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT, portOf } from '../../src/cli/page/port.ts';

describe('portOf', () => {
  it.each([
    [undefined, DEFAULT_PORT],
    ['0', 0],
    ['8080', 8080],
    ['65535', 65_535],
  ])('reads %j', (text, port) => {
    expect(portOf(text)).toBe(port);
  });

  it.each(['', ' ', '-1', '65536', '80.5', 'http', 'NaN'])('refuses "%s"', (text) => {
    expect(() => portOf(text)).toThrow(`--port: expected a whole number from 0 to 65535, got "${text}".`);
  });
});
