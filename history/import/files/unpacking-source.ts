import { ImportError } from '../types.ts';
import type { Context } from '../types.ts';
import { refuseTable, refuseWhole } from './bytes.ts';
import type { Piece, Slice, Source } from './pieces.ts';
import { Unpacker } from './unpacker.ts';
import type { Packing } from './unpacker.ts';

/** So much of the packed file is fetched at once. */
const FETCHED = 2 ** 20;

/**
 * What is packed in a file, unpacked as it is read: never more of it is in memory than is asked for. Readers go ahead
 * for the most part; for one that goes back it is unpacked again from the beginning.
 */
export function unpackingSource(
  { size, slice, packing }: { size: number; slice: Slice; packing: Packing },
  context: Pick<Context, 'fileName'>,
): Source {
  let unpacker = new Unpacker(packing, context);
  let packed: Uint8Array = new Uint8Array();
  /** How much of the file was fetched, and of that was unpacked. */
  let [fetched, unpacked] = [0, 0];
  /** What is unpacked from a place on. */
  let held: Uint8Array = new Uint8Array();
  let begin = 0;

  function rewind(): void {
    unpacker = new Unpacker(packing, context);
    [packed, held] = [new Uint8Array(), new Uint8Array()];
    [fetched, unpacked, begin] = [0, 0, 0];
  }

  async function fetch(at: number, length: number): Promise<Piece> {
    if (at < begin) rewind();
    // A byte more than is wanted tells whether there is more.
    const isEnough = () => unpacker.length > at + length;
    while (!isEnough() && !(fetched === size && unpacked === packed.length)) {
      if (unpacked === packed.length) {
        packed = await slice(fetched, Math.min(size, fetched + FETCHED));
        if (packed.length === 0)
          throw new ImportError(`"${context.fileName}" became shorter while it was read.`);
        fetched += packed.length;
        unpacked = 0;
      }
      unpacked = unpacker.push(packed, unpacked, fetched === size, isEnough);
      if (length === Infinity) refuseWhole(unpacker.length, context);
      else refuseTable(unpacker.length, context);
      // What lies before is not wanted again.
      if (unpacker.length <= at) forget(unpacker.length);
    }
    held = unpacker.take(held);
    forget(at);
    const bytes = held.subarray(0, Math.min(held.length, length));
    return { bytes, isLast: bytes.length === held.length };
  }

  function forget(before: number): void {
    held = unpacker.take(held);
    held = held.subarray(before - begin);
    begin = before;
  }

  return { fetch, placeOf: () => fetched - packed.length + unpacked };
}
