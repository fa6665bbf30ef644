import { isWord } from './tokens.ts';

/** Keywords in lower case. Columns with such names must be written in backquotes. */
export const RESERVED = [
  'and',
  'or',
  'not',
  'in',
  'is',
  'true',
  'false',
  'nan',
  'inf',
  'infinity',
  'missing',
  'applicable',
  'finite',
  'contains',
  'starts',
  'ends',
  'with',
] as const;

export type ReservedWord = (typeof RESERVED)[number];

const reserved: ReadonlySet<string> = new Set(RESERVED);

/** Keywords are case-insensitive. */
export function isReserved(word: string): boolean {
  return reserved.has(word.toLowerCase());
}

/** A column name in filter syntax: in backquotes unless it is an ordinary word. */
export function quoteName(name: string): string {
  return isWord(name) && !isReserved(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

/** A text in filter syntax. */
export function quoteText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
