/** A value as a Python literal, with a line per member of the outer dictionary. */
export function pythonValue(value: unknown, indent = ''): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  if (typeof value === 'number') return String(value);
  // JSON's escapes are Python's as well.
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => pythonValue(item, `${indent}    `));
    if (!value.some((item) => typeof item === 'object')) return `[${items.join(', ')}]`;
    return `[\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}]`;
  }
  const members = Object.entries(value as object).map(
    ([name, each]) => `${indent}    ${JSON.stringify(name)}: ${pythonValue(each, `${indent}    `)},\n`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join('')}${indent}}`;
}
