import { gzipSync } from 'fflate';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatFixtures } from '../../../fixtures/formats/files.ts';
import { ImportError, importFile, readHistory, toTable, writeHistory } from '../../../history/index.ts';
import { MAX_FILE_BYTES } from '../../../history/import/files/bytes.ts';
import { hostileKey } from '../arbitrary.ts';
import { messageOf } from './fixture.ts';

const encoder = new TextEncoder();
const fixtures = [...formatFixtures()].map(([path, content]): [string, Uint8Array] => [
  path,
  typeof content === 'string' ? encoder.encode(content) : content,
]);

/** Imports, or fails with an ImportError; what imports is a history that files and tables can hold. */
function importSafely(bytes: Uint8Array): void {
  const keys = Reflect.ownKeys(Object.prototype);
  try {
    const { history } = importFile(bytes, 'fuzz');
    const text = writeHistory(history);
    expect(writeHistory(readHistory(text))).toBe(text);
    toTable(history, { rows: 'epochs' });
    toTable(history, { rows: 'runs', value: 'best' });
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    expect(error.message).toMatch(/^"fuzz" .*\.$/s);
  }
  expect(Reflect.ownKeys(Object.prototype)).toEqual(keys);
}

describe('any bytes import or fail with a sentence', () => {
  it('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), importSafely), { numRuns: 300 });
  });

  it('random text that looks like a table', () => {
    const cell = fc.oneof(
      fc.constantFrom('1', 'nan', '', '--', 'epoch', 'loss', '"', '\r\n', "'=1", 'True'),
      hostileKey,
    );
    const line = fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(','));
    const table = fc.array(line, { maxLength: 8 }).map((lines) => encoder.encode(lines.join('\n')));
    fc.assert(fc.property(table, importSafely), { numRuns: 300 });
  });

  it('random JSON with the keys of the formats', () => {
    const key = fc.oneof(
      hostileKey,
      fc.constantFrom(
        'epoch',
        'batches',
        'train_loss',
        'datapoints',
        'uid',
        'from_uid',
        'values',
        'runs',
        'version',
      ),
      fc.constantFrom(
        'mean_test_score',
        'split0_test_score',
        'param_a',
        'params',
        'columns',
        'data',
        'name',
        'fold',
      ),
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.constantFrom(null, 1, -1, 0.5, 'x', 'NaN', true),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('json'), { maxLength: 4 }),
      object: fc
        .array(fc.tuple(key, tie('json')), { maxLength: 5 })
        .map((entries): object => Object.fromEntries(entries)),
    }));
    const text = json.map((value) => encoder.encode(JSON.stringify(value)));
    fc.assert(fc.property(text, importSafely), { numRuns: 500 });
  });

  it('fixtures with bytes changed, cut out and doubled', () => {
    const change = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 20 }),
      put: fc.uint8Array({ maxLength: 4 }),
      again: fc.boolean(),
    });
    const mutated = fc
      .tuple(fc.constantFrom(...fixtures), fc.array(change, { maxLength: 3 }))
      .map(([[, bytes], changes]) => {
        let all = Buffer.from(bytes);
        for (const { at, cut, put, again } of changes) {
          const place = at % (all.length + 1);
          const removed = all.subarray(place, place + cut);
          all = Buffer.concat([
            all.subarray(0, place),
            put,
            ...(again ? [removed, removed] : []),
            all.subarray(place + cut),
          ]);
        }
        return Uint8Array.from(all);
      });
    fc.assert(fc.property(mutated, importSafely), { numRuns: 400 });
  });

  it.each(fixtures)('%s cut off anywhere', (_, bytes) => {
    const step = Math.max(1, Math.floor(bytes.length / 15));
    for (let end = 0; end < bytes.length; end += step) importSafely(bytes.subarray(0, end));
  });
});

describe('deep nesting', () => {
  const open = '['.repeat(15_000);
  const close = ']'.repeat(15_000);
  it.each([
    ['alone', open + close],
    ['in a record', `[{"epoch": 1, "loss": ${open}${close}}]`],
    ['in batches', `[{"epoch": 1, "loss": 1, "batches": ${open}${close}}]`],
    ['in an object', `[{"a": ${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}}]`],
    ['beside NaN', `[NaN, ${open}${close}]`],
  ])('%s ends in an error that says so', (_, text) => {
    expect(messageOf(() => importFile(encoder.encode(text), 'deep'))).toMatch(
      /nested deeper than 1000 levels\.$/,
    );
  });
});

describe('large files', () => {
  it('of 100 MB import', { timeout: 120_000 }, () => {
    const batch = '{"train_loss": 2.2900640964508057, "train_batch_size": 128}, ';
    const batches = batch.repeat(66_000);
    const epochs = Array.from({ length: 25 }, (_, i) => {
      return `{"batches": [${batches}{}], "epoch": ${String(i + 1)}, "train_loss": ${String(1 / (i + 1))}}`;
    });
    const bytes = encoder.encode(`[${epochs.join(', ')}]`);
    expect(bytes.length).toBeGreaterThan(100e6);
    const { history, format } = importFile(bytes, 'history.json');
    expect(format).toBe('skorch');
    expect(history.runs[0]!.records).toHaveLength(25);
    expect(history.runs[0]!.records[24]!.train_batch_count).toBe(66_000);
  });

  it('of 100,000 rows import as CSV', { timeout: 60_000 }, () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `${String(i % 1000)},${String(Math.floor(i / 1000))},${String(1 / (i + 1))}`,
    );
    const { history } = importFile(encoder.encode(`epoch,run,loss\n${rows.join('\n')}\n`), 'log.csv');
    expect(history.runs).toHaveLength(100);
    expect(history.runs[99]!.records).toHaveLength(1000);
  });

  it('beyond the limit are refused, before and after unpacking', { timeout: 60_000 }, () => {
    const message = '"big" is larger than 256 MiB, the maximum size.';
    expect(messageOf(() => importFile(new Uint8Array(MAX_FILE_BYTES + 1), 'big'))).toBe(message);
    // A small file that unpacks to a huge one, in many parts as gzip allows.
    const part = gzipSync(new Uint8Array(16 * 2 ** 20), { level: 1 });
    const packed = Buffer.concat(Array<Uint8Array>(17).fill(part));
    expect(packed.length).toBeLessThan(MAX_FILE_BYTES / 100);
    expect(messageOf(() => importFile(packed, 'big'))).toBe(message);
  });

  it('that are binary are refused by what they are', () => {
    const binary = readFileSync(new URL(import.meta.resolve('fflate')));
    expect(binary.length).toBeGreaterThan(1000);
    const shifted = binary.map((byte) => (byte + 128) % 256);
    expect(messageOf(() => importFile(shifted, 'x'))).toMatch(/is not text/);
  });
});
