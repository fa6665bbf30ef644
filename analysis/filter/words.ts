import { isWord } from './tokens.ts';

/** Words of the language, in lower case. A column of such a name is written in backquotes. */
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

/** Reserved words are recognised in any case. */
export function isReserved(word: string): boolean {
  return reserved.has(word.toLowerCase());
}

/** A column's name as it is written in a filter: in backquotes where it is not an ordinary word. */
export function quoteName(name: string): string {
  return isWord(name) && !isReserved(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

/** A text as it is written in a filter. */
export function quoteText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
