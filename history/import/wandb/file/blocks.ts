import { crc32 } from '../../../checksum.ts';
import { startsWith } from '../../files/bytes.ts';

const BLOCK = 32768;
const HEAD = 7;
const MAGIC = 0xbee1;

/** The types of pieces: a whole record, or its first, a middle or its last piece. */
const [FULL, FIRST, MIDDLE, LAST] = [1, 2, 3, 4];

/** What was found in a `.wandb` file. */
export interface WandbRecords {
  readonly payloads: readonly Uint8Array[];
  /** Number of pieces with a wrong checksum or without a first piece; they are skipped. */
  readonly damaged: number;
  /** Whether the last record is not whole, as in the file of a running or killed job. */
  readonly isCutOff: boolean;
  /** Where to go on when the file has grown. */
  readonly next: WandbPlace;
}

/** A place between two pieces of a file, and the pieces before it of a record that is not whole. */
export interface WandbPlace {
  /** Offset in the file. */
  readonly at: number;
  readonly pieces: readonly Uint8Array[];
}

/** The place of the first piece. */
export const FIRST_PLACE: WandbPlace = { at: HEAD, pieces: [] };

/** Whether the bytes begin as a `.wandb` file: `:W&B`, the magic number, version 0. */
export function isWandbFile(bytes: Uint8Array): boolean {
  return (
    bytes.length >= HEAD &&
    startsWith(bytes, ':W&B') &&
    bytes[4]! + bytes[5]! * 256 === MAGIC &&
    bytes[6] === 0
  );
}

/**
 * The records of a `.wandb` file, which is a log as LevelDB writes it: blocks of 32 KiB with pieces of records, each a
 * checksum (here zlib's CRC-32 of type and content), a length and a type. A damaged piece costs its record alone; a
 * length that does not fit its block costs the rest of the block. Only records in several pieces are copied.
 * @param bytes the file from `begin` on
 * @param from where to begin reading, not before `begin`
 */
export function readWandbRecords(bytes: Uint8Array, begin = 0, from: WandbPlace = FIRST_PLACE): WandbRecords {
  const payloads: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let pieces = [...from.pieces];
  let damaged = 0;
  let isCutOff = false;
  let at = from.at - begin;
  let next = at;
  while (at < bytes.length) {
    const blockEnd = (Math.floor((begin + at) / BLOCK) + 1) * BLOCK - begin;
    if (blockEnd - at < HEAD) {
      at = blockEnd;
      continue;
    }
    if (at + HEAD > bytes.length) {
      isCutOff = true;
      break;
    }
    const length = view.getUint16(at + 4, true);
    const type = bytes[at + 6]!;
    const end = at + HEAD + length;
    if (type === 0 && length === 0) {
      // Zeros are space that was reserved and not yet written.
      at = blockEnd;
      continue;
    }
    if (end > blockEnd) {
      damaged++;
      pieces = [];
      at = blockEnd;
      next = at;
      continue;
    }
    if (end > bytes.length) {
      isCutOff = true;
      break;
    }
    const piece = bytes.subarray(at + HEAD, end);
    const isSound = crc32(bytes.subarray(at + HEAD - 1, end)) === view.getUint32(at, true);
    const begins = type === FULL || type === FIRST;
    const goesOn = (type === MIDDLE || type === LAST) && pieces.length > 0;
    if (!isSound || (!begins && !goesOn)) {
      damaged++;
      pieces = [];
    } else {
      if (begins && pieces.length > 0) damaged++;
      if (begins) pieces = [];
      pieces.push(piece);
      if (type === FULL || type === LAST) {
        payloads.push(joined(pieces));
        pieces = [];
      }
    }
    at = end;
    next = at;
  }
  return {
    payloads,
    damaged,
    isCutOff: isCutOff || pieces.length > 0,
    next: { at: begin + next, pieces },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
