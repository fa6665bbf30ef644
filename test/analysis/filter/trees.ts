import fc from 'fast-check';
import {
  FUNCTIONS,
  type ArithmeticOperator,
  type Condition,
  type FunctionName,
  type Literal,
  type NumericExpression,
  type ValueExpression,
} from '../../../analysis/filter/ast.ts';

/** Arbitrary syntax trees over the columns named `names`, of bounded depth and without places. */
export function arbitraryFilter(
  names: fc.Arbitrary<string>,
  texts: fc.Arbitrary<string> = fc.string(),
): fc.Arbitrary<Condition> {
  const column = names.map((name) => ({ kind: 'column', name }) as const);
  const number = fc
    .oneof(fc.double(), fc.integer({ min: -5, max: 5 }))
    .map((value) => ({ kind: 'number', value }) as const);
  const text = texts.map((value) => ({ kind: 'text', value }) as const);
  const boolean = fc.boolean().map((value) => ({ kind: 'boolean', value }) as const);
  const literal: fc.Arbitrary<Literal> = fc.oneof(number, text, boolean);

  const { numeric } = fc.letrec<{ numeric: NumericExpression }>((tie) => {
    const operators = (list: readonly ArithmeticOperator[]) =>
      fc.array(fc.record({ operator: fc.constantFrom(...list), operand: tie('numeric') }), {
        minLength: 1,
        maxLength: 3,
      });
    return {
      numeric: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'numeric' },
        column,
        number,
        fc.record({ kind: fc.constant('negative' as const), operand: tie('numeric') }),
        fc.record({
          kind: fc.constant('arithmetic' as const),
          first: tie('numeric'),
          rest: fc.oneof(operators(['+', '-']), operators(['*', '/', '%'])),
        }),
        fc.record({ kind: fc.constant('power' as const), base: tie('numeric'), exponent: tie('numeric') }),
        fc.constantFrom(...(Object.keys(FUNCTIONS) as FunctionName[])).chain((name) =>
          fc.record({
            kind: fc.constant('call' as const),
            name: fc.constant(name),
            operands: fc.array(tie('numeric'), {
              minLength: FUNCTIONS[name][0],
              maxLength: Math.min(3, FUNCTIONS[name][1]),
            }),
          }),
        ),
      ),
    };
  });
  const value: fc.Arbitrary<ValueExpression> = fc.oneof({ weight: 3, arbitrary: numeric }, text, boolean);
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    column,
    boolean,
    fc.record({
      kind: fc.constant('comparison' as const),
      first: value,
      rest: fc.array(
        fc.record({ operator: fc.constantFrom('==', '!=', '<', '<=', '>', '>='), operand: value }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      kind: fc.constant('in' as const),
      value: numeric,
      negated: fc.boolean(),
      list: fc.array(literal, { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('match' as const),
      column,
      how: fc.constantFrom('contains', 'starts', 'ends'),
      text: texts,
    }),
    fc.record({
      kind: fc.constant('is' as const),
      value: numeric,
      state: fc.constantFrom('missing', 'notApplicable', 'nan', 'posInf', 'negInf', 'finite'),
      negated: fc.boolean(),
    }),
  );
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      leaf,
      fc.record({ kind: fc.constant('not' as const), condition: tie('condition') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        conditions: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).condition;
}

/** A tree without the places of its nodes. */
export function withoutPlaces<Tree>(tree: Tree): Tree {
  if (Array.isArray(tree)) return tree.map(withoutPlaces) as Tree;
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([key]) => key !== 'place')
      .map(([key, part]) => [key, withoutPlaces(part)]),
  ) as Tree;
}
