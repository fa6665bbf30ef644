const LOOKS_NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Whether a text is a decimal number for `Number`: digits with an optional sign, point and exponent. */
export function looksNumeric(word: string): boolean {
  // Fast path: most texts begin with a letter.
  return !(word.charCodeAt(0) > 57) && LOOKS_NUMERIC.test(word);
}
