/** Called with the amount of work done and the total, in the same unit. */
export type ProgressCallback = (done: number, total: number) => void;

/** Maximum number of lines joined at once: an array of a million short strings takes more memory than their text. */
const MAX_LINES = 4096;

/** Target length of a part in characters; only a single longer line exceeds it by much. */
const PART_LENGTH = 2 ** 20;

/** Yields the lines joined by `separator`, in parts of many lines. */
export function* joinedLines(
  count: number,
  lineAt: (index: number) => string,
  separator: string,
  onProgress?: ProgressCallback,
): Generator<string> {
  let lines: string[] = [];
  let length = 0;
  for (let i = 0; i < count; i++) {
    const line = lineAt(i);
    lines.push(line);
    length += line.length + separator.length;
    const isLast = i + 1 === count;
    if (lines.length < MAX_LINES && length < PART_LENGTH && !isLast) continue;
    yield lines.join(separator) + (isLast ? '' : separator);
    onProgress?.(i + 1, count);
    lines = [];
    length = 0;
  }
}

/** Regroups the parts of a text into parts of about equal length. */
export function* inEvenParts(parts: Iterable<string>): Generator<string> {
  let pending: string[] = [];
  let length = 0;
  for (const part of parts) {
    pending.push(part);
    length += part.length;
    if (length < PART_LENGTH) continue;
    yield pending.join('');
    pending = [];
    length = 0;
  }
  if (length > 0) yield pending.join('');
}

/** Joins the parts into one string. Throws RangeError if it is too long for a string. */
export function joinParts(parts: Iterable<string>): string {
  return [...parts].join('');
}
