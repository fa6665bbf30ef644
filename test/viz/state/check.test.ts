import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import {
  between,
  boolean,
  listOf,
  nullable,
  number,
  objectOf,
  oneOf,
  optional,
  refined,
  text,
  variantOf,
  wholeFrom,
  withDefault,
  type Check,
} from '../../../viz/view/check.ts';

/** A check beside the schema of zod that accepts the same values. */
type Pair = readonly [check: Check<unknown>, schema: z.ZodMiniType];

const simple = fc.constantFrom<Pair>(
  [text, z.string()],
  [boolean, z.boolean()],
  [number, z.number()],
  [between(-1, 2), z.number().check(z.minimum(-1), z.maximum(2))],
  [wholeFrom(1), z.int().check(z.minimum(1))],
  [oneOf(['a', 'b']), z.enum(['a', 'b'])],
);

const { any: pair } = fc.letrec<{ any: Pair }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    simple,
    tie('any').map(([check, schema]): Pair => [listOf(check), z.array(schema)]),
    tie('any').map(([check, schema]): Pair => [nullable(check), z.nullable(schema)]),
    fc
      .tuple(tie('any'), tie('any'))
      .map(([[check, schema], [other, otherSchema]]): Pair => [
        objectOf({ a: check, b: optional(other), toString: withDefault(text, 'b') }),
        z.strictObject({ a: schema, b: z.optional(otherSchema), toString: z._default(z.string(), 'b') }),
      ]),
    tie('any').map(([check, schema]): Pair => [
      variantOf('a', {
        a: objectOf({ a: oneOf(['a']), b: check }),
        b: objectOf({ a: oneOf(['b']) }),
      }),
      z.discriminatedUnion('a', [
        z.strictObject({ a: z.literal('a'), b: schema }),
        z.strictObject({ a: z.literal('b') }),
      ]),
    ]),
  ),
}));

const keys = fc.constantFrom('a', 'b', 'c', 'toString', '__proto__');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>('a', 'b', '', true, 0, 1, 2.5, -1, NaN, Infinity, 2 ** 60, null, undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('a check', () => {
  it('accepts what the schema of zod accepts, with the same result', () => {
    fc.assert(
      fc.property(pair, value, ([check, schema], given) => {
        const expected = schema.safeParse(given);
        if (expected.success) expect(check.parse(given)).toEqual(expected.data);
        else expect(() => check.parse(given)).toThrow();
      }),
      { numRuns: 3000 },
    );
  });

  const brush = variantOf('kind', {
    range: objectOf({ kind: oneOf(['range']), min: number }),
    lanes: objectOf({ kind: oneOf(['lanes']) }),
  });

  it.each<[Check<unknown>, unknown, string]>([
    [number, Infinity, 'view: expected a number, got Infinity'],
    [number, undefined, 'view: expected a number, got undefined'],
    [listOf(number), [1, null], 'view[1]: expected a number, got null'],
    [listOf(number), { length: 1 }, 'view: expected a list, got an object'],
    [objectOf({ a: listOf(text) }), { a: [5] }, 'view.a[0]: expected text, got 5'],
    [objectOf({ a: text }), [], 'view: expected an object, got a list'],
    [objectOf({}), { a: 1, b: 2 }, 'view: there is no "a", "b"'],
    [objectOf({}), JSON.parse('{"__proto__": 1}'), 'view: there is no "__proto__"'],
    [listOf(brush), [{ kind: 'lane' }], 'view[0].kind: expected range, lanes, got "lane"'],
    [brush, { kind: 'range', min: 'low' }, 'view.min: expected a number, got "low"'],
    [brush, { kind: 'toString' }, 'view.kind: expected range, lanes, got "toString"'],
    [refined(number, (at) => at > 1, 'must be greater than 1'), 1, 'view: must be greater than 1'],
  ])('names the place and the value: %#', (check, given, message) => {
    expect(() => check.parse(given, 'view')).toThrow(new Error(message));
  });
});
