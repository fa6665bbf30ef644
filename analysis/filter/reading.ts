import { looksNumeric, parseDate } from '../../history/index.ts';
import { textOfLiteral, type Literal } from './ast.ts';

/**
 * The number that a text stands for where it is compared with a number or by size: the milliseconds since 1970 of an ISO
 * 8601 date, the number of a decimal one, NaN for other text.
 */
export function numberOfText(text: string): number {
  return parseDate(text) ?? (looksNumeric(text) ? Number(text) : NaN);
}

/** The number that a literal stands for. */
export function numberOfLiteral(literal: Literal): number {
  return literal.kind === 'number' ? literal.value : numberOfText(textOfLiteral(literal));
}

/** Two texts are equal when their keys are: the same text, or dates of the same instant. */
export function equalityKey(text: string): string {
  const date = parseDate(text);
  return date === null ? `text ${text}` : `date ${date}`;
}

/** Whether a cell of this text equals the literal. */
export function textEquals(text: string, literal: Literal): boolean {
  if (literal.kind === 'number') return numberOfText(text) === literal.value;
  return equalityKey(text) === equalityKey(textOfLiteral(literal));
}
