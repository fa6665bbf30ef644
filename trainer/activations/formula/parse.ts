import { FormulaError } from './error.ts';
import { call, negativeOf, number, X } from './expression.ts';
import type { Expression } from './expression.ts';
import { functionNames, operations } from './operations.ts';
import type { FunctionName, Kind, OperationName } from './operations.ts';
import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Deeper nesting could overflow the stack. */
const MAX_LENGTH = 1000;
const MAX_DEPTH = 50;

interface Infix {
  readonly binds: number;
  readonly operation: OperationName;
}

/** Binary operators and their binding power. */
const INFIX: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['or', { binds: 2, operation: 'or' }],
  ['||', { binds: 2, operation: 'or' }],
  ['and', { binds: 3, operation: 'and' }],
  ['&&', { binds: 3, operation: 'and' }],
  ...(['<', '<=', '>', '>='] as const).map(
    (sign) => [sign, { binds: 4, operation: sign }] as [string, Infix],
  ),
  ['+', { binds: 5, operation: 'add' }],
  ['-', { binds: 5, operation: 'subtract' }],
  ['*', { binds: 6, operation: 'multiply' }],
  ['/', { binds: 6, operation: 'divide' }],
  ['^', { binds: 8, operation: 'power' }],
  ['**', { binds: 8, operation: 'power' }],
]);
const TERNARY_BINDS = 1;
const SIGN_BINDS = 7;
const NOT_BINDS = 4;

const CONSTANTS = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

const SYNONYMS = new Map<string, FunctionName>([
  ['ln', 'log'],
  ['if', 'where'],
]);

/**
 * Parses a formula in x, such as `x * sigmoid(1.702 * x)` or `x > 0 ? x : 0.1 * x`: numbers, `x`, `pi`, `e`,
 * `+ - * / ^`, comparisons with `and`, `or` and `not` where a condition is allowed, and the functions in
 * `functionNames`. Nothing is run as code. Not mathjs: its parser reports no positions of subexpressions, and adds 140 kB.
 *
 * @throws {FormulaError} with the position of the error: `at 5: unknown function "sigmod"…`
 */
export function parseFormula(text: string): Expression {
  if (text.length > MAX_LENGTH) {
    throw new FormulaError(MAX_LENGTH + 1, `a formula may have at most ${String(MAX_LENGTH)} characters`);
  }
  return new Parser(tokenise(text)).parse();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Expression {
    const expression = this.numeric(0);
    const { text, kind, position } = this.next;
    if (kind === 'end') return expression;
    const hint = kind === 'sign' ? '' : '; write * between factors';
    throw new FormulaError(position, `expected an operator, got "${text}"${hint}`);
  }

  private get next(): Token {
    return this.tokens[this.at]!;
  }

  private numeric(binds: number): Expression {
    return this.operand(binds, 'number');
  }

  /** An expression of operators that bind more tightly than `binds`, and of the expected kind. */
  private operand(binds: number, kind: Kind): Expression {
    const { position } = this.next;
    const expression = this.chain(binds);
    expectKind(expression, kind, position);
    return expression;
  }

  private chain(binds: number): Expression {
    const { position } = this.next;
    if (++this.depth > MAX_DEPTH) {
      throw new FormulaError(position, `a formula may be nested at most ${String(MAX_DEPTH)} levels deep`);
    }
    const expression = this.operators(binds, position);
    this.depth--;
    return expression;
  }

  private operators(binds: number, position: number): Expression {
    let left = this.prefix();
    for (;;) {
      const infix = INFIX.get(this.next.text);
      if (infix && infix.binds > binds) {
        this.at++;
        left = this.infix(left, position, infix);
      } else if (this.next.text === '?' && TERNARY_BINDS > binds) {
        expectKind(left, 'condition', position);
        this.at++;
        const then = this.numeric(0);
        this.take(':');
        left = call('where', left, then, this.numeric(0));
      } else return left;
    }
  }

  private infix(left: Expression, position: number, { binds, operation }: Infix): Expression {
    const { takes } = operations[operation];
    expectKind(left, takes[0]!, position);
    // Powers are right-associative: 2^3^2 is 2^9.
    return call(operation, left, this.operand(operation === 'power' ? binds - 1 : binds, takes[1]!));
  }

  private prefix(): Expression {
    const token = this.next;
    this.at++;
    if (token.kind === 'number') return number(Number(token.text));
    if (token.text === '-') return negativeOf(this.numeric(SIGN_BINDS));
    if (token.text === '+') return this.numeric(SIGN_BINDS);
    if (token.text === '!' || token.text === 'not')
      return call('not', this.operand(NOT_BINDS - 1, 'condition'));
    if (token.text === '(') {
      const inner = this.chain(0);
      this.take(')');
      return inner;
    }
    if (token.kind === 'name') return this.named(token);
    const got = token.kind === 'end' ? 'the formula ends' : `got "${token.text}"`;
    throw new FormulaError(token.position, `expected a number, x or a function, ${got}`);
  }

  private named({ text, position }: Token): Expression {
    if (this.next.text !== '(') {
      if (text === 'x') return X;
      const constant = CONSTANTS.get(text);
      if (constant !== undefined) return number(constant);
      const isFunction = SYNONYMS.has(text) || functionNames.some((name) => name === text);
      const known = ['x', ...CONSTANTS.keys()].join(', ');
      throw new FormulaError(
        position,
        isFunction
          ? `${text} needs its input: ${text}(x)`
          : `unknown name "${text}", expected one of ${known}`,
      );
    }
    const name = SYNONYMS.get(text) ?? functionNames.find((each) => each === text);
    if (!name) {
      throw new FormulaError(
        position,
        `unknown function "${text}", expected one of ${functionNames.join(', ')}`,
      );
    }
    return this.called(name, position);
  }

  private called(name: FunctionName, position: number): Expression {
    this.take('(');
    const { takes } = operations[name];
    const inputs: Expression[] = [];
    do inputs.push(this.operand(0, takes[inputs.length] ?? 'number'));
    while (this.takeMaybe(','));
    this.take(')');
    const isOpen = name === 'min' || name === 'max';
    if (isOpen ? inputs.length >= 2 : inputs.length === takes.length) {
      return isOpen ? inputs.reduce((a, b) => call(name, a, b)) : call(name, ...inputs);
    }
    const expected = `${String(takes.length)}${isOpen ? ' or more' : ''}`;
    throw new FormulaError(position, `${name} takes ${expected} inputs, got ${String(inputs.length)}`);
  }

  private take(sign: string): void {
    const { text, kind, position } = this.next;
    if (this.takeMaybe(sign)) return;
    const got = kind === 'end' ? 'the formula ends' : `got "${text}"`;
    throw new FormulaError(position, `expected "${sign}", ${got}`);
  }

  private takeMaybe(sign: string): boolean {
    if (this.next.text !== sign) return false;
    this.at++;
    return true;
  }
}

function expectKind(expression: Expression, kind: Kind, position: number): void {
  const gives = expression.kind === 'call' ? operations[expression.operation].gives : 'number';
  if (gives === kind) return;
  const names = { number: 'a number', condition: 'a condition such as x > 0' };
  throw new FormulaError(position, `expected ${names[kind]}, got a ${gives}`);
}
