import type { Column } from '../../history/index.ts';
import type {
  ColumnReference,
  Comparison,
  Condition,
  FilterError,
  Literal,
  NumericExpression,
  Place,
  ValueExpression,
} from './ast.ts';
import { findColumn, isBoolean } from './find-column.ts';
import { numberOfLiteral, numberOfText } from './reading.ts';
import { suggest } from './suggest.ts';
import { quoteName, quoteText } from './words.ts';

/**
 * Checks a filter against the columns. Returns the first error, or null: an unknown column, a number compared with a
 * non-numeric text, an ordering of text, arithmetic on text, text matching on numbers, or a column that is not boolean
 * used as a condition. The place of a node that was not parsed is 0 to 0.
 */
export function checkFilter(condition: Condition, columns: readonly Column[]): FilterError | null {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return firstError(condition.conditions, (each) => checkFilter(each, columns));
    case 'not':
      return checkFilter(condition.condition, columns);
    case 'boolean':
      return null;
    case 'column':
      return checkBoolean(condition, columns);
    case 'comparison':
      return checkComparison(condition, columns);
    case 'in':
      return (
        checkNumeric(condition.value, columns) ??
        (isNumeric(condition.value, columns) ? firstError(condition.list, checkReadsAsNumber) : null)
      );
    case 'is':
      return checkNumeric(condition.value, columns);
    case 'match': {
      const { column } = condition;
      const unknown = checkKnown(column, columns);
      if (unknown !== null || findColumn(columns, column.name)!.kind === 'category') return unknown;
      return errorAt(column, `column ${quoteName(column.name)} holds numbers, which have no text to search`);
    }
  }
}

function checkBoolean(reference: ColumnReference, columns: readonly Column[]): FilterError | null {
  const unknown = checkKnown(reference, columns);
  if (unknown !== null) return unknown;
  if (isBoolean(findColumn(columns, reference.name)!)) return null;
  return errorAt(
    reference,
    `column ${quoteName(reference.name)} is not true or false; compare it with a value`,
  );
}

function checkKnown(reference: ColumnReference, columns: readonly Column[]): FilterError | null {
  if (findColumn(columns, reference.name) !== undefined) return null;
  const known = columns.map(({ name }) => name);
  return errorAt(reference, `unknown column "${reference.name}"${suggest(reference.name, known)}`);
}

function checkComparison({ first, rest }: Comparison, columns: readonly Column[]): FilterError | null {
  let left = first;
  const error = checkValue(first, columns);
  if (error !== null) return error;
  for (const { operator, operand } of rest) {
    const found =
      checkValue(operand, columns) ??
      checkPair(left, operand, columns) ??
      checkPair(operand, left, columns) ??
      (operator === '==' || operator === '!=' ? null : (checkOrder(left) ?? checkOrder(operand)));
    if (found !== null) return found;
    left = operand;
  }
  return null;
}

function checkPair(
  one: ValueExpression,
  other: ValueExpression,
  columns: readonly Column[],
): FilterError | null {
  if (other.kind !== 'text' && other.kind !== 'boolean') return null;
  return isNumeric(one, columns) ? checkReadsAsNumber(other) : null;
}

function checkReadsAsNumber(literal: Literal): FilterError | null {
  if (literal.kind === 'number' || !Number.isNaN(numberOfLiteral(literal))) return null;
  return errorAt(literal, `${printLiteral(literal)} is no number, and is compared with numbers`);
}

function checkOrder(value: ValueExpression): FilterError | null {
  if (value.kind !== 'text' && value.kind !== 'boolean') return null;
  if (!Number.isNaN(numberOfLiteral(value))) return null;
  return errorAt(value, `${printLiteral(value)} is neither a number nor a date, and so has no order`);
}

function printLiteral(literal: Literal): string {
  return literal.kind === 'text' ? quoteText(literal.value) : String(literal.value);
}

/** Whether each value that is present is a number, whatever the cells contain. */
function isNumeric(value: ValueExpression, columns: readonly Column[]): boolean {
  if (value.kind === 'column') return findColumn(columns, value.name)?.kind === 'number';
  return value.kind !== 'text' && value.kind !== 'boolean';
}

function checkValue(value: ValueExpression, columns: readonly Column[]): FilterError | null {
  return value.kind === 'text' || value.kind === 'boolean' ? null : checkNumeric(value, columns);
}

function checkNumeric(value: NumericExpression, columns: readonly Column[]): FilterError | null {
  switch (value.kind) {
    case 'number':
      return null;
    case 'column':
      return checkKnown(value, columns);
    case 'negative':
      return checkOperand(value.operand, columns);
    case 'power':
      return checkOperand(value.base, columns) ?? checkOperand(value.exponent, columns);
    case 'call':
      return firstError(value.operands, (operand) => checkOperand(operand, columns));
    case 'arithmetic':
      return (
        checkOperand(value.first, columns) ??
        firstError(value.rest, ({ operand }) => checkOperand(operand, columns))
      );
  }
}

function checkOperand(operand: NumericExpression, columns: readonly Column[]): FilterError | null {
  const error = checkNumeric(operand, columns);
  if (error !== null || operand.kind !== 'column') return error;
  const column = findColumn(columns, operand.name)!;
  if (column.kind === 'number' || column.categories.length === 0) return null;
  if (column.categories.some((text) => !Number.isNaN(numberOfText(text)))) return null;
  return errorAt(operand, `column ${quoteName(operand.name)} holds text, which has no arithmetic`);
}

function firstError<Item>(
  items: readonly Item[],
  check: (item: Item) => FilterError | null,
): FilterError | null {
  for (const item of items) {
    const error = check(item);
    if (error !== null) return error;
  }
  return null;
}

function errorAt({ place }: { readonly place?: Place }, message: string): FilterError {
  return { message, start: place?.start ?? 0, end: place?.end ?? 0 };
}
