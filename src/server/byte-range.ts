import { HttpError } from './http-error.ts';

/** Bytes from `start` up to, but not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of a file that a Range header asks for (RFC 9110, section 14); null for the whole file: without a header, for
 * other units than bytes, and for several ranges, which a server may ignore.
 * @param size bytes of the file
 * @throws {HttpError} 416 for a range that is malformed or outside of the file.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | null {
  const [, set] = /^bytes=(.*)$/is.exec(header ?? '') ?? [];
  if (set === undefined || set.includes(',')) return null;
  const [, first, last] = /^\s*(\d*)-(\d*)\s*$/.exec(set) ?? [];
  if (first === undefined || (first === '' && last === '')) throw notSatisfiable(header!, size);
  // Digits beyond 2^53 lose precision, but stay beyond the end of any file.
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size }
      : { start: Number(first), end: last === '' ? size : Math.min(size, Number(last) + 1) };
  if (range.start >= range.end) throw notSatisfiable(header!, size);
  return range;
}

/** The value of a Content-Range header. */
export function contentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${String(start)}-${String(end - 1)}/${String(size)}`;
}

function notSatisfiable(header: string, size: number): HttpError {
  return new HttpError(
    416,
    `The range ${JSON.stringify(header.slice(0, 100))} is not in the ${String(size)} bytes of the file.`,
    { 'Content-Range': `bytes */${String(size)}` },
  );
}
