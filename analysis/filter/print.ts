import type { CellState, Condition, ValueExpression } from './ast.ts';
import { quoteName, quoteText } from './words.ts';

const STATES: Readonly<Record<CellState, { readonly is: string; readonly isNot: string }>> = {
  missing: { is: 'is missing', isNot: 'is not missing' },
  notApplicable: { is: 'is not applicable', isNot: 'is applicable' },
  nan: { is: 'is nan', isNot: 'is not nan' },
  posInf: { is: 'is inf', isNot: 'is not inf' },
  negInf: { is: 'is -inf', isNot: 'is not -inf' },
  finite: { is: 'is finite', isNot: 'is not finite' },
};

/** Precedences; an operand with a lower precedence than its context requires is put in parentheses. */
const OR = 0;
const AND = 1;
const NOT = 2;
const TEST = 3;
const SUM = 4;
const PRODUCT = 5;
const SIGN = 6;
const POWER = 7;
const ATOM = 8;

/** Converts a filter to text, which `parseFilter` parses to an equal tree. */
export function printFilter(condition: Condition): string {
  return print(condition, OR);
}

function print(expression: Condition | ValueExpression, minPrecedence: number): string {
  const text = printBare(expression);
  return bindingOf(expression) < minPrecedence ? `(${text})` : text;
}

function bindingOf(expression: Condition | ValueExpression): number {
  switch (expression.kind) {
    case 'or':
      return OR;
    case 'and':
      return AND;
    case 'not':
      return NOT;
    case 'comparison':
    case 'in':
    case 'match':
    case 'is':
      return TEST;
    case 'arithmetic':
      return isSum(expression.rest[0]!.operator) ? SUM : PRODUCT;
    case 'negative':
      return SIGN;
    case 'power':
      return POWER;
    case 'number':
      return expression.value < 0 || Object.is(expression.value, -0) ? SIGN : ATOM;
    default:
      return ATOM;
  }
}

function isSum(operator: string): boolean {
  return operator === '+' || operator === '-';
}

function printBare(expression: Condition | ValueExpression): string {
  switch (expression.kind) {
    case 'or':
      return expression.conditions.map((condition) => print(condition, AND)).join(' or ');
    case 'and':
      return expression.conditions.map((condition) => print(condition, NOT)).join(' and ');
    case 'not':
      return `not ${print(expression.condition, NOT)}`;
    case 'comparison':
      return printChain(expression, SUM);
    case 'in': {
      const list = expression.list.map((literal) => print(literal, SIGN)).join(', ');
      return `${print(expression.value, SUM)} ${expression.negated ? 'not in' : 'in'} (${list})`;
    }
    case 'match': {
      const how = expression.how === 'contains' ? 'contains' : `${expression.how} with`;
      return `${quoteName(expression.column.name)} ${how} ${quoteText(expression.text)}`;
    }
    case 'is': {
      const { is, isNot } = STATES[expression.state];
      return `${print(expression.value, SUM)} ${expression.negated ? isNot : is}`;
    }
    case 'arithmetic':
      return printChain(expression, isSum(expression.rest[0]!.operator) ? PRODUCT : SIGN);
    case 'negative':
      // A minus followed by digits would be parsed as one number.
      return bindingOf(expression.operand) === ATOM && expression.operand.kind === 'number'
        ? `-(${print(expression.operand, OR)})`
        : `-${print(expression.operand, SIGN)}`;
    case 'power':
      return `${print(expression.base, ATOM)} ^ ${print(expression.exponent, SIGN)}`;
    case 'call':
      return `${expression.name}(${expression.operands.map((operand) => print(operand, SUM)).join(', ')})`;
    case 'column':
      return quoteName(expression.name);
    case 'text':
      return quoteText(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'number':
      return printNumber(expression.value);
  }
}

function printChain(
  chain: {
    readonly first: ValueExpression;
    readonly rest: readonly { readonly operator: string; readonly operand: ValueExpression }[];
  },
  minPrecedence: number,
): string {
  const rest = chain.rest.map(({ operator, operand }) => ` ${operator} ${print(operand, minPrecedence)}`);
  return print(chain.first, minPrecedence) + rest.join('');
}

/** A number in filter syntax: the shortest decimal that parses to the same double. */
export function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
