/** Takes how much of something is done. */
export type Tell = (done: number, total: number) => void;

/** Lines are put together so many at a time: a list of a million short texts weighs more than the texts. */
const AT_ONCE = 4096;

/** A part of a text is about so many characters long, more only where one line is. */
const PART = 2 ** 20;

/** The texts of all items with `separator` between them, in parts of many. */
export function* joinedLines(
  count: number,
  lineAt: (index: number) => string,
  separator: string,
  tell?: Tell,
): Generator<string> {
  let lines: string[] = [];
  let length = 0;
  for (let i = 0; i < count; i++) {
    const line = lineAt(i);
    lines.push(line);
    length += line.length + separator.length;
    const isLast = i + 1 === count;
    if (lines.length < AT_ONCE && length < PART && !isLast) continue;
    yield lines.join(separator) + (isLast ? '' : separator);
    tell?.(i + 1, count);
    lines = [];
    length = 0;
  }
}

/** The same text in parts that are about equally long. */
export function* inEvenParts(parts: Iterable<string>): Generator<string> {
  let some: string[] = [];
  let length = 0;
  for (const part of parts) {
    some.push(part);
    length += part.length;
    if (length < PART) continue;
    yield some.join('');
    some = [];
    length = 0;
  }
  if (length > 0) yield some.join('');
}

/** A text in one. */
export function joinParts(parts: Iterable<string>): string {
  return [...parts].join('');
}
