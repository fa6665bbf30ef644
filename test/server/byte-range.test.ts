import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteRange } from '../../src/server/byte-range.ts';

describe('parseByteRange of 10 bytes', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=2-4', { start: 2, end: 5 }],
    ['bytes=9-9', { start: 9, end: 10 }],
    ['bytes=4-', { start: 4, end: 10 }],
    ['bytes=4-99', { start: 4, end: 10 }],
    ['bytes=0-99999999999999999999', { start: 0, end: 10 }],
    ['bytes=-5', { start: 5, end: 10 }],
    ['bytes=-99', { start: 0, end: 10 }],
    ['BYTES=1-2', { start: 1, end: 3 }],
  ])('%s is a part of it', (header, range) => {
    expect(parseByteRange(header, 10)).toEqual(range);
  });

  it.each([undefined, '', '0-1', 'lines=0-1', 'bytes=0-1,3-4', 'bytes=0-1,'])('%s is all of it', (header) => {
    expect(parseByteRange(header, 10)).toBeNull();
  });

  it.each([
    'bytes=5-2',
    'bytes=10-',
    'bytes=-0',
    'bytes=-',
    'bytes=',
    'bytes=a-b',
    'bytes=0--1',
    'bytes=1e3-',
    'bytes=99999999999999999999-',
    'bytes=9007199254740992-9007199254740993',
  ])('%s is answered with 416', (header) => {
    expect(() => parseByteRange(header, 10)).toThrow(
      expect.objectContaining({ status: 416, headers: { 'Content-Range': 'bytes */10' } }),
    );
  });

  it('takes the same bytes as a slice', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(30), fc.integer({ min: 1, max: 20 }), (first, last, size) => {
        fc.pre(first <= last && first < size);
        const bytes = Array.from({ length: size }, (_, i) => i);
        const { start, end } = parseByteRange(`bytes=${String(first)}-${String(last)}`, size)!;
        expect(bytes.slice(start, end)).toEqual(bytes.filter((i) => first <= i && i <= last));
      }),
    );
  });
});
