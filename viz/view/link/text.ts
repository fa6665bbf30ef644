/** Called with each part of a text that cannot be read and is skipped. */
export type Skip = (part: string) => void;

/** Converts a value to the text of a link and back. `read` throws if the whole text is invalid. */
export interface TextCodec<Value> {
  write(value: Value): string;
  read(text: string, skip: Skip): Value;
}

interface Schema<Value> {
  parse(value: unknown): Value;
}

/** Characters with a meaning in lists, ranges and lanes that `encodeURIComponent` does not escape. */
const DELIMITERS = /[~!'()*]/g;

/** The name of a column, a category or a run. */
const nameText: TextCodec<string> = {
  write: (name) =>
    encodeURIComponent(name).replace(
      DELIMITERS,
      (delimiter) => `%${delimiter.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  read: (text) => decodeURIComponent(text),
};

export const encodeName = (name: string) => nameText.write(name);
export const decodeName = decodeURIComponent;

/** Parses a finite number. Throws for any other text, including the empty one. */
export function readNumber(text: string | undefined): number {
  const number = text === undefined || text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(number)) throw new Error(`expected a number, got "${String(text)}"`);
  return number;
}

/** Parses two numbers in any order. */
export function readBounds(one: string | undefined, other: string | undefined): { min: number; max: number } {
  const bounds = [readNumber(one), readNumber(other)];
  return { min: Math.min(...bounds), max: Math.max(...bounds) };
}

/** A codec whose read values are validated by `schema`. */
export function checked<Value>(
  schema: Schema<Value>,
  { write, read }: { write: (value: Value) => string; read: (text: string) => unknown },
): TextCodec<Value> {
  return { write, read: (text) => schema.parse(read(text)) };
}

/** A codec for the words that `schema` accepts. */
export function word<Word extends string>(schema: Schema<Word>): TextCodec<Word> {
  return checked(schema, { write: (value) => value, read: (text) => text });
}

/** Splits a list, without empty items. */
export const splitList = (text: string, separator = ',') =>
  text.split(separator).filter((item) => item !== '');

/** A codec for lists. Invalid items are skipped. */
export function list<Item>(item: TextCodec<Item>, separator = ','): TextCodec<Item[]> {
  return {
    write: (items) => items.map((each) => item.write(each)).join(separator),
    read: (text, skip) =>
      splitList(text, separator).flatMap((part) => {
        try {
          return [item.read(part, skip)];
        } catch {
          skip(part);
          return [];
        }
      }),
  };
}

/** The minimum number of consecutive names that are abbreviated. */
const MIN_RUN = 4;
/** The maximum number of names in an abbreviation, so that a link cannot exhaust the memory. */
const MAX_RUN = 100_000;

const numbered = /^(.*?)(0|[1-9]\d{0,8}|0\d{1,8})$/su;
const run = /^([^()]*)\((\d{1,9})-(\d{1,9})\)$/;

/**
 * A codec for lists of names. Consecutively numbered names are abbreviated, `p(008-011)` for `p008,p009,p010,p011`, since
 * other programs truncate long addresses.
 */
export const names: TextCodec<string[]> = {
  write(all) {
    const parts: string[] = [];
    for (let at = 0; at < all.length;) {
      const end = endOfRun(all, at);
      if (end - at >= MIN_RUN) {
        const [, stem = '', from = ''] = numbered.exec(all[at]!)!;
        const to = numbered.exec(all[end - 1]!)![2]!;
        parts.push(`${encodeName(stem)}(${from}-${to})`);
        at = end;
      } else parts.push(encodeName(all[at++]!));
    }
    return parts.join(',');
  },
  read(text, skip) {
    const items = list<string[]>({
      write: () => '',
      read: (part) => (part.includes('(') ? readRun(part) : [decodeName(part)]),
    });
    return items.read(text, skip).flat();
  },
};

/** The end of the consecutively numbered names from `start`, exclusive. */
function endOfRun(all: readonly string[], start: number): number {
  const first = numbered.exec(all[start]!);
  if (first === null) return start + 1;
  const [, stem = '', digits = ''] = first;
  let end = start + 1;
  while (end < all.length && all[end] === numberedName(stem, digits, Number(digits) + end - start)) end++;
  return end;
}

/** `stem` followed by a number, padded to the width of `like` if that begins with a zero. */
function numberedName(stem: string, like: string, number: number): string {
  return stem + String(number).padStart(like.startsWith('0') ? like.length : 0, '0');
}

function readRun(text: string): string[] {
  const [, stem, from = '', to] = run.exec(text) ?? [];
  if (stem === undefined) throw new Error(`expected NAME(FROM-TO), got "${text}"`);
  const count = Number(to) - Number(from) + 1;
  if (count < 1 || count > MAX_RUN) throw new RangeError(`expected 1 to ${String(MAX_RUN)} names`);
  return Array.from({ length: count }, (_, at) => numberedName(decodeName(stem), from, Number(from) + at));
}

/** A codec for lists of columns with values, such as `lr:log,loss:symlog`. */
export function entries<Entry>(
  schema: Schema<Entry>,
  write: (entry: Entry) => readonly string[],
  read: (column: string, parts: readonly string[]) => unknown,
): TextCodec<Entry[]> {
  const entry = checked(schema, {
    write: (value) => write(value).join(':'),
    read(text) {
      const [column = '', ...parts] = text.split(':');
      return read(decodeName(column), parts);
    },
  });
  return list(entry);
}
