/** Returns the lookup table of a reflected 32-bit CRC with the given polynomial. */
function crcTable(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
    }
    return remainder;
  });
}

function crc(table: Uint32Array, bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (remainder >>> 8) ^ table[(remainder ^ byte) & 0xff]!;
  return (remainder ^ 0xffffffff) >>> 0;
}

const IEEE = crcTable(0xedb88320);
const CASTAGNOLI = crcTable(0x82f63b78);

/** CRC-32 as in zlib, PNG and zip, as an unsigned 32-bit integer. */
export function crc32(bytes: Uint8Array): number {
  return crc(IEEE, bytes);
}

/** CRC-32C (Castagnoli, RFC 3720), as an unsigned 32-bit integer. */
export function crc32c(bytes: Uint8Array): number {
  return crc(CASTAGNOLI, bytes);
}

/**
 * Masked CRC-32C as in TFRecord files: rotated right by 15 bits plus a constant, since the checksum of bytes that contain
 * their own checksum is weak.
 */
export function maskedCrc32c(bytes: Uint8Array): number {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;
}
