import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { importFile, packHistory, unpackHistory, writeHistory } from '../../../history/index.ts';
import { anyHistory } from '../arbitrary.ts';

const read = (path: string, text: string) => importFile(new TextEncoder().encode(text), path).history;

describe('a packed history', () => {
  it('is read without loss', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(writeHistory(unpackHistory(packHistory(history)))).toBe(writeHistory(history));
      }),
    );
  });

  it.each([
    ['one long run', Array.from({ length: 500 }, (_, i) => `${String(i + 1)},${String(1 / (i + 1))},a`)],
    ['runs of a table', Array.from({ length: 500 }, (_, i) => `1,${String(i)},b${String(i % 3)}`)],
  ])('of columns has the same runs: %s', (_, lines) => {
    const history = read('a.csv', ['epoch,loss,note', ...lines].join('\n'));
    expect(writeHistory(unpackHistory(packHistory(history)))).toBe(writeHistory(history));
  });

  it('compresses random numbers to less than their bytes', () => {
    // A generator of known period (Park and Miller), so that the numbers are the same each time.
    let state = 1;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const lines = Array.from({ length: 20_000 }, () => [random(), random(), random()].join());
    const packed = packHistory(read('a.csv', ['a,b,loss', ...lines].join('\n')));
    expect(gzipSync(packed).length * (4 / 3)).toBeLessThan(1.3 * packed.length);
  });

  it.each([
    ['no bytes', 0],
    ['half of the head', 20],
    ['half of the numbers', -9],
  ])('is refused with %s', (_, end) => {
    const packed = packHistory(read('a.csv', 'a,loss\n1,2\n3,4'));
    expect(() => unpackHistory(packed.subarray(0, end))).toThrow('the packed runs end after');
  });
});
