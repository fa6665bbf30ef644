import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter, printFilter } from '../../../analysis/index.ts';
import { RESERVED } from '../../../analysis/filter/words.ts';
import { arbitraryFilter, withoutPlaces } from './trees.ts';

function parsed(text: string) {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return withoutPlaces(result.ast);
}

describe('parseFilter', () => {
  it.each([
    [
      'LR < .010 AND (act in (\'relu\',"gelu") || ! acc>=0.9)',
      'LR < 0.01 and (act in ("relu", "gelu") or not acc >= 0.9)',
    ],
    ['0.1<=lr<.5', '0.1 <= lr < 0.5'],
    ['a = 1', 'a == 1'],
    ['((a == 1))', 'a == 1'],
    ['(a == 1 and b == 2) and c == 3', '(a == 1 and b == 2) and c == 3'],
    ['a == 1 or b == 2 and c == 3', 'a == 1 or b == 2 and c == 3'],
    ['not a == 1 and b == 2', 'not a == 1 and b == 2'],
    ['a NOT IN (1, -2, nan, true)', 'a not in (1, -2, nan, true)'],
    ['`valid loss` Is NaN', '`valid loss` is nan'],
    ['lr is not missing', 'lr is not missing'],
    ['x is +infinity or x is -inf', 'x is inf or x is -inf'],
    ['dropout is not applicable', 'dropout is not applicable'],
    ['dropout is applicable', 'dropout is applicable'],
    [
      'name contains "x" or name starts with \'y\' or name ends with "z"',
      'name contains "x" or name starts with "y" or name ends with "z"',
    ],
    ['-2^2 == -(2)', '-2 ^ 2 == -(2)'],
    ['(-2)^2 == 4', '(-2) ^ 2 == 4'],
    ['2^3^2 > 1', '2 ^ 3 ^ 2 > 1'],
    ['(2^3)^2 > 1', '(2 ^ 3) ^ 2 > 1'],
    ['a-(b-c) > a-b-c', 'a - (b - c) > a - b - c'],
    ['a*(b+c)%2 > 1e-4', 'a * (b + c) % 2 > 0.0001'],
    ['MAX(a, b, 1) < log10(c)', 'max(a, b, 1) < log10(c)'],
    ['"it\\u0027s\\n" == a', '"it\'s\\n" == a'],
    ['flag and not other', 'flag and not other'],
    ['params.lr > 0 and `train/loss` < inf', 'params.lr > 0 and `train/loss` < inf'],
  ])('reads %j', (text, printed) => {
    expect(printFilter(parsed(text))).toBe(printed);
  });

  it('gives each node its place', () => {
    const result = parseFilter('a < 1 and `b c` is nan');
    expect(result.ok && result.ast).toMatchObject({
      place: { start: 0, end: 22 },
      conditions: [
        { place: { start: 0, end: 5 }, first: { place: { start: 0, end: 1 } } },
        { place: { start: 10, end: 22 }, value: { name: 'b c', place: { start: 10, end: 15 } } },
      ],
    });
  });

  it.each([
    ['', 'the filter is empty', ''],
    ['lr <', 'expected a column, a number or a text, got the end', ''],
    ['lr < 1 acc', 'expected "and", "or" or the end, got "acc"', 'acc'],
    ['lr', null, ''],
    ['lr + 1', 'expected a condition, such as a comparison', 'lr + 1'],
    ['lr < 1 and 5', 'expected a condition, such as a comparison', '5'],
    ['(a < 1) < 2', 'a condition cannot be compared; join conditions by "and" or "or"', 'a < 1'],
    ['"x" + 1 > 2', 'expected a column or a number', '"x"'],
    ['"x" contains "y"', 'expected a column before "contains"', '"x"'],
    ['a starts "y"', 'expected "with" after "starts", got "y"', '"y"'],
    ['sqr(a) > 1', 'unknown function "sqr"; did you mean "sqrt"?', 'sqr'],
    ['sqrt(a, b) > 1', 'sqrt: expected 1 value, got 2', 'sqrt(a, b)'],
    ['a in (b)', 'expected a number or a text, got "b"', 'b'],
    ['a is big', 'expected "missing", "nan", "inf", "-inf", "finite" or "not applicable", got "big"', 'big'],
    ['a == "x', 'text without its closing "', '"x'],
    ['`a == 1', 'name without its closing `', '`a == 1'],
    ['a == "\\q"', 'unknown escape "\\q"', '\\q'],
    ['a == 1x', '"1x" is neither a number nor a name', '1x'],
    ['a == 1 ; b', 'unexpected ";"', ';'],
    ['a b ; c', 'expected "and", "or" or the end, got "b"', 'b'],
  ])('of %j says %j', (text, message, at) => {
    const result = parseFilter(text);
    if (message === null) {
      expect(result.ok).toBe(true);
      return;
    }
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.error.message).toBe(message);
    expect(text.slice(result.error.start, result.error.end)).toBe(at);
  });

  it('reads back every tree that it prints', () => {
    const names = fc.oneof(
      fc.constantFrom('lr', 'valid loss', '`', 'a.b', 'é', 'log', '2x', '', ...RESERVED),
      fc.string(),
    );
    fc.assert(
      fc.property(arbitraryFilter(names), (tree) => {
        const text = printFilter(tree);
        const again = parsed(text);
        expect(again).toEqual(tree);
        expect(printFilter(again)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, and errors lie within the text', () => {
    const pieces = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...RESERVED,
            'lr',
            '(',
            ')',
            ',',
            '-',
            '!',
            '^',
            '<',
            '==',
            '"',
            "'",
            '`',
            '1',
            '1e-4',
            '\\',
          ),
          fc.string({ maxLength: 3 }),
        ),
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (text) => {
        const result = parseFilter(text);
        if (result.ok) return;
        const { start, end } = result.error;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['parentheses', '('.repeat(100_000) + 'a' + ')'.repeat(100_000)],
    ['parentheses that stay open', '('.repeat(100_000)],
    ['minus signs', '-'.repeat(100_000) + 'a > 1'],
    ['not', 'not '.repeat(100_000) + 'a'],
    ['powers', '2^'.repeat(100_000) + '2 > 1'],
    ['calls', 'abs('.repeat(100_000)],
  ])('refuses 100,000 nested %s', (_, text) => {
    const result = parseFilter(text);
    expect(!result.ok && result.error.message).toBe('nested more than 200 levels deep');
  });

  it.each([
    ['and', Array(100_000).fill('a == 1').join(' and ')],
    ['sums', `${Array(100_000).fill('a').join(' + ')} > 1`],
    ['ranges', Array(100_000).fill('a').join(' < ')],
    ['lists', `a in (${Array(100_000).fill('1').join(', ')})`],
  ])('reads and prints long %s', (_, text) => {
    expect(printFilter(parsed(text))).toBe(text);
  });
});
