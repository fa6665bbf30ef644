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

/** Reads the bytes from one place up to before another. */
export type Slice = (start: number, end: number) => Promise<Uint8Array>;

/** Bytes that lie somewhere else and are fetched in pieces. */
export interface Source {
  /** So many bytes from a place on, or up to the end; Infinity for all. */
  readonly fetch: (at: number, length: number) => Promise<Piece>;
  /** How much of the file is behind a reader that is at that place. */
  readonly placeOf: (at: number) => number;
}

/**
 * A file as it lies there.
 * @param refuse throws where so large a file is wanted whole
 */
export function plainSource(size: number, slice: Slice, refuse: () => void): Source {
  return {
    async fetch(at, length) {
      if (length === Infinity) refuse();
      const end = Math.min(size, at + length);
      return { bytes: await slice(at, end), isLast: end === size };
    },
    placeOf: (at) => at,
  };
}

/** Who follows a long reading, and may end it. */
export interface Follower {
  readonly signal?: AbortSignal | undefined;
  /** Takes how many bytes have been read so far. */
  readonly onPlace?: (bytes: number) => void;
}

/**
 * Reads what lies somewhere else.
 * @throws the signal's reason when it ends the reading
 */
export async function readInPieces<Result>(
  reading: Reading<Result>,
  { fetch, placeOf }: Source,
  { signal, onPlace }: Follower,
): Promise<Result> {
  let step = reading.next();
  while (!step.done) {
    const { at, length } = step.value;
    const piece = await fetch(at, length);
    signal?.throwIfAborted();
    onPlace?.(placeOf(at));
    step = reading.next(piece);
  }
  return step.value;
}

/** A reading of what is behind the first so many bytes. */
export function* behind<Result>(begin: number, reading: Reading<Result>): Reading<Result> {
  let step = reading.next();
  while (!step.done) step = reading.next(yield { at: begin + step.value.at, length: step.value.length });
  return step.value;
}
