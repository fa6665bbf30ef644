import type { Skip, TextCodec } from './text.ts';

/** A `key=text` pair of a link: how it is written and read. */
export interface LinkPart<Value> {
  /** The first key is written; the others are also accepted. */
  readonly keys: readonly [string, ...string[]];
  /** Null if the pair is not written. */
  write(value: Value): string | null;
  /** Returns `value` updated by the pair. Throws if the text is invalid. */
  read(text: string, value: Value, skip: Skip): Value;
}

/** A setting that is stored in links, unless it has its initial value. */
export interface LinkedSetting<Value> {
  readonly initial: Value;
  readonly link: readonly LinkPart<Value>[];
}

/** The values of a table of settings. */
export type LinkedValues<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends LinkedSetting<infer Value> ? Value : never;
};

/** A part of a link that could not be read. */
export interface LeftOut {
  readonly key: string;
  readonly text: string;
}

/** A pair for a whole value. */
export function part<Value>(
  codec: TextCodec<Value>,
  ...keys: readonly [string, ...string[]]
): LinkPart<Value> {
  return {
    keys,
    write: (value) => codec.write(value),
    read: (text, _, skip) => codec.read(text, skip),
  };
}

/** A pair for one property of a value. */
export function partOfProperty<Value extends object, Name extends keyof Value>(
  name: Name,
  inner: LinkPart<Value[Name]>,
): LinkPart<Value> {
  return {
    keys: inner.keys,
    write: (value) => inner.write(value[name]),
    read: (text, value, skip) => ({ ...value, [name]: inner.read(text, value[name], skip) }),
  };
}

/** The pairs of all settings of a table, in its order. */
export function partsOf<Table extends object>(table: Table): LinkPart<LinkedValues<Table>>[] {
  const settings = Object.entries(table) as [keyof Table, LinkedSetting<never>][];
  return settings.flatMap(([name, { link }]) => link.map((each) => partOfProperty(name, each)));
}

/** The initial values of a table of settings. */
export function initialValues<Table extends object>(table: Table): LinkedValues<Table> {
  const settings = Object.entries(table) as [string, LinkedSetting<unknown>][];
  return Object.fromEntries(settings.map(([name, { initial }]) => [name, initial])) as LinkedValues<Table>;
}

/** The hash of a link, without `#`, as human-readable pairs. Initial values are omitted. */
export function writeParts<Value>(parts: readonly LinkPart<Value>[], value: Value, initial: Value): string {
  return parts
    .flatMap((each) => {
      const text = each.write(value);
      if (text === null || text === each.write(initial)) return [];
      return text === '' ? [each.keys[0]] : [`${each.keys[0]}=${text}`];
    })
    .join('&');
}

/** Returns `initial` updated by a hash, and the parts of the hash that cannot be read: unknown keys, invalid values and items. */
export function readParts<Value>(
  parts: readonly LinkPart<Value>[],
  hash: string,
  initial: Value,
): { value: Value; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const pairs = splitPairs(hash);
  let value = initial;
  for (const { keys, read } of parts) {
    const key = keys.find((each) => pairs.has(each));
    if (key === undefined) continue;
    const text = pairs.get(key)!;
    try {
      value = read(text, value, (skipped) => leftOut.push({ key, text: skipped }));
    } catch {
      leftOut.push({ key, text });
    }
  }
  const known = new Set(parts.flatMap(({ keys }) => keys));
  for (const [key, text] of pairs) if (!known.has(key)) leftOut.push({ key, text });
  return { value, leftOut };
}

function splitPairs(hash: string): Map<string, string> {
  const pairs = hash.replace(/^#/, '').split('&');
  return new Map(
    pairs
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=');
        return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      }),
  );
}
