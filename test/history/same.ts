/**
 * Returns the path of the first difference; null if both values have the same own keys in the same order with the same
 * values, including NaN and -0. Test matchers ignore the value of a key named `__proto__`.
 */
export function difference(a: unknown, b: unknown, path = ''): string | null {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return Object.is(a, b) ? null : `${path}: ${String(a)} is not ${String(b)}`;
  }
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return `${path}: prototypes differ`;
  const [ofA, ofB] = [Reflect.ownKeys(a), Reflect.ownKeys(b)];
  if (ofA.length !== ofB.length || ofA.some((key, i) => key !== ofB[i])) {
    return `${path}: keys ${ofA.map(String).join()} are not ${ofB.map(String).join()}`;
  }
  for (const key of ofA) {
    const found = difference(
      Object.getOwnPropertyDescriptor(a, key)!.value,
      Object.getOwnPropertyDescriptor(b, key)!.value,
      `${path}.${String(key)}`,
    );
    if (found !== null) return found;
  }
  return null;
}
