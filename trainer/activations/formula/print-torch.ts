import { compileForNumbers } from './evaluate.ts';
import type { Expression } from './expression.ts';
import type { OperationName } from './operations.ts';

/** A formula as Python: statements, and the expression of the result. The input is the tensor `x`. */
export interface TorchFormula {
  readonly statements: readonly string[];
  readonly result: string;
}

type Call = Extract<Expression, { kind: 'call' }>;

const INFIX: Partial<Record<OperationName, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  power: '**',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  and: '&',
  or: '|',
};

/**
 * Prints an expression for PyTorch. Subexpressions that occur more than once, as in derivatives, are computed once; those
 * without x are printed as numbers. The result has the shape of x.
 */
export function printTorch(expression: Expression): TorchFormula {
  const uses = countUses(expression);
  const names = new Map<Expression, string>();
  const statements: string[] = [];
  const print = (each: Expression): string => {
    if (each.kind === 'x') return 'x';
    if (each.kind === 'number' || !dependsOnX(each)) return printConstant(each);
    const known = names.get(each);
    if (known !== undefined) return known;
    const text = printCall(each, print);
    if (uses.get(each) === 1) return text;
    const name = `t${String(names.size + 1)}`;
    names.set(each, name);
    statements.push(`${name} = ${withoutParentheses(text)}`);
    return name;
  };
  if (!dependsOnX(expression)) return { statements, result: `torch.full_like(x, ${print(expression)})` };
  const result = withoutParentheses(print(expression));
  return { statements, result };
}

function printCall({ operation, inputs }: Call, print: (each: Expression) => string): string {
  const sign = INFIX[operation];
  if (sign !== undefined) return `(${inputs.map(print).join(` ${sign} `)})`;
  switch (operation) {
    case 'negate':
      return `(-${print(inputs[0]!)})`;
    case 'not':
      return `(~${print(inputs[0]!)})`;
    case 'max':
    case 'min':
      return printExtreme(operation, inputs as readonly [Expression, Expression], print);
    case 'where': {
      const [condition, yes, no] = inputs as readonly [Expression, Expression, Expression];
      if (!dependsOnX(condition)) return print(compileForNumbers(condition)(0) === 0 ? no : yes);
      return `torch.where(${[condition, yes, no].map(print).map(withoutParentheses).join(', ')})`;
    }
    case 'softplus':
      return `nn.functional.softplus(${withoutParentheses(print(inputs[0]!))})`;
    default:
      return `torch.${operation}(${withoutParentheses(print(inputs[0]!))})`;
  }
}

/** `torch.maximum` takes no numbers. */
function printExtreme(
  operation: 'max' | 'min',
  inputs: readonly [Expression, Expression],
  print: (each: Expression) => string,
): string {
  const [a, b] = inputs;
  const bound = operation === 'max' ? 'min' : 'max';
  if (!dependsOnX(a)) return `torch.clamp(${withoutParentheses(print(b))}, ${bound}=${print(a)})`;
  if (!dependsOnX(b)) return `torch.clamp(${withoutParentheses(print(a))}, ${bound}=${print(b)})`;
  const values = inputs.map(print).map(withoutParentheses).join(', ');
  return operation === 'max' ? `torch.maximum(${values})` : `torch.minimum(${values})`;
}

/** The number of places where each subexpression is used, counting a shared one's own inputs once. */
function countUses(expression: Expression): ReadonlyMap<Expression, number> {
  const uses = new Map<Expression, number>();
  const visit = (each: Expression) => {
    const before = uses.get(each) ?? 0;
    uses.set(each, before + 1);
    if (before === 0 && each.kind === 'call') each.inputs.forEach(visit);
  };
  visit(expression);
  return uses;
}

function dependsOnX(expression: Expression): boolean {
  return expression.kind === 'x' || (expression.kind === 'call' && expression.inputs.some(dependsOnX));
}

/** Operations whose results are truth values, which `&` and `|` do not join with numbers. */
const CONDITIONS: readonly OperationName[] = ['<', '<=', '>', '>=', 'and', 'or', 'not'];

function printConstant(expression: Expression): string {
  const value = compileForNumbers(expression)(0);
  if (expression.kind !== 'call' || !CONDITIONS.includes(expression.operation)) return pythonNumber(value);
  return value === 0 ? 'False' : 'True';
}

function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'math.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '(-math.inf)';
  const text = Number.isInteger(value) && Math.abs(value) < 1e15 ? `${String(value)}.0` : String(value);
  return value < 0 || Object.is(value, -0) ? `(${text})` : text;
}

/** Removes the outermost parentheses that `printCall` puts around operators. */
function withoutParentheses(text: string): string {
  return text.startsWith('(') ? text.slice(1, -1) : text;
}
