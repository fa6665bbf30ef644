import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  bytesOfContent,
  EXPORT_FORMATS,
  exportHistory,
  LongText,
  toTable,
  writeCsv,
  writeHistory,
  zipFiles,
} from '../../../history/index.ts';
import type { ExportedFile } from '../../../history/index.ts';
import { joinedLines } from '../../../history/file/lines.ts';
import { anyHistory } from '../arbitrary.ts';
import { makeHistory, makeRecords, makeRun } from '../make.ts';
import { demo } from '../../../fixtures/python/demo.ts';

const wholeOf = ({ content }: ExportedFile) => Buffer.concat([...bytesOfContent(content)]);

/** A part is at most about so many characters long where lines are short. */
const LONGEST = 1.5 * 2 ** 20;

/** A run whose text is some megabytes long in every format. */
const long = makeHistory(
  makeRun('a', {
    metrics: { loss: { direction: 'min' } },
    records: makeRecords(
      ...Array.from({ length: 60_000 }, (_, i) => ({
        loss: 1 / (i + 3),
        acc: Math.sin(i),
        note: 'ü'.repeat(9),
      })),
    ),
  }),
);

/** Many runs without epochs, which are the lines of our own format. */
const many = makeHistory(
  ...Array.from({ length: 60_000 }, (_, i) =>
    makeRun(`run ${String(i)}`, { parameters: { lr: 1 / (i + 1) }, summary: { loss: i } }),
  ),
);

describe('a text in parts', () => {
  it('is the lines with separators between them, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.nat(3_000_000).map((length) => 'x'.repeat(length)),
          ),
          { maxLength: 8 },
        ),
        fc.constantFrom('', ',\n'),
        (lines, separator) => {
          const parts = [...joinedLines(lines.length, (i) => lines[i]!, separator)];
          expect(parts.join('')).toBe(lines.join(separator));
        },
      ),
    );
  });

  it('is made anew each time that it is asked for', () => {
    const text = new LongText(function* () {
      yield 'a';
      yield 'b';
    });
    expect([String(text), String(text)]).toEqual(['ab', 'ab']);
  });

  it('tells how much of it is written, up to all', () => {
    const told: number[] = [];
    const tell = (done: number, total: number) => told.push(done / total);
    const text = new LongText(() => joinedLines(10_000, String, '\n', tell));
    for (const part of text) expect(part.length).toBeGreaterThan(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect([told.length > 1, told.at(-1)]).toEqual([true, 1]);
  });
});

describe('an export in parts', () => {
  it('is what is written as one text, in our own JSON and as CSV, whatever the history', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [json] = (await exportHistory(history, 'heddle')).files;
        expect(wholeOf(json!).toString()).toBe(Buffer.from(writeHistory(history)).toString());
        const [csv] = (await exportHistory(history, 'csv')).files;
        const text = writeCsv(toTable(history, { rows: 'epochs' }));
        expect(wholeOf(csv!).toString()).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it.each(
    [long, many].flatMap((history) =>
      ['heddle', 'csv', 'jsonl', 'hiplot', 'skorch']
        .filter((format) => format !== 'skorch' || history === long)
        .map((format) => [format, history === long ? 'many epochs' : 'many runs', history] as const),
    ),
  )('is never long at once: %s of %s', async (format, _, history) => {
    const { files } = await exportHistory(history, format);
    const lengths = Array.from(files[0]!.content as LongText, ({ length }) => length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThan(LONGEST);
    // Each part costs a call of the system, so none but the last is short either.
    expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThan(2 ** 19);
  });
});

describe('a zip archive of an export', () => {
  it.each(EXPORT_FORMATS.map(({ name }) => name))('holds the files as they are: %s', async (format) => {
    const { files } = await exportHistory(demo(), format);
    const unpacked = unzipSync(Buffer.concat([...zipFiles(files)]));
    expect(
      Object.entries(unpacked).map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')]),
    ).toEqual(files.map((file) => [file.path, wholeOf(file).toString('hex')]));
  });

  it('is the same for the same files, and comes in parts', async () => {
    const { files } = await exportHistory(long, 'heddle');
    const parts = [...zipFiles(files)];
    expect(parts.length).toBeGreaterThan(3);
    expect(Buffer.concat(parts).equals(Buffer.concat([...zipFiles(files)]))).toBe(true);
  });
});
