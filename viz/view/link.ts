import type { Skip, TextCodec } from './text.ts';

/** One `key=text` pair of a link, and how a value reads and writes it. */
export interface LinkPart<Value> {
  /** The first is written; the others are accepted too. */
  readonly keys: readonly [string, ...string[]];
  /** Null if the pair is not written. */
  write(value: Value): string | null;
  /** `value` with what the pair says. Throws if the text cannot be read. */
  read(text: string, value: Value, skip: Skip): Value;
}

/** A setting that a link holds. It is left out of the link while it has its initial value. */
export interface LinkedSetting<Value> {
  readonly initial: Value;
  readonly link: readonly LinkPart<Value>[];
}

/** The values of a table of settings. */
export type LinkedValues<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends LinkedSetting<infer Value> ? Value : never;
};

/** What of a link could not be read. */
export interface LeftOut {
  readonly key: string;
  readonly text: string;
}

/** A pair that holds a whole value. */
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

/** A pair that holds one property of a value. */
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

/** The values of a table of settings before anything is changed. */
export function initialValues<Table extends object>(table: Table): LinkedValues<Table> {
  const settings = Object.entries(table) as [string, LinkedSetting<unknown>][];
  return Object.fromEntries(settings.map(([name, { initial }]) => [name, initial])) as LinkedValues<Table>;
}

/** The hash of a link, without `#`: pairs that can be read and edited by hand. Initial values are left out. */
export function writeParts<Value>(parts: readonly LinkPart<Value>[], value: Value, initial: Value): string {
  return parts
    .flatMap((each) => {
      const text = each.write(value);
      if (text === null || text === each.write(initial)) return [];
      return text === '' ? [each.keys[0]] : [`${each.keys[0]}=${text}`];
    })
    .join('&');
}

/** `initial` with all that can be read of a hash, and what of it cannot be read: unknown keys, wrong values and items. */
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
