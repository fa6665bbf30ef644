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

/** Maximum length of a part with short lines, in characters. */
const MAX_PART_LENGTH = 1.5 * 2 ** 20;

/** A run with several megabytes of text in every format. */
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

/** Many runs without epochs. */
const many = makeHistory(
  ...Array.from({ length: 60_000 }, (_, i) =>
    makeRun(`run ${String(i)}`, { parameters: { lr: 1 / (i + 1) }, summary: { loss: i } }),
  ),
);

describe('text in parts', () => {
  it('equals the joined lines, for any lines', () => {
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

  it('is generated on each iteration', () => {
    const text = new LongText(function* () {
      yield 'a';
      yield 'b';
    });
    expect([String(text), String(text)]).toEqual(['ab', 'ab']);
  });

  it('reports progress up to the total', () => {
    const shares: number[] = [];
    const onProgress = (done: number, total: number) => shares.push(done / total);
    const text = new LongText(() => joinedLines(10_000, String, '\n', onProgress));
    for (const part of text) expect(part.length).toBeGreaterThan(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares.length > 1, shares.at(-1)]).toEqual([true, 1]);
  });
});

describe('an export in parts', () => {
  it('equals the text written at once, as JSON and as CSV, for any history', async () => {
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
  )('has only parts of limited length: %s of %s', async (format, _, history) => {
    const { files } = await exportHistory(history, format);
    const lengths = Array.from(files[0]!.content as LongText, ({ length }) => length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThan(MAX_PART_LENGTH);
    // Each part costs a system call, so only the last one may be short.
    expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThan(2 ** 19);
  });
});

describe('a zip archive of an export', () => {
  it.each(EXPORT_FORMATS.map(({ name }) => name))('contains the unchanged files: %s', async (format) => {
    const { files } = await exportHistory(demo(), format);
    const unpacked = unzipSync(Buffer.concat([...zipFiles(files)]));
    expect(
      Object.entries(unpacked).map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')]),
    ).toEqual(files.map((file) => [file.path, wholeOf(file).toString('hex')]));
  });

  it('is deterministic and in parts', async () => {
    const { files } = await exportHistory(long, 'heddle');
    const parts = [...zipFiles(files)];
    expect(parts.length).toBeGreaterThan(3);
    expect(Buffer.concat(parts).equals(Buffer.concat([...zipFiles(files)]))).toBe(true);
  });
});
