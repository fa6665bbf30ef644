import { maskedCrc32c } from '../../checksum.ts';

const HEAD = 12;
const FOOT = 4;

/** What was found in a file of TFRecords. */
export interface TfRecords {
  /** The contents of the whole records, as views of the file. */
  readonly payloads: readonly Uint8Array[];
  /** Records whose checksum is not that of their content; they are left out. */
  readonly damaged: number;
  /** Bytes at the end that make no record: the file is cut off there, or damaged from there on. */
  readonly rest: number;
  /** Whether those are a record that was still being written, as in the file of a running job. */
  readonly isCutOff: boolean;
}

/** Whether the bytes begin with a length and the checksum of just that length. */
export function isTfRecords(bytes: Uint8Array): boolean {
  return lengthAt(bytes, 0) !== null;
}

/**
 * The records of a file: length as 64 bits, masked CRC-32C of the length, content, masked CRC-32C of the content, all
 * little-endian. Nothing is copied, and no length is believed that the file does not hold.
 */
export function readTfRecords(bytes: Uint8Array): TfRecords {
  const payloads: Uint8Array[] = [];
  let damaged = 0;
  let at = 0;
  let isCutOff = true;
  while (at < bytes.length) {
    const length = lengthAt(bytes, at);
    if (length === null) {
      isCutOff = bytes.length - at < HEAD;
      break;
    }
    const end = at + HEAD + length;
    if (end + FOOT > bytes.length) break;
    const payload = bytes.subarray(at + HEAD, end);
    if (uint32At(bytes, end) === maskedCrc32c(payload)) payloads.push(payload);
    else damaged++;
    at = end + FOOT;
  }
  return { payloads, damaged, rest: bytes.length - at, isCutOff };
}

/** Returns the length at an offset; null if the checksum after it does not match. */
function lengthAt(bytes: Uint8Array, at: number): number | null {
  if (bytes.length - at < HEAD) return null;
  if (uint32At(bytes, at + 8) !== maskedCrc32c(bytes.subarray(at, at + 8))) return null;
  return uint32At(bytes, at) + uint32At(bytes, at + 4) * 2 ** 32;
}

function uint32At(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
}
