/**
 * Sets a key of an object that is being built, whatever the key is: assignment to `__proto__` would set the prototype.
 * Where millions of objects are built, this takes half the time of `Object.fromEntries`.
 */
export function setOwn<Value>(target: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}
