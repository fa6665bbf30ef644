import { looksNumeric, parseDate } from '../../history/index.ts';
import { textOfLiteral, type Literal } from './ast.ts';

/**
 * Converts a text to a number for comparisons: an ISO 8601 date to milliseconds since 1970, a decimal number to its value,
 * other text to NaN.
 */
export function numberOfText(text: string): number {
  return parseDate(text) ?? (looksNumeric(text) ? Number(text) : NaN);
}

/** Converts a literal to a number. */
export function numberOfLiteral(literal: Literal): number {
  return literal.kind === 'number' ? literal.value : numberOfText(textOfLiteral(literal));
}

/** Returns a key that is equal for identical texts and for dates of the same instant. */
export function equalityKey(text: string): string {
  const date = parseDate(text);
  return date === null ? `text ${text}` : `date ${date}`;
}

/** Whether a cell with this text is equal to the literal. */
export function textEquals(text: string, literal: Literal): boolean {
  if (literal.kind === 'number') return numberOfText(text) === literal.value;
  return equalityKey(text) === equalityKey(textOfLiteral(literal));
}
