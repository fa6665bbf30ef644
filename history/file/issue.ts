/** A place in a JSON value as JavaScript writes it: `runs[3].records[7].valid_loss`, `runs[0].parameters["a b"]`. */
export function describePath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${String(key)}]`;
      const name = String(key);
      if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

/** The value at a path, undefined where the path leads nowhere. Never looks at a prototype. */
export function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

const LONGEST_TEXT = 60;

/** A value for a message: short, on one line, and never a dump of a whole object. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return JSON.stringify(value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `a list of ${String(value.length)}` : 'an object';
    default:
      return String(value);
  }
}
