/** Powers of ten that a double represents exactly. */
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${String(power)}`));

/** Integers below this are represented exactly. */
const MAX_EXACT = 2 ** 53;

/**
 * Returns the double nearest to `digits × 10^exponent`, or NaN if one operation on exact operands does not suffice and the
 * text must be parsed. A single multiplication or division of exact operands is correctly rounded (Clinger, "How to read
 * floating point numbers accurately", 1990).
 * @param digits a non-negative integer
 */
export function scaled(digits: number, exponent: number): number {
  if (digits >= MAX_EXACT) return NaN;
  if (exponent === 0) return digits;
  if (exponent < 0) return exponent >= -22 ? digits / POWERS[-exponent]! : NaN;
  return exponent <= 22 ? digits * POWERS[exponent]! : NaN;
}

/** Decodes ASCII bytes. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}
