import { describe, expect, it } from 'vitest';
import { crc32, crc32c, maskedCrc32c } from '../../history/checksum.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('checksums', () => {
  // Check values of the catalogue of parametrised CRC algorithms, and vectors of RFC 3720, appendix B.4.
  it.each<[string, (bytes: Uint8Array) => number, Uint8Array, number]>([
    ['CRC-32 of the digits', crc32, bytes('123456789'), 0xcbf43926],
    ['CRC-32 of nothing', crc32, bytes(''), 0],
    ['CRC-32C of the digits', crc32c, bytes('123456789'), 0xe3069283],
    ['CRC-32C of 32 zeros', crc32c, new Uint8Array(32), 0x8a9136aa],
    ['CRC-32C of 32 ones', crc32c, new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['CRC-32C of 0 to 31', crc32c, Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ])('%s', (_, sum, input, expected) => {
    expect(sum(input)).toBe(expected);
  });

  it('masks by rotating right by 15 bits and adding 0xa282ead8', () => {
    expect(maskedCrc32c(bytes(''))).toBe(0xa282ead8);
    const sum = 0xe3069283;
    expect(maskedCrc32c(bytes('123456789'))).toBe(
      Number((((BigInt(sum) >> 15n) | ((BigInt(sum) << 17n) & 0xffffffffn)) + 0xa282ead8n) & 0xffffffffn),
    );
  });
});
