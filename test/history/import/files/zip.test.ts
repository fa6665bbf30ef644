import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../../history/index.ts';
import type { FileEntry } from '../../../../history/index.ts';
import { expandArchives } from '../../../../history/import/files/archives/archives.ts';
import { createFileSet } from '../../../../history/import/files/file-set.ts';
import { entryOf, importSet, inPieces } from '../files.ts';

const encoder = new TextEncoder();
const log = 'epoch,loss\n1,0.5\n2,0.25\n';

/** What is in an archive, by path. */
async function opened(zip: FileEntry): Promise<readonly FileEntry[]> {
  const { set, reports } = await expandArchives(createFileSet([zip]));
  expect(reports).toEqual([]);
  return set.files;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Where a record of the directory begins. */
function placeOf(zip: Uint8Array, signature: number): number {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  for (let at = 0; at + 4 <= zip.length; at++) if (view.getUint32(at, true) === signature) return at;
  throw new Error('There is no such record.');
}
const [ENTRY, END] = [0x02014b50, 0x06054b50];

/** The archive with another number in a record. */
function withField(zip: Uint8Array, signature: number, at: number, value: number, bits: 16 | 32): Uint8Array {
  const changed = zip.slice();
  const view = new DataView(changed.buffer);
  const place = placeOf(zip, signature) + at;
  if (bits === 16) view.setUint16(place, value, true);
  else view.setUint32(place, value, true);
  return changed;
}

/** An archive of one file as ZIP64 writes it: every size and place that can be has 64 bits. */
function asZip64(zip: Uint8Array): Uint8Array {
  const [entryAt, endAt] = [placeOf(zip, ENTRY), placeOf(zip, END)];
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const long = (value: number) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
    return bytes;
  };
  const entry = zip.slice(entryAt, endAt);
  const fields = [24, 20, 42].map((at) => view.getUint32(entryAt + at, true));
  const entryView = new DataView(entry.buffer);
  for (const at of [24, 20, 42]) entryView.setUint32(at, 0xffffffff, true);
  // Another extra field stands before the one that is looked for.
  const extra = Buffer.concat([Uint8Array.of(9, 0x99, 2, 0, 7, 7, 1, 0, 24, 0), ...fields.map(long)]);
  entryView.setUint16(30, extra.length, true);
  const directory = Buffer.concat([entry, extra]);
  const end64 = Buffer.concat([
    Uint8Array.of(0x50, 0x4b, 6, 6),
    ...[long(44), new Uint8Array(12), long(1), long(1), long(directory.length), long(entryAt)],
  ]);
  const locator = Buffer.concat([
    Uint8Array.of(0x50, 0x4b, 6, 7, 0, 0, 0, 0),
    ...[long(entryAt + directory.length), Uint8Array.of(1, 0, 0, 0)],
  ]);
  const end = zip.slice(endAt);
  new DataView(end.buffer).setUint32(12, 0xffffffff, true);
  new DataView(end.buffer).setUint32(16, 0xffffffff, true);
  return Uint8Array.from(Buffer.concat([zip.subarray(0, entryAt), directory, end64, locator, end]));
}

describe('a zip archive', () => {
  it('has the files that were put in it, packed or not, whatever stands around it', async () => {
    const name = fc.stringMatching(/^[a-zü€]{1,6}$/);
    const file = fc.tuple(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(2000),
      fc.constantFrom(0 as const, 6 as const),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, file, { minKeys: 1, maxKeys: 5 }),
        fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.map((byte) => byte % 64)),
        fc.boolean(),
        async (files, around, isInPieces) => {
          const contents = Object.entries(files).map(
            ([path, [bytes, times, level]]) =>
              [path, Buffer.concat(Array<Uint8Array>(times).fill(bytes)), level] as const,
          );
          const zip = zipSync(
            Object.fromEntries(contents.map(([path, bytes, level]) => [path, [bytes, { level }]])),
          );
          const before = Uint8Array.from([0x50, 0x4b, ...around]);
          const commented = withField(zip, END, 20, around.length, 16);
          const bytes = Uint8Array.from(Buffer.concat([before, commented, around]));
          const found = await opened(isInPieces ? inPieces('x.zip', bytes) : entryOf('x.zip', bytes));
          for (const [path, content] of contents) {
            const entry = found.find((each) => each.path === `x.zip/${path}`)!;
            expect(entry.size).toBe(content.length);
            expect(hex(await entry.read())).toBe(hex(content));
            const middle = Math.floor(content.length / 2);
            const piece = entry.unpack
              ? (await entry.unpack().fetch(middle, 100)).bytes
              : await entry.slice!(middle, middle + 100);
            expect(hex(piece)).toBe(hex(content.subarray(middle, middle + 100)));
          }
          expect(found).toHaveLength(contents.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['packed', 6],
    ['not packed', 0],
  ] as const)(
    'is read piece by piece where a table in it is large: %s',
    { timeout: 60_000 },
    async (_, level) => {
      const text = encoder.encode(
        `epoch,loss,note\n${Array.from({ length: 100_000 }, (_, i) => `${String(i + 1)},${String(1 / (i + 1))},${'x'.repeat(90)}\n`).join('')}`,
      );
      expect(text.length).toBeGreaterThan(10_000_000);
      const zip = inPieces('runs.zip', zipSync({ 'log.csv': [text, { level }] }));
      const places: number[] = [];
      const [plain, zipped] = [
        await importFiles([entryOf('log.csv', text)]),
        await importFiles([zip], { onProgress: ({ doneBytes }) => places.push(doneBytes) }),
      ];
      const contentOf = ({ history }: typeof plain) =>
        history.runs.map(({ parameters, records }) => [parameters, records.length, records.at(-1)]);
      expect(contentOf(zipped)).toEqual(contentOf(plain));
      expect(zipped.files[0]!.notes).toEqual(plain.files[0]!.notes);
      expect(zip.largest()).toBeLessThanOrEqual(2 ** 22);
      expect(places.some((place) => place > 0 && place < text.length)).toBe(true);
      expect(Math.max(...places)).toBeLessThanOrEqual(text.length);
    },
  );

  it('as ZIP64 writes it is read too', async () => {
    const zip = asZip64(zipSync({ 'a.csv': encoder.encode(log) }));
    const { history } = await importSet({ 'x.zip': zip });
    expect(history.runs[0]!.records).toHaveLength(2);
  });

  it('may hold what is packed once more', async () => {
    const { history, files } = await importSet({
      'x.zip': zipSync({ 'a.csv.gz': gzipSync(encoder.encode(log)) }),
    });
    expect(history.runs[0]!.records).toHaveLength(2);
    expect(files[0]!.notes).toContain('The file is unpacked from gzip.');
  });

  it.each([
    ['is encrypted', (zip: Uint8Array) => withField(zip, ENTRY, 8, 1, 16), 'it is encrypted'],
    [
      'is packed in an odd way',
      (zip: Uint8Array) => withField(zip, ENTRY, 10, 14, 16),
      'its compression is not supported (method 14)',
    ],
    [
      'is said to be elsewhere',
      (zip: Uint8Array) => withField(zip, ENTRY, 42, 7, 32),
      'it is not where the archive says',
    ],
    [
      'is said to be longer than the archive',
      (zip: Uint8Array) => withField(zip, ENTRY, 20, 2 ** 31, 32),
      'it is cut off',
    ],
  ])('of which a file %s says so of that file', async (_, change, reason) => {
    const zip = change(zipSync({ 'a.csv': encoder.encode(log) }));
    const { files } = await importSet({ 'x.zip': zip, 'b.csv': log });
    const of = (path: string) => files.find((file) => file.path === path)!;
    expect(of('b.csv').outcome).toBe('taken');
    expect(of('x.zip/a.csv')).toMatchObject({
      outcome: 'failed',
      notes: [`"x.zip/a.csv" cannot be read: ${reason}.`],
    });
  });

  it.each([
    [
      'is cut off',
      (zip: Uint8Array) => zip.slice(0, -30),
      'its directory is missing: it seems to be cut off',
    ],
    [
      'says that its directory is elsewhere',
      (zip: Uint8Array) => withField(zip, END, 16, 2 ** 31, 32),
      'its directory is not where it says',
    ],
    [
      'has a damaged directory',
      (zip: Uint8Array) => withField(zip, ENTRY, 28, 9999, 16),
      'its directory is damaged',
    ],
  ])('that %s is reported', async (_, change, reason) => {
    const zip = change(zipSync({ 'a.csv': encoder.encode(log), 'b.csv': encoder.encode(log) }));
    const { files } = await importSet({ 'x.zip': zip });
    expect(files.map(({ path, outcome, notes }) => [path, outcome, notes])).toEqual([
      ['x.zip', 'failed', [`"x.zip" is not a readable zip archive: ${reason}.`]],
    ]);
  });

  it('is believed in no size of a file', async () => {
    for (const size of [0, 3, 2 ** 31]) {
      const zip = withField(zipSync({ 'a.csv': encoder.encode(log) }), ENTRY, 24, size, 32);
      expect((await importSet({ 'x.zip': zip })).history.runs[0]!.records).toHaveLength(2);
    }
  });

  it('is not unpacked beyond what is read of a file', { timeout: 60_000 }, async () => {
    const value = new Uint8Array(257 * 2 ** 20).fill(0x78);
    value.set(encoder.encode('{"a": "'));
    const { files } = await importSet({ 'x.zip': zipSync({ 'a.json': [value, { level: 1 }] }) });
    expect(files[0]!.notes).toEqual(['"x.zip/a.json" is larger than 256 MiB, the maximum size.']);
  });

  it('with any bytes changed gives an answer', async () => {
    const zip = zipSync({
      'a.csv': encoder.encode(log),
      'b/c.json': [encoder.encode('[{"a": 1}]'), { level: 0 }],
    });
    const changes = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(changes, fc.boolean(), async (changed, is64) => {
        const bytes = is64 ? asZip64(zipSync({ 'a.csv': encoder.encode(log) })) : zip.slice();
        for (const [at, byte] of changed) bytes[at % bytes.length] = byte;
        const { files, isComplete } = await importFiles([inPieces('x.zip', bytes), entryOf('y.csv', log)]);
        expect(isComplete).toBe(true);
        expect(files.find(({ path }) => path === 'y.csv')!.outcome).toBe('taken');
        for (const { outcome, notes } of files) if (outcome !== 'taken') expect(notes[0]).toMatch(/\.$/);
      }),
      { numRuns: 300 },
    );
  });
});
