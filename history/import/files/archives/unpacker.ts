import { Gunzip, Inflate } from 'fflate';
import { ImportError } from '../../types.ts';
import type { Context } from '../../types.ts';

/** Number of packed bytes per step; they may expand a thousandfold. */
const STEP = 2 ** 16;

/** The compression: gzip, or raw DEFLATE as in zip archives. */
export type Packing = 'gzip' | 'deflate';

/** Unpacks in steps, so that a decompression bomb can be stopped in time. */
export class Unpacker {
  /** Number of bytes unpacked so far. */
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
   * Unpacks from an offset until `isEnough` returns true.
   * @param isLast whether the file ends with these bytes
   * @returns the offset after the last byte consumed
   * @throws {ImportError} if the data are broken
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

  /** Returns `before`, followed by the bytes unpacked since the last call. */
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
