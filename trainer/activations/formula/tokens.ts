import { FormulaError } from './error.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  /** Position of its first character, counted from 1. */
  readonly position: number;
}

const BLANK = /\s*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z_0-9]*/y;
const SIGN = /<=|>=|&&|\|\||\*\*|[-+*/^(),?:<>!]/y;

/** Splits a formula into tokens, the last of kind `end`. @throws {FormulaError} if a character is not allowed */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  for (;;) {
    take(BLANK);
    const position = at + 1;
    if (at === text.length) return [...tokens, { kind: 'end', text: '', position }];
    const kind = (['number', 'name', 'sign'] as const).find((each) => matches(PATTERNS[each], text, at));
    if (!kind)
      throw new FormulaError(
        position,
        `unexpected character "${String.fromCodePoint(text.codePointAt(at)!)}"`,
      );
    tokens.push({ kind, text: take(PATTERNS[kind]), position });
  }
}

const PATTERNS = { number: NUMBER, name: NAME, sign: SIGN };

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
