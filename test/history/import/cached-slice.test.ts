import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cachedSlice } from '../../../history/import/files/cached-slice.ts';

const size = 5 * 2 ** 20 + 3;
const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 2_654_435_761) >>> 24);

it('reads the same bytes as the file, whatever was read before', async () => {
  const anyRange = fc
    .tuple(fc.nat({ max: size + 10 }), fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 2 ** 18 })))
    .map(([start, length]): [number, number] => [start, start + length]);
  const anyRanges = fc.array(anyRange, { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(anyRanges, async (ranges) => {
      const cached = cachedSlice((start, end) => Promise.resolve(bytes.slice(start, end)), size);
      for (const [start, end] of ranges) {
        const found = Buffer.from(await cached(start, end));
        expect(found.equals(bytes.subarray(start, end))).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

it('reads a block again after a failed read', async () => {
  let isBroken = true;
  const cached = cachedSlice((start, end) => {
    return isBroken ? Promise.reject(new Error('gone')) : Promise.resolve(bytes.slice(start, end));
  }, size);
  await expect(cached(0, 10)).rejects.toThrow('gone');
  isBroken = false;
  expect(await cached(0, 10)).toEqual(bytes.slice(0, 10));
});
