import type { Condition, NumericExpression, ValueExpression } from '../../../analysis/filter/ast.ts';

/** One row as it was before there were columns: null is missing, undefined is not applicable. */
export type Row = Readonly<Record<string, number | string | null | undefined>>;

/** Whether a filter holds for one row, by the words of the documentation and without a column. */
export function holds(condition: Condition, row: Row): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.conditions.every((each) => holds(each, row));
    case 'or':
      return condition.conditions.some((each) => holds(each, row));
    case 'not':
      return !holds(condition.condition, row);
    case 'boolean':
      return condition.value;
    case 'column':
      return row[condition.name] === 'true';
    case 'comparison': {
      const operands = [condition.first, ...condition.rest.map(({ operand }) => operand)];
      const values = operands.map((operand) => valueOf(operand, row));
      return condition.rest.every(({ operator }, index) =>
        compare(values[index], operator, values[index + 1]),
      );
    }
    case 'in': {
      const value = valueOf(condition.value, row);
      return (
        condition.list.some((literal) => compare(value, '==', valueOf(literal, row))) !== condition.negated
      );
    }
    case 'match': {
      const cell = row[condition.column.name];
      if (typeof cell !== 'string') return false;
      const [text, part] = [cell.toLowerCase(), condition.text.toLowerCase()];
      if (condition.how === 'contains') return text.includes(part);
      return condition.how === 'starts' ? text.startsWith(part) : text.endsWith(part);
    }
    case 'is':
      return (stateOf(valueOf(condition.value, row)) === condition.state) !== condition.negated;
  }
}

type Value = number | string | null | undefined;

function stateOf(value: Value): string {
  if (value === null) return 'missing';
  if (value === undefined) return 'notApplicable';
  if (typeof value === 'string') return 'text';
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'posInf';
  return value === -Infinity ? 'negInf' : 'finite';
}

function compare(left: Value, operator: string, right: Value): boolean {
  if (operator === '!=') return !compare(left, '==', right);
  if (left === null || left === undefined || right === null || right === undefined) return false;
  if (operator === '==' && typeof left === 'string' && typeof right === 'string') {
    return left === right || (isDate(left) && isDate(right) && Date.parse(left) === Date.parse(right));
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  switch (operator) {
    case '==':
      return a === b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text));
}

function numberOf(value: number | string): number {
  if (typeof value === 'number') return value;
  if (isDate(value)) return Date.parse(value);
  return /^[-+]?(\d|\.\d)/.test(value) ? Number(value) : NaN;
}

function valueOf(expression: ValueExpression, row: Row): Value {
  switch (expression.kind) {
    case 'text':
    case 'number':
      return expression.value;
    case 'boolean':
      return String(expression.value);
    case 'column':
      return row[expression.name];
    case 'negative':
      return calculate([expression.operand], row, ([value]) => -value!);
    case 'power':
      return calculate([expression.base, expression.exponent], row, ([a, b]) => a! ** b!);
    case 'arithmetic':
      return calculate(
        [expression.first, ...expression.rest.map(({ operand }) => operand)],
        row,
        ([first, ...others]) =>
          others.reduce((sum, other, index) => {
            switch (expression.rest[index]!.operator) {
              case '+':
                return sum + other;
              case '-':
                return sum - other;
              case '*':
                return sum * other;
              case '/':
                return sum / other;
              default:
                return sum % other;
            }
          }, first!),
      );
    case 'call':
      return calculate(expression.operands, row, (values) =>
        (Math[expression.name] as (...values: number[]) => number)(...values),
      );
  }
}

function calculate(
  operands: readonly NumericExpression[],
  row: Row,
  apply: (values: number[]) => number,
): Value {
  const values = operands.map((operand) => valueOf(operand, row));
  if (values.includes(null)) return null;
  if (values.includes(undefined)) return undefined;
  return apply(values.map((value) => numberOf(value!)));
}
