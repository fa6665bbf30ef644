import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError, parseJson } from '../../history/file/json.ts';
import { difference } from './same.ts';

describe('parseJson', () => {
  it.each<[string, unknown]>([
    ['[NaN, Infinity, -Infinity, -0, 1e3]', [NaN, Infinity, -Infinity, -0, 1000]],
    ['{"a": "NaN, \\"Infinity\\" \\u00e9", "b": NaN}', { a: 'NaN, "Infinity" é', b: NaN }],
    [
      '[9007199254740991, 9007199254740993, -12345678901234567890, 9007199254740993.0]',
      [9007199254740991, '9007199254740993', '-12345678901234567890', 9007199254740992],
    ],
    ['[0.1234567890123456, 1234567890123456789e0, NaN]', [0.1234567890123456, 1234567890123456800, NaN]],
    [' \t\r\n[ true , false , null , { } , [ ] , NaN ] ', [true, false, null, {}, [], NaN]],
    ['{"a": 1, "a": NaN}', { a: NaN }],
  ])('reads %s', (text, value) => {
    expect(difference(parseJson(text), value)).toBeNull();
  });

  it.each([
    ['', 'line 1, column 1: expected a value, got the end of the file: it seems to be cut off'],
    ['{"a": NaN,\n "b": }', 'line 2, column 7: expected a value, got "}"'],
    ['{\n  "a": 1,\n\n}', 'line 4, column 1: expected a key in double quotes, got "}"'],
    ['[1, 2', 'line 1, column 6: expected "," or "]", got the end of the file: it seems to be cut off'],
    ['{"a" 1}', 'line 1, column 6: expected ":", got "1}"'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: expected "," or "}", got "\\"b\\": 2}"'],
    [
      '["abc',
      'line 1, column 6: expected the end of the text that begins at line 1, column 2, got the end of the file: it seems to be cut off',
    ],
    [
      '["a\\q"]',
      'line 1, column 2: expected text with valid escapes and no line breaks, got "\\"a\\\\q\\"]"',
    ],
    ['[1] x', 'line 1, column 5: expected the end of the file, got "x"'],
    ['[01]', 'line 1, column 3: expected "," or "]", got "1]"'],
    ['[None]', 'line 1, column 2: expected a value, got "None]"'],
  ])('rejects %j', (text, message) => {
    expect(() => parseJson(text)).toThrow(new JsonError(message));
  });

  it.each([['['.repeat(20_000)], ['{"a":'.repeat(20_000)], [`[NaN,${'['.repeat(200_000)}`]])(
    'rejects deep nesting',
    (text) => {
      expect(() => parseJson(text)).toThrow(
        /^line 1, column \d+: lists and objects are nested deeper than 1000 levels$/,
      );
    },
  );

  it('ignores brackets within strings', () => {
    const text = JSON.stringify(['['.repeat(5000), '"[\\'.repeat(5000)]);
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('agrees with JSON.parse on valid JSON, on the fast and the slow path', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        // Integers beyond 2^53 are the only intended difference.
        fc.pre(!/(?<![.\d])\d{16,}(?![.\d])/.test(text));
        const expected: unknown = JSON.parse(text);
        expect(difference(parseJson(text), expected)).toBeNull();
        // A bare NaN forces the slow path.
        expect(difference(parseJson(`[NaN,${text}]`), [NaN, expected])).toBeNull();
      }),
    );
  });

  it('keeps a key __proto__ as an own key on both paths', () => {
    for (const text of ['{"__proto__": {"x": 1}}', '{"__proto__": {"x": NaN}}']) {
      const value = parseJson(text) as object;
      expect(Object.keys(value)).toEqual(['__proto__']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    }
  });

  it('reads 20 MB with a NaN', { timeout: 60_000 }, () => {
    const text = `[NaN${',{"train_loss":0.123456789,"note":"a text"}'.repeat(480_000)}]`;
    expect(parseJson(text)).toHaveLength(480_001);
  });
});
