/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${String(power)}`));

/** Whole numbers up to here are held exactly. */
const MOST_EXACT = 2 ** 53;

/**
 * The double nearest to `digits × 10^exponent`, or NaN where that takes more than one exact step: then only the text can
 * say it. One multiplication or division of two numbers that are held exactly is rounded once, so it is right (Clinger,
 * "How to read floating point numbers accurately", 1990).
 * @param digits a whole number from 0
 */
export function scaled(digits: number, exponent: number): number {
  if (digits >= MOST_EXACT) return NaN;
  if (exponent === 0) return digits;
  if (exponent < 0) return exponent >= -22 ? digits / POWERS[-exponent]! : NaN;
  return exponent <= 22 ? digits * POWERS[exponent]! : NaN;
}

/** The text of bytes that are all ASCII. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}
