/** A stretch of a file. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Whether the file ends with it. */
  readonly isLast: boolean;
}

/** Asks for about so many bytes from a place on. A reader for which they are too few asks again, for more. */
export interface Wanted {
  readonly at: number;
  /** Infinity for all. */
  readonly length: number;
}

/**
 * A reader that says which bytes it wants next, so that the same one reads a file in memory at once and a file on a disk
 * piece by piece. It may go back and read again what it has seen.
 */
export type Reading<Result> = Generator<Wanted, Result, Piece>;

/** Reads what is in memory. */
export function readAtOnce<Result>(reading: Reading<Result>, bytes: Uint8Array): Result {
  let step = reading.next();
  while (!step.done) {
    const { at, length } = step.value;
    const end = Math.min(bytes.length, at + length);
    step = reading.next({ bytes: bytes.subarray(at, end), isLast: end === bytes.length });
  }
  return step.value;
}

/** Bytes that lie somewhere else and are fetched in pieces. */
export interface Source {
  readonly size: number;
  readonly slice: (start: number, end: number) => Promise<Uint8Array>;
}

/** Who follows a long reading, and may end it. */
export interface Follower {
  readonly signal?: AbortSignal | undefined;
  /** Takes how many bytes have been read so far. */
  readonly onPlace?: (bytes: number) => void;
}

/**
 * Reads what lies somewhere else.
 * @param refuse throws where so large a file is wanted whole
 * @throws the signal's reason when it ends the reading
 */
export async function readInPieces<Result>(
  reading: Reading<Result>,
  { size, slice }: Source,
  { signal, onPlace }: Follower,
  refuse: () => void,
): Promise<Result> {
  let step = reading.next();
  while (!step.done) {
    const { at, length } = step.value;
    if (length === Infinity) refuse();
    const end = Math.min(size, at + length);
    const bytes = await slice(at, end);
    signal?.throwIfAborted();
    onPlace?.(at);
    step = reading.next({ bytes, isLast: end === size });
  }
  return step.value;
}

/** A reading of what is behind the first so many bytes. */
export function* behind<Result>(begin: number, reading: Reading<Result>): Reading<Result> {
  let step = reading.next();
  while (!step.done) step = reading.next(yield { at: begin + step.value.at, length: step.value.length });
  return step.value;
}
