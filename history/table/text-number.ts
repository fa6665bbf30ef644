const LOOKS_NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Whether a text is a decimal number, as `Number` reads it: digits, with a sign, a point or an exponent if need be. */
export function looksNumeric(word: string): boolean {
  // Most words begin with a letter, and need no regular expression.
  return !(word.charCodeAt(0) > 57) && LOOKS_NUMERIC.test(word);
}
