import {
  FUNCTIONS,
  type Arithmetic,
  type ArithmeticOperator,
  type CellState,
  type ColumnReference,
  type Comparison,
  type ComparisonOperator,
  type Condition,
  type FilterError,
  type FunctionName,
  type Literal,
  type NumericExpression,
  type Place,
  type ValueExpression,
} from './ast.ts';
import { suggest } from './suggest.ts';
import { tokenize, type Token } from './tokens.ts';
import { isReserved, type ReservedWord } from './words.ts';

export type ParseResult =
  { readonly ok: true; readonly ast: Condition } | { readonly ok: false; readonly error: FilterError };

/** More than any filter written by hand needs, and far from a stack overflow. */
const MAX_DEPTH = 200;

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/**
 * Parses a filter expression. Never throws; the place of an error is within the text. `checkFilter` checks that columns
 * exist and have suitable types.
 *
 *     filter     = or
 *     or         = and {("or" | "||") and}
 *     and        = not {("and" | "&&") not}
 *     not        = {"not" | "!"} test
 *     test       = sum [{comparison sum} | ["not"] "in" list | "is" state | match text]
 *     comparison = "==" | "=" | "!=" | "<" | "<=" | ">" | ">="
 *     list       = "(" [literal {"," literal}] ")"
 *     state      = ["not"] ("missing" | "nan" | ["+" | "-"] "inf" | "finite") | "not" "applicable" | "applicable"
 *     match      = "contains" | "starts" "with" | "ends" "with"
 *     sum        = product {("+" | "-") product}
 *     product    = sign {("*" | "/" | "%") sign}
 *     sign       = "-" sign | power
 *     power      = atom ["^" sign]
 *     atom       = literal | column | function "(" sum {"," sum} ")" | "(" or ")"
 *     literal    = ["-"] number | text | "true" | "false"
 *     number     = digits with an optional point and exponent | "nan" | "inf" | "infinity"
 *     text       = "…" or '…' with the escapes \n \r \t \\ \" \', and \u with four hexadecimal digits
 *     column     = a word of letters, digits, "_" and "." that begins with a letter or "_" | any name in backquotes
 *
 * Keywords are case-insensitive. Parentheses contain either a condition or a number, depending on their content.
 */
export function parseFilter(text: string): ParseResult {
  const { tokens, error } = tokenize(text);
  try {
    // The first error is reported, which can precede an invalid token.
    const parser = new Parser(error === null ? tokens : [...tokens, brokenToken(error)], error);
    return { ok: true, ast: parser.parse() };
  } catch (caught) {
    if (caught instanceof Failure) return { ok: false, error: caught.error };
    throw caught;
  }
}

/** Aborts parsing; caught by `parseFilter`. */
class Failure extends Error {
  constructor(readonly error: FilterError) {
    super(error.message);
  }
}

function brokenToken({ start, end }: Place): Token {
  return { kind: 'end', text: '', start, end };
}

type Expression = Condition | ValueExpression;

/** A recursive descent parser with one method per rule of the grammar. */
class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    /** The error after the last token, if the text could not be tokenized completely. */
    private readonly broken: FilterError | null,
  ) {}

  parse(): Condition {
    if (this.token.kind === 'end' && this.broken === null) this.fail('the filter is empty', this.token);
    const condition = this.condition(this.or());
    if (this.token.kind !== 'end' || this.broken !== null) this.unexpected('"and", "or" or the end');
    return condition;
  }

  private or(): Expression {
    return this.logical('or', '||', () => this.and());
  }

  private and(): Expression {
    return this.logical('and', '&&', () => this.not());
  }

  private logical(kind: 'and' | 'or', symbol: string, operand: () => Expression): Expression {
    const { start } = this.token;
    const first = operand();
    if (!this.isWord(kind) && !this.isSymbol(symbol)) return first;
    const conditions = [this.condition(first)];
    while (this.takeWord(kind) || this.takeSymbol(symbol)) conditions.push(this.condition(operand()));
    return { kind, conditions, place: this.placeFrom(start) };
  }

  private not(): Expression {
    const { start } = this.token;
    if (!this.takeWord('not') && !this.takeSymbol('!')) return this.test();
    return this.nested(() => {
      const condition = this.condition(this.not());
      return { kind: 'not', condition, place: this.placeFrom(start) };
    });
  }

  private test(): Expression {
    const { start } = this.token;
    const value = this.sum();
    if (this.comparison() !== null) return this.comparisonFrom(start, this.value(value));
    if (this.isWord('in') || (this.isWord('not') && this.isWord('in', 1))) {
      const operand = this.numeric(value);
      const negated = this.takeWord('not');
      this.takeWord('in');
      const list = this.list();
      return { kind: 'in', value: operand, negated, list, place: this.placeFrom(start) };
    }
    if (this.isWord('is')) {
      const operand = this.numeric(value);
      this.takeWord('is');
      return { kind: 'is', value: operand, ...this.state(), place: this.placeFrom(start) };
    }
    for (const how of ['contains', 'starts', 'ends'] as const) {
      if (!this.isWord(how)) continue;
      const column = this.column(value, how);
      this.takeWord(how);
      if (how !== 'contains' && !this.takeWord('with')) this.unexpected(`"with" after "${how}"`);
      const { kind, text } = this.token;
      if (kind !== 'text') this.unexpected('a text in quotes');
      this.at++;
      return { kind: 'match', column, how, text, place: this.placeFrom(start) };
    }
    return value;
  }

  private comparison(): ComparisonOperator | null {
    const { kind, text } = this.token;
    return kind === 'symbol' && Object.hasOwn(COMPARISONS, text) ? COMPARISONS[text]! : null;
  }

  private comparisonFrom(start: number, first: ValueExpression): Comparison {
    const rest: { operator: ComparisonOperator; operand: ValueExpression }[] = [];
    for (let operator = this.comparison(); operator !== null; operator = this.comparison()) {
      this.at++;
      rest.push({ operator, operand: this.value(this.sum()) });
    }
    return { kind: 'comparison', first, rest, place: this.placeFrom(start) };
  }

  private list(): Literal[] {
    this.expectSymbol('(');
    const list: Literal[] = [];
    if (this.takeSymbol(')')) return list;
    do {
      const { start } = this.token;
      const sign = this.isSymbol('-') && this.numberAt(1) !== null ? -1 : 1;
      if (sign < 0) this.at++;
      const literal = this.literal(start, sign);
      if (literal === null) this.unexpected('a number or a text');
      list.push(literal);
    } while (this.takeSymbol(','));
    this.expectSymbol(')');
    return list;
  }

  private state(): { state: CellState; negated: boolean } {
    const negated = this.takeWord('not');
    if (this.takeWord('applicable')) return { state: 'notApplicable', negated: !negated };
    const isSigned = this.isSymbol('+') || this.isSymbol('-');
    const sign = this.takeSymbol('-') ? -1 : (this.takeSymbol('+'), 1);
    if (this.takeWord('inf') || this.takeWord('infinity')) {
      return { state: sign < 0 ? 'negInf' : 'posInf', negated };
    }
    if (!isSigned) {
      if (this.takeWord('missing')) return { state: 'missing', negated };
      if (this.takeWord('nan')) return { state: 'nan', negated };
      if (this.takeWord('finite')) return { state: 'finite', negated };
    }
    return this.unexpected('"missing", "nan", "inf", "-inf", "finite" or "not applicable"');
  }

  private sum(): Expression {
    return this.arithmetic(['+', '-'], () => this.product());
  }

  private product(): Expression {
    return this.arithmetic(['*', '/', '%'], () => this.sign());
  }

  private arithmetic(operators: readonly ArithmeticOperator[], operand: () => Expression): Expression {
    const { start } = this.token;
    const first = operand();
    const next = () => operators.find((operator) => this.isSymbol(operator));
    if (next() === undefined) return first;
    const rest: Arithmetic['rest'][number][] = [];
    const left = this.numeric(first);
    for (let operator = next(); operator !== undefined; operator = next()) {
      this.at++;
      rest.push({ operator, operand: this.numeric(operand()) });
    }
    return { kind: 'arithmetic', first: left, rest, place: this.placeFrom(start) };
  }

  /** A minus before the digits of a number belongs to the number, except in `-2 ^ 2`, which is `-(2 ^ 2)`. */
  private sign(): Expression {
    const { start } = this.token;
    if (!this.isSymbol('-')) return this.power();
    if (this.numberAt(1) !== null && !this.isSymbol('^', 2)) {
      this.at++;
      return this.literal(start, -1)!;
    }
    this.at++;
    return this.nested(() => {
      const operand = this.numeric(this.sign());
      return { kind: 'negative', operand, place: this.placeFrom(start) };
    });
  }

  private power(): Expression {
    const { start } = this.token;
    const base = this.atom();
    if (!this.isSymbol('^')) return base;
    const numeric = this.numeric(base);
    this.at++;
    return this.nested(() => {
      const exponent = this.numeric(this.sign());
      return { kind: 'power', base: numeric, exponent, place: this.placeFrom(start) };
    });
  }

  private atom(): Expression {
    const { kind, text, start } = this.token;
    const literal = this.literal(start, 1);
    if (literal !== null) return literal;
    if (this.takeSymbol('(')) {
      return this.nested(() => {
        const inner = this.or();
        this.expectSymbol(')');
        return inner;
      });
    }
    if (kind === 'word' && !isReserved(text) && this.isSymbol('(', 1)) return this.call();
    if (kind === 'name' || (kind === 'word' && !isReserved(text))) {
      this.at++;
      return { kind: 'column', name: text, place: this.placeFrom(start) };
    }
    return this.unexpected('a column, a number or a text');
  }

  private call(): Expression {
    const { token } = this;
    const name = token.text.toLowerCase();
    if (!isFunction(name)) {
      this.fail(`unknown function "${token.text}"${suggest(name, Object.keys(FUNCTIONS))}`, token);
    }
    this.at++;
    this.expectSymbol('(');
    return this.nested(() => {
      const operands: NumericExpression[] = [];
      if (!this.isSymbol(')')) {
        do operands.push(this.numeric(this.sum()));
        while (this.takeSymbol(','));
      }
      this.expectSymbol(')');
      const [min, max] = FUNCTIONS[name];
      const place = this.placeFrom(token.start);
      if (operands.length < min || operands.length > max) {
        const expected = min === max ? `${min} value` : `${min} to ${max} values`;
        this.fail(`${name}: expected ${expected}, got ${operands.length}`, place);
      }
      return { kind: 'call', name, operands, place };
    });
  }

  private literal(start: number, sign: 1 | -1): Literal | null {
    const number = this.numberAt(0);
    if (number !== null) {
      this.at++;
      return { kind: 'number', value: sign * number, place: this.placeFrom(start) };
    }
    if (this.token.kind === 'text') {
      const value = this.token.text;
      this.at++;
      return { kind: 'text', value, place: this.placeFrom(start) };
    }
    for (const word of ['true', 'false'] as const) {
      if (!this.takeWord(word)) continue;
      return { kind: 'boolean', value: word === 'true', place: this.placeFrom(start) };
    }
    return null;
  }

  /** Returns the number `ahead` tokens from here, or null. */
  private numberAt(ahead: number): number | null {
    const token = this.tokens[this.at + ahead];
    if (token?.kind === 'number') return Number(token.text);
    if (this.isWord('nan', ahead)) return NaN;
    return this.isWord('inf', ahead) || this.isWord('infinity', ahead) ? Infinity : null;
  }

  private condition(expression: Expression): Condition {
    switch (expression.kind) {
      case 'number':
      case 'text':
      case 'negative':
      case 'arithmetic':
      case 'power':
      case 'call':
        return this.fail('expected a condition, such as a comparison', expression.place!);
      default:
        return expression;
    }
  }

  private value(expression: Expression): ValueExpression {
    if (isConditionOnly(expression)) {
      return this.fail('a condition cannot be compared; join conditions by "and" or "or"', expression.place!);
    }
    return expression;
  }

  private numeric(expression: Expression): NumericExpression {
    if (isConditionOnly(expression) || expression.kind === 'text' || expression.kind === 'boolean') {
      return this.fail('expected a column or a number', expression.place!);
    }
    return expression;
  }

  private column(expression: Expression, word: string): ColumnReference {
    if (expression.kind === 'column') return expression;
    return this.fail(`expected a column before "${word}"`, expression.place!);
  }

  private nested<Result>(parse: () => Result): Result {
    if (++this.depth > MAX_DEPTH) {
      this.fail(`nested more than ${MAX_DEPTH} levels deep`, this.token);
    }
    const result = parse();
    this.depth--;
    return result;
  }

  private get token(): Token {
    return this.tokens[this.at]!;
  }

  private isWord(word: ReservedWord, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }

  private takeWord(word: ReservedWord): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  private isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'symbol' && token.text === symbol;
  }

  private takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at++;
    return true;
  }

  private expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.unexpected(`"${symbol}"`);
  }

  private placeFrom(start: number): Place {
    return { start, end: this.tokens[this.at - 1]!.end };
  }

  private unexpected(expected: string): never {
    const { token } = this;
    if (token.kind === 'end' && this.broken !== null) throw new Failure(this.broken);
    const got = token.kind === 'end' ? 'the end' : `"${token.text}"`;
    return this.fail(`expected ${expected}, got ${got}`, token);
  }

  private fail(message: string, { start, end }: Place): never {
    throw new Failure({ message, start, end });
  }
}

function isConditionOnly(expression: Expression): expression is Exclude<Condition, ValueExpression> {
  switch (expression.kind) {
    case 'comparison':
    case 'in':
    case 'match':
    case 'is':
    case 'not':
    case 'and':
    case 'or':
      return true;
    default:
      return false;
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}
