import type { FilterError, Place } from './ast.ts';

export type TokenKind = 'number' | 'text' | 'word' | 'name' | 'symbol' | 'end';

/** A token of a filter. */
export interface Token extends Place {
  readonly kind: TokenKind;
  /** A symbol, word or number as written; the content of a quoted text or name. */
  readonly text: string;
}

/** The tokens up to the end of the text, or up to the first error. */
export interface Tokens {
  /** Ends with a token of kind `end` if there is no error. */
  readonly tokens: readonly Token[];
  readonly error: FilterError | null;
}

const SPACE = /\s+/uy;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iuy;
const WORD = /[\p{L}_][\p{L}\p{N}\p{M}_.]*/uy;
const SYMBOL = /==|!=|<=|>=|&&|\|\||[=<>!+\-*/%^(),]/uy;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Whether `name` is a word without backquotes, reserved or not. */
export function isWord(name: string): boolean {
  return name !== '' && matchAt(WORD, name, 0) === name;
}

/** Tokenizes a filter. Never throws. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(SPACE, text, at).length;
    if (at >= text.length) break;
    const result = readToken(text, at);
    if ('message' in result) return { tokens, error: result };
    tokens.push(result);
    at = result.end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return { tokens, error: null };
}

function readToken(text: string, start: number): Token | FilterError {
  const first = text[start]!;
  if (first === '"' || first === "'") return readText(text, start);
  if (first === '`') return readName(text, start);
  for (const [kind, pattern] of [
    ['number', NUMBER],
    ['word', WORD],
    ['symbol', SYMBOL],
  ] as const) {
    const match = matchAt(pattern, text, start);
    if (match === '') continue;
    const end = start + match.length;
    const tail = kind === 'number' ? matchAt(WORD, text, end) : '';
    if (tail !== '') {
      return { message: `"${match}${tail}" is neither a number nor a name`, start, end: end + tail.length };
    }
    return { kind, text: match, start, end };
  }
  const character = String.fromCodePoint(text.codePointAt(start)!);
  return { message: `unexpected "${character}"`, start, end: start + character.length };
}

/** A quoted text. Escapes: `\n`, `\r`, `\t`, `\\`, `\"`, `\'` and `\u` with four hexadecimal digits. */
function readText(text: string, start: number): Token | FilterError {
  const quote = text[start]!;
  let content = '';
  let at = start + 1;
  while (at < text.length && text[at] !== quote) {
    if (text[at] !== '\\') {
      content += text[at++]!;
      continue;
    }
    const letter = text[at + 1] ?? '';
    const digits = text.slice(at + 2, at + 6);
    if (letter === 'u' && /^[\da-f]{4}$/i.test(digits)) {
      content += String.fromCharCode(parseInt(digits, 16));
      at += 6;
    } else if (Object.hasOwn(ESCAPES, letter)) {
      content += ESCAPES[letter]!;
      at += 2;
    } else {
      const end = Math.min(text.length, at + 2);
      return { message: `unknown escape "${text.slice(at, end)}"`, start: at, end };
    }
  }
  if (at >= text.length) return { message: `text without its closing ${quote}`, start, end: text.length };
  return { kind: 'text', text: content, start, end: at + 1 };
}

/** A name in backquotes; a doubled backquote is a literal one. */
function readName(text: string, start: number): Token | FilterError {
  let name = '';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '`') name += text[at]!;
    else if (text[at + 1] === '`') name += text[at++]!;
    else return { kind: 'name', text: name, start, end: at + 1 };
  }
  return { message: 'name without its closing `', start, end: text.length };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
