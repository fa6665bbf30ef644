import { setOwn } from '../own.ts';

/** A text is not valid JSON. The message has the line and column, both counted from 1. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** Maximum nesting depth; deeper values would overflow the stack. */
const MAX_DEPTH = 1000;

/** Matches integers that a double may not represent exactly; may also match digits within strings. */
const MAYBE_BIG_INTEGER = /(?:^|[[:,\s])-?\d{16}/;

/**
 * Parses JSON as Python writes it: the bare words NaN, Infinity and -Infinity are numbers, and an integer beyond 2^53
 * becomes text, since a double cannot represent it exactly. A key `__proto__` is an ordinary key.
 * @throws {JsonError} if the text is not valid JSON.
 */
export function parseJson(text: string): unknown {
  // JSON.parse is much faster, but rejects NaN, rounds big integers and does not limit the depth.
  if (!MAYBE_BIG_INTEGER.test(text) && !isDeep(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return new Parser(text).parse();
    }
  }
  return new Parser(text).parse();
}

/** Whether brackets outside strings nest deeper than the maximum. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        if (at < 0) return false;
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        if (++depth > MAX_DEPTH) return true;
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        depth--;
    }
  }
  return false;
}

const [QUOTE, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x22, 0x5b, 0x5d, 0x7b, 0x7d];

/** Returns the index of the closing quote of the string that opens at `start`; -1 if there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slash = end;
    while (text[slash - 1] === '\\') slash--;
    if ((end - slash) % 2 === 0) return end;
  }
  return -1;
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const BLANK = /[ \t\r\n]*/y;
const WORDS: readonly [string, unknown][] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  parse(): unknown {
    const value = this.value(0);
    this.skipBlank();
    if (this.at < this.text.length) this.fail('the end of the file');
    return value;
  }

  private value(depth: number): unknown {
    if (depth > MAX_DEPTH)
      this.failWith(`lists and objects are nested deeper than ${String(MAX_DEPTH)} levels`);
    this.skipBlank();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.string();
      default:
        return this.wordOrNumber();
    }
  }

  private object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.at++;
    this.skipBlank();
    if (this.take('}')) return object;
    for (;;) {
      this.skipBlank();
      if (this.text[this.at] !== '"') this.fail('a key in double quotes');
      const key = this.string();
      this.skipBlank();
      if (!this.take(':')) this.fail('":"');
      const value = this.value(depth + 1);
      setOwn(object, key, value);
      this.skipBlank();
      if (this.take('}')) return object;
      if (!this.take(',')) this.fail('"," or "}"');
    }
  }

  private list(depth: number): unknown[] {
    const list: unknown[] = [];
    this.at++;
    this.skipBlank();
    if (this.take(']')) return list;
    for (;;) {
      list.push(this.value(depth + 1));
      this.skipBlank();
      if (this.take(']')) return list;
      if (!this.take(',')) this.fail('"," or "]"');
    }
  }

  private string(): string {
    const start = this.at;
    const end = endOfString(this.text, start);
    if (end < 0) {
      this.at = this.text.length;
      this.fail(`the end of the text that begins at ${this.place(start)}`);
    }
    this.at = end + 1;
    try {
      return JSON.parse(this.text.slice(start, end + 1)) as string;
    } catch {
      this.at = start;
      return this.fail('text with valid escapes and no line breaks');
    }
  }

  private wordOrNumber(): unknown {
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.fail('a value');
    this.at = NUMBER.lastIndex;
    const [digits, fraction, exponent] = match;
    const number = Number(digits);
    return fraction || exponent || Number.isSafeInteger(number) ? number : digits;
  }

  private take(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private skipBlank(): void {
    BLANK.lastIndex = this.at;
    BLANK.test(this.text);
    this.at = BLANK.lastIndex;
  }

  private fail(expected: string): never {
    const rest = this.text.slice(this.at, this.at + 12).split(/[\r\n]/, 1)[0];
    const got =
      this.at >= this.text.length ? 'the end of the file: it seems to be cut off' : JSON.stringify(rest);
    return this.failWith(`expected ${expected}, got ${got}`);
  }

  private failWith(reason: string): never {
    throw new JsonError(`${this.place(this.at)}: ${reason}`);
  }

  private place(at: number): string {
    let line = 1;
    let start = 0;
    for (let end = this.text.indexOf('\n'); end >= 0 && end < at; end = this.text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return `line ${String(line)}, column ${String(at - start + 1)}`;
  }
}
