/** Called with each part of a text that cannot be read and is left out. */
export type Skip = (part: string) => void;

/** A value as the text of a link. `read` throws if the text as a whole cannot be read. */
export interface TextCodec<Value> {
  write(value: Value): string;
  read(text: string, skip: Skip): Value;
}

interface Schema<Value> {
  parse(value: unknown): Value;
}

/** Characters that lists, ranges and lanes are written with, and that `encodeURIComponent` does not escape. */
const MARKS = /[~!'()*]/g;

/** A column, a category or a run. */
export const nameText: TextCodec<string> = {
  write: (name) =>
    encodeURIComponent(name).replace(MARKS, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`),
  read: (text) => decodeURIComponent(text),
};

export const encodeName = (name: string) => nameText.write(name);
export const decodeName = decodeURIComponent;

/** A finite number. Throws on anything else, the empty text too. */
export function readNumber(text: string | undefined): number {
  const number = text === undefined || text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(number)) throw new Error(`expected a number, got "${String(text)}"`);
  return number;
}

/** Two numbers, the lower first however they are written. */
export function readBounds(one: string | undefined, other: string | undefined): { min: number; max: number } {
  const bounds = [readNumber(one), readNumber(other)];
  return { min: Math.min(...bounds), max: Math.max(...bounds) };
}

/** Values that `schema` accepts; `read` may return any. */
export function checked<Value>(
  schema: Schema<Value>,
  { write, read }: { write: (value: Value) => string; read: (text: string) => unknown },
): TextCodec<Value> {
  return { write, read: (text) => schema.parse(read(text)) };
}

/** One of the words that `schema` accepts. */
export function word<Word extends string>(schema: Schema<Word>): TextCodec<Word> {
  return checked(schema, { write: (value) => value, read: (text) => text });
}

/** Items that are not empty. */
export const splitList = (text: string, separator = ',') =>
  text.split(separator).filter((item) => item !== '');

/** A list with separators. Items that cannot be read are left out. */
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

/** Names from here on are written as a run. */
const MIN_RUN = 4;
/** A link may not ask for more names than any table has columns. */
const MAX_RUN = 100_000;

const numbered = /^(.*?)(0|[1-9]\d{0,8}|0\d{1,8})$/su;
const run = /^([^()]*)\((\d{1,9})-(\d{1,9})\)$/;

/**
 * A list of names. Names that differ in a number that goes up by one are written as a run, `p(008-011)` for `p008,p009,p010,p011`:
 * 500 axes would make an address that other programs cut off.
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

/** Where the run of numbered names that begins at `start` ends. */
function endOfRun(all: readonly string[], start: number): number {
  const first = numbered.exec(all[start]!);
  if (first === null) return start + 1;
  const [, stem = '', digits = ''] = first;
  let end = start + 1;
  while (end < all.length && all[end] === numberedName(stem, digits, Number(digits) + end - start)) end++;
  return end;
}

/** `stem` with a number as wide as `like` if that begins with a zero. */
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

/** A list of columns with something for each, `lr:log,loss:symlog`. */
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
