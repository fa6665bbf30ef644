import { ImportError } from '../../types.ts';
import type { Context } from '../../types.ts';
import { refuseTable, refuseWhole } from '../bytes.ts';
import type { Piece, Slice, Source } from '../pieces.ts';
import { Unpacker } from './unpacker.ts';
import type { Packing } from './unpacker.ts';

/** Number of packed bytes fetched at once. */
const FETCH_LENGTH = 2 ** 20;

/**
 * Creates a source that unpacks a file while it is read, and holds only the requested bytes in memory. If a reader goes
 * back, the file is unpacked again from the start.
 */
export function unpackingSource(
  { size, slice, packing }: { size: number; slice: Slice; packing: Packing },
  context: Pick<Context, 'fileName'>,
): Source {
  let unpacker = new Unpacker(packing, context);
  let packed: Uint8Array = new Uint8Array();
  /** Number of bytes of the file fetched, and of the current packed piece unpacked. */
  let [fetched, unpacked] = [0, 0];
  /** The unpacked bytes from offset `begin` on. */
  let held: Uint8Array = new Uint8Array();
  let begin = 0;

  function rewind(): void {
    unpacker = new Unpacker(packing, context);
    [packed, held] = [new Uint8Array(), new Uint8Array()];
    [fetched, unpacked, begin] = [0, 0, 0];
  }

  async function fetch(at: number, length: number): Promise<Piece> {
    if (at < begin) rewind();
    // One more byte than requested shows whether there is more.
    const isEnough = () => unpacker.length > at + length;
    while (!isEnough() && !(fetched === size && unpacked === packed.length)) {
      if (unpacked === packed.length) {
        packed = await slice(fetched, Math.min(size, fetched + FETCH_LENGTH));
        if (packed.length === 0)
          throw new ImportError(`"${context.fileName}" became shorter while it was read.`);
        fetched += packed.length;
        unpacked = 0;
      }
      unpacked = unpacker.push(packed, unpacked, fetched === size, isEnough);
      if (length === Infinity) refuseWhole(unpacker.length, context);
      else refuseTable(unpacker.length, context);
      // Earlier bytes are not needed.
      if (unpacker.length <= at) discard(unpacker.length);
    }
    held = unpacker.take(held);
    discard(at);
    const bytes = held.subarray(0, Math.min(held.length, length));
    return { bytes, isLast: bytes.length === held.length };
  }

  function discard(before: number): void {
    held = unpacker.take(held);
    held = held.subarray(before - begin);
    begin = before;
  }

  return { fetch, placeOf: () => fetched - packed.length + unpacked };
}
