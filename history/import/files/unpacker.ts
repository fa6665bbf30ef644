import { Gunzip, Inflate } from 'fflate';
import { ImportError } from '../types.ts';
import type { Context } from '../types.ts';

/** So much of what is packed is unpacked at once: a thousand times as much may come of it. */
const STEP = 2 ** 16;

/** How bytes are packed: as gzip, or by DEFLATE alone as in zip archives. */
export type Packing = 'gzip' | 'deflate';

/** Unpacks bit by bit, so that a small file that unpacks to a huge one is stopped in time. */
export class Unpacker {
  /** Bytes that came out so far. */
  length = 0;
  #chunks: Uint8Array[] = [];
  readonly #stream: Pick<Inflate, 'push'>;

  constructor(
    private readonly packing: Packing,
    private readonly context: Pick<Context, 'fileName'>,
  ) {
    const take = (chunk: Uint8Array) => {
      this.length += chunk.length;
      if (chunk.length > 0) this.#chunks.push(chunk);
    };
    this.#stream = packing === 'gzip' ? new Gunzip(take) : new Inflate(take);
  }

  /**
   * Unpacks from a place on until something is said to be enough.
   * @param isLast whether the file ends with these bytes
   * @returns the place behind what was unpacked
   * @throws {ImportError} for what is broken
   */
  push(bytes: Uint8Array, from: number, isLast: boolean, isEnough: () => boolean): number {
    let at = from;
    try {
      while (at < bytes.length && !isEnough()) {
        const end = Math.min(bytes.length, at + STEP);
        this.#stream.push(bytes.subarray(at, end), isLast && end === bytes.length);
        at = end;
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const broken = this.packing === 'gzip' ? 'is broken gzip' : 'cannot be unpacked';
      throw new ImportError(`"${this.context.fileName}" ${broken}: ${reason}.`, { cause: error });
    }
    return at;
  }

  /** What came out since it was taken last, behind some other bytes. */
  take(before: Uint8Array = new Uint8Array()): Uint8Array {
    if (this.#chunks.length === 0) return before;
    const chunks = [before, ...this.#chunks];
    this.#chunks = [];
    const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}
