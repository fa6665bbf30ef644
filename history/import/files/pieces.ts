/** Consecutive bytes of a file. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Whether this is the end of the file. */
  readonly isLast: boolean;
}

/** A request for bytes. A reader that needs more requests again with a greater length. */
export interface PieceRequest {
  readonly at: number;
  /** Number of bytes; Infinity for the rest of the file. */
  readonly length: number;
}

/**
 * A reader as a generator that yields requests for bytes, so that the same code reads files in memory synchronously and
 * files on disk in pieces. It may request earlier bytes again.
 */
export type Reading<Result> = Generator<PieceRequest, Result, Piece>;

/** Runs a reader on bytes in memory. */
export function readAtOnce<Result>(reading: Reading<Result>, bytes: Uint8Array): Result {
  let step = reading.next();
  while (!step.done) {
    const { at, length } = step.value;
    const end = Math.min(bytes.length, at + length);
    step = reading.next({ bytes: bytes.subarray(at, end), isLast: end === bytes.length });
  }
  return step.value;
}

/** Reads the bytes from `start` up to `end`, exclusive. */
export type Slice = (start: number, end: number) => Promise<Uint8Array>;

/** Bytes that are fetched asynchronously. */
export interface Source {
  /** Fetches up to `length` bytes from an offset; Infinity for the rest. */
  readonly fetch: (at: number, length: number) => Promise<Piece>;
  /** Returns the number of bytes of the file consumed by a reader at that offset. */
  readonly placeOf: (at: number) => number;
}

/**
 * Creates the source of an uncompressed file.
 * @param checkSize throws if the file is too large to be read whole
 */
export function plainSource(size: number, slice: Slice, checkSize: () => void): Source {
  return {
    async fetch(at, length) {
      if (length === Infinity) checkSize();
      const end = Math.min(size, at + length);
      return { bytes: await slice(at, end), isLast: end === size };
    },
    placeOf: (at) => at,
  };
}

/** Options of a long read: cancellation and progress. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of bytes read so far. */
  readonly onPlace?: (bytes: number) => void;
}

/**
 * Runs a reader on a source.
 * @throws the signal's reason if it is aborted
 */
export async function readInPieces<Result>(
  reading: Reading<Result>,
  { fetch, placeOf }: Source,
  { signal, onPlace }: ReadOptions,
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

/** Runs a reader on the bytes from an offset. */
export function* readFrom<Result>(begin: number, reading: Reading<Result>): Reading<Result> {
  let step = reading.next();
  while (!step.done) step = reading.next(yield { at: begin + step.value.at, length: step.value.length });
  return step.value;
}
