import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../../history/index.ts';
import { MAX_FILE_BYTES } from '../../../../history/import/files/bytes.ts';
import { unpackingSource } from '../../../../history/import/files/archives/unpacking-source.ts';
import { entryOf, inPieces } from '../files.ts';

const encoder = new TextEncoder();

describe('what is packed in gzip', () => {
  it('has the bytes of the original at any place, in whichever order they are asked for', async () => {
    const pattern = fc.uint8Array({ minLength: 1, maxLength: 3000 });
    const wanted = fc.array(fc.tuple(fc.nat(400_000), fc.oneof(fc.nat(200_000), fc.constant(Infinity))), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(pattern, fc.integer({ min: 1, max: 100 }), wanted, async (part, times, asked) => {
        // Hard to pack, so that many steps are needed, and in several members as gzip allows.
        const original = Buffer.concat(
          Array.from({ length: times }, (_, i) => part.map((byte) => byte ^ (i * 37))),
        );
        const half = Math.floor(original.length / 2);
        const packed = Buffer.concat(
          [original.subarray(0, half), original.subarray(half)].map((each) => gzipSync(each)),
        );
        const slice = (start: number, end: number) =>
          Promise.resolve(Uint8Array.from(packed.subarray(start, end)));
        const source = unpackingSource({ size: packed.length, slice, packing: 'gzip' }, { fileName: 'x' });
        for (const [at, length] of asked) {
          const { bytes, isLast } = await source.fetch(at, length);
          expect(Buffer.compare(bytes, original.subarray(at, at + length))).toBe(0);
          expect(isLast).toBe(at + length >= original.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'log.csv',
      (i: number) => (i === 0 ? 'epoch,loss,note\n' : `${String(i)},${String(1 / i)},${'x'.repeat(90)}\n`),
    ],
    [
      'log.jsonl',
      (i: number) =>
        `{"epoch": ${String(i + 1)}, "loss": ${String(1 / (i + 1))}, "note": "${'x'.repeat(90)}"}\n`,
    ],
  ])('is read like %s itself, piece by piece', { timeout: 60_000 }, async (path, lineOf) => {
    const text = encoder.encode(Array.from({ length: 100_000 }, (_, i) => lineOf(i)).join(''));
    expect(text.length).toBeGreaterThan(10_000_000);
    const packed = inPieces(`${path}.gz`, gzipSync(text, { level: 1 }));
    const [plain, unpacked] = [await importFiles([entryOf(path, text)]), await importFiles([packed])];
    const contentOf = ({ history }: typeof plain) =>
      history.runs.map(({ name, parameters, metrics, records }) => [
        name,
        parameters,
        metrics,
        records.length,
        records.at(-1),
      ]);
    expect(contentOf(unpacked)).toEqual(contentOf(plain));
    expect(unpacked.files[0]!.notes).toEqual(
      ['The file is unpacked from gzip.', ...plain.files[0]!.notes].sort(countFirst),
    );
    expect(packed.largest()).toBeLessThanOrEqual(2 ** 20);
  });

  it('is read where it is larger than what is read whole', { timeout: 120_000 }, async () => {
    const line = `0.5,${'x'.repeat(1018)}\n`;
    const [header, rows] = [
      gzipSync(encoder.encode('loss,note\n')),
      gzipSync(encoder.encode(line.repeat(2 ** 14)), { level: 1 }),
    ];
    const packed = Buffer.concat([header, ...Array<Uint8Array>(17).fill(rows)]);
    expect(line.length * 2 ** 14 * 17).toBeGreaterThan(MAX_FILE_BYTES);
    const { history, files } = await importFiles([inPieces('big.csv.gz', packed)]);
    expect(files[0]).toMatchObject({ outcome: 'taken', format: 'csv' });
    expect(history.runs).toHaveLength(17 * 2 ** 14);
  });

  it(
    'that is cut off is refused, and so is what would have to be read whole',
    { timeout: 60_000 },
    async () => {
      const packed = gzipSync(encoder.encode('epoch,loss\n1,2\n'.repeat(1000)));
      const text = gzipSync(new Uint8Array(2 ** 24).fill(0x78), { level: 1 });
      const value = Buffer.concat([gzipSync(encoder.encode('{"a": "')), ...Array<Uint8Array>(17).fill(text)]);
      const { files } = await importFiles([
        inPieces('cut.csv.gz', packed.slice(0, -20)),
        inPieces('one.json.gz', value),
      ]);
      expect(files.map(({ path, outcome, notes }) => [path, outcome, notes])).toEqual([
        ['cut.csv.gz', 'failed', ['"cut.csv.gz" is broken gzip: unexpected EOF.']],
        ['one.json.gz', 'failed', ['"one.json.gz" is larger than 256 MiB, the maximum size.']],
      ]);
    },
  );
});

/** How many runs there are stands first. */
function countFirst(a: string, b: string): number {
  return Number(/^\d+ run/.test(b)) - Number(/^\d+ run/.test(a));
}
