import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  history as wandbStep,
  item,
  message,
  record as wandbRecord,
  wandbFile,
} from '../../../fixtures/formats/wandb-writer.ts';
import { writeEvents } from '../../../history/export/tensorboard/event.ts';
import { IncrementalReadState, importFiles } from '../../../history/index.ts';
import type { FileEntry, ImportedFiles } from '../../../history/index.ts';
import { entryOf } from './files.ts';

const encoder = new TextEncoder();
const EVENTS = 'events.out.tfevents.1700000000.host.17.0';

/** A file that is being written: reads its current content with the kept state, and counts the bytes read each time. */
function growingFile(path: string) {
  const readState = new IncrementalReadState();
  let taken = 0;
  const entryNow = (bytes: Uint8Array): FileEntry => ({
    path,
    size: bytes.length,
    read() {
      taken += bytes.length;
      return Promise.resolve(bytes);
    },
    slice(start, end) {
      taken += end - start;
      return Promise.resolve(bytes.slice(start, end));
    },
    readState,
  });
  return {
    readState,
    async read(content: string | Uint8Array) {
      taken = 0;
      const bytes = typeof content === 'string' ? encoder.encode(content) : content;
      const imported = await importFiles([entryNow(bytes)]);
      return { imported, taken };
    },
  };
}

/** Runs as plain values, whichever way they are held. */
function plain({ history }: ImportedFiles): unknown {
  return history.runs.map((run) => ({ ...run, records: [...run.records] }));
}

/** What of a text is ended by a line feed. */
const ended = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1);

const number = fc.oneof(
  fc.integer({ min: -9, max: 99 }).map(String),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
  fc.constantFrom('nan', 'inf', '', '--', '1e5'),
);
const word = fc.constantFrom('relu', 'tanh', '7', '"a, b"', '"two\nlines"', '"say ""hi"""', 'Grüße', '');

/** Lines of each format, of which the first is its header where it has one. */
const LINES: readonly (readonly [path: string, lines: fc.Arbitrary<readonly string[]>])[] = [
  [
    'log.csv',
    fc
      .array(fc.tuple(number, number, word), { maxLength: 30 })
      .map((rows) => ['epoch,loss,note,x', ...rows.map((row, i) => `${String(i + 1)},${row.join(',')}`)]),
  ],
  [
    'runs.csv',
    fc
      .array(fc.tuple(number, word, word), { maxLength: 30 })
      .map((rows) => ['lr,act,name', ...rows.map((row) => row.join(','))]),
  ],
  [
    'semicolons.csv',
    fc
      .array(fc.tuple(fc.integer({ max: 9 }), fc.constantFrom('0,5', '1,25', '7', 'a')), { maxLength: 30 })
      .map((rows) => ['step;loss', ...rows.map((row) => row.join(';'))]),
  ],
  [
    'log.jsonl',
    fc
      .array(
        fc.record(
          { loss: fc.double(), act: fc.constantFrom('a', 'ü', '{"'), on: fc.boolean() },
          { requiredKeys: [] },
        ),
      )
      .map((rows) => rows.map((row, epoch) => JSON.stringify({ epoch, ...row }))),
  ],
  [
    'wandb-history.jsonl',
    fc
      .array(fc.record({ loss: fc.double(), 'val/acc': fc.double() }, { requiredKeys: [] }))
      .map((rows) => rows.map((row, i) => JSON.stringify({ _step: i, _runtime: i / 2, ...row }))),
  ],
];

/** Records of an event file, of which the first says what it is. */
const events = fc
  .array(fc.tuple(fc.constantFrom('loss', 'acc'), fc.float(), fc.nat(3)), { maxLength: 20 })
  .map((values) => [
    writeEvents([{ wallTime: 1700000000, fileVersion: 'brain.Event:2' }]),
    // A step that goes back is a restart.
    ...values.map(([tag, scalar, back], i) =>
      writeEvents([{ wallTime: 1700000001, step: Math.max(0, i - back), values: [{ tag, scalar }] }]),
    ),
  ]);

/** Records of a `.wandb` file, some of which take several blocks; the first bytes are its header. */
const wandbRecords = fc
  .array(
    fc.oneof(
      fc.tuple(fc.nat(99), fc.double()).map(([step, loss]) => wandbStep(step, item('loss', loss))),
      fc.constantFrom('lr', 'note').map((key) => wandbRecord(5, message([1, item(key, 'x'.repeat(9))]))),
      fc
        .integer({ min: 2, max: 3 })
        .map((size) => wandbRecord(5, message([1, item('long', 'y'.repeat(size * 30_000))]))),
    ),
    { maxLength: 6 },
  )
  .map((records) => {
    const ends = [0, ...[...records, null].map((_, i) => wandbFile(records.slice(0, i)).length)];
    const whole = wandbFile(records);
    return ends.slice(1).map((end, i) => whole.subarray(ends[i], end));
  });

/** What a job writes at once, of each format. */
const FORMATS: readonly (readonly [path: string, records: fc.Arbitrary<readonly Uint8Array[]>])[] = [
  ...LINES.map(
    ([path, lines]) => [path, lines.map((each) => each.map((line) => encoder.encode(`${line}\n`)))] as const,
  ),
  [`run/${EVENTS}`, events],
  ['run/run-1.wandb', wandbRecords],
];

describe('a file that grows', () => {
  it.each(FORMATS)('gives what it would if it were read whole: %s', async (path, recordsOf) => {
    await fc.assert(
      fc.asyncProperty(
        recordsOf,
        // Doubles would mostly be near 0.
        fc.array(
          fc.nat(1000).map((part) => part / 1000),
          { minLength: 1, maxLength: 5 },
        ),
        async (records, cuts) => {
          const bytes = Buffer.concat(records);
          const sizes = [...cuts.map((cut) => Math.floor(cut * bytes.length)), bytes.length];
          const file = growingFile(path);
          const seen: (readonly [ImportedFiles, unknown])[] = [];
          for (const size of sizes.sort((a, b) => a - b)) {
            let end = 0;
            const whole = records.filter((record) => (end += record.length) <= size);
            const expected = plain(await importFiles([entryOf(path, Buffer.concat(whole))]));
            const { imported } = await file.read(Uint8Array.from(bytes.subarray(0, size)));
            expect(plain(imported)).toEqual(expected);
            seen.push([imported, expected]);
          }
          // What was given before is not written over.
          for (const [imported, expected] of seen) expect(plain(imported)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  const row = (i: number) => `${String(i)},${String(1 / i)},${i % 2 === 0 ? 'relu' : 'tanh'}\n`;
  const record = (i: number) =>
    `{"epoch": ${String(i)}, "loss": ${String(1 / i)}, "act": "relu", "lr": 0.1}\n`;
  const history = (i: number) =>
    `{"_step": ${String(i)}, "_runtime": ${String(i)}, "loss": ${String(1 / i)}}\n`;
  const journal = (i: number) =>
    i === 1
      ? '{"op_code": 0, "worker_id": "w", "study_name": "s", "directions": [1]}\n'
      : `{"op_code": 4, "worker_id": "w", "study_id": 0, "datetime_start": "2024-05-01T10:00:00"}\n`;
  const repeat = (lineOf: (i: number) => string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => lineOf(from + i)).join('');

  const ROWS = 140_000;

  it.each([
    ['a table', 'log.csv', 'epoch,loss,act\n', row],
    ['JSON lines', 'log.jsonl', '', record],
    ["W&B's history", 'run/wandb-history.jsonl', '', history],
    ["Optuna's journal", 'journal.log', '', journal],
  ])('is read from where its lines end: %s', async (_, path, header, lineOf) => {
    const [before, after] = [header + repeat(lineOf, 1, ROWS), repeat(lineOf, ROWS, ROWS + 100)];
    const half = before + after.slice(0, -5);
    const file = growingFile(path);
    await file.read(before);
    const more = await file.read(half);
    // The head is looked at, and what was read is compared at both ends.
    expect(before.length).toBeGreaterThan(2 ** 22);
    expect(more.taken).toBeLessThan(2 ** 21);
    expect(plain(more.imported)).toEqual(plain(await importFiles([entryOf(path, ended(half))])));
    expect(more.imported.files[0]!.notes.join(' ')).not.toMatch(/cut off|last line/i);
    expect(plain((await file.read(before + after)).imported)).toEqual(
      plain(await importFiles([entryOf(path, before + after)])),
    );
  });

  it('is read from behind its last whole record where it is one of events', async () => {
    const at = (i: number) => ({ wallTime: 1700000001, step: i, values: [{ tag: 'loss', scalar: 1 / i }] });
    const [before, after] = [0, 100_000].map((from) =>
      writeEvents(Array.from({ length: from === 0 ? 99_999 : 100 }, (_, i) => at(from + i + 1))),
    );
    const file = growingFile(`run/${EVENTS}`);
    await file.read(before!);
    const whole = Uint8Array.from(Buffer.concat([before!, after!]));
    const half = await file.read(whole.slice(0, -5));
    expect(before!.length).toBeGreaterThan(2 ** 22);
    expect(half.taken).toBeLessThan(2 ** 19);
    expect(half.imported.files[0]!.notes.join(' ')).not.toMatch(/not whole/);
    expect(half.imported.history.runs[0]!.records).toHaveLength(99_999 + 99);
    const { imported } = await file.read(whole);
    expect(plain(imported)).toEqual(plain(await importFiles([entryOf(`run/${EVENTS}`, whole)])));
  });

  it('is read from behind its last whole piece where it is one of W&B', async () => {
    const records = Array.from({ length: 9000 }, (_, i) => wandbStep(i, item('loss', 1 / (i + 1))));
    const [before, whole] = [wandbFile(records.slice(0, -10)), wandbFile(records)];
    const file = growingFile('run/run-1.wandb');
    await file.read(before);
    const half = await file.read(whole.slice(0, -5));
    expect(before.length).toBeGreaterThan(2 ** 18);
    expect(half.taken).toBeLessThan(before.length);
    expect(half.imported.history.runs[0]!.records).toHaveLength(8999);
    expect(half.imported.files[0]!.notes.join(' ')).not.toMatch(/not whole/);
    expect(file.readState.hasIncompleteLine).toBe(true);
    const { imported } = await file.read(whole);
    expect(plain(imported)).toEqual(plain(await importFiles([entryOf('run/run-1.wandb', whole)])));
  });

  it.each([
    ['became shorter', (text: string) => text.slice(0, 5000)],
    ['was written anew from the beginning', (text: string) => text.replace('0.5', '0.7') + row(9001)],
    ['was written anew in its last lines', (text: string) => text.replace(row(8999), row(1)) + row(9001)],
    ['has the same length', (text: string) => text.replace(row(4000), row(4002))],
    ['has another header', (text: string) => text.replace('loss', 'acc') + row(9000)],
  ])('is read whole where it %s', async (_, change) => {
    const text = `epoch,loss,act\n${repeat(row, 1, 9000)}`;
    const file = growingFile('log.csv');
    await file.read(text);
    const changed = ended(change(text));
    expect(changed).not.toBe(text);
    expect(plain((await file.read(changed)).imported)).toEqual(
      plain(await importFiles([entryOf('log.csv', changed)])),
    );
  });

  it('is read whole after a reading that failed', async () => {
    const text = `epoch,loss\n1,0.5\n`;
    const file = growingFile('log.csv');
    await file.read(text);
    const broken = await file.read(new Uint8Array([...encoder.encode(text), 50, 44, 0, 10]));
    expect(broken.imported.files[0]!.outcome).toBe('failed');
    expect(plain((await file.read(`${text}2,0.25\n`)).imported)).toEqual(
      plain(await importFiles([entryOf('log.csv', `${text}2,0.25\n`)])),
    );
  });

  it.each([
    ['a table', 'log.csv', 'epoch,loss\n1,0.5\n2,0.2'],
    ['JSON lines', 'log.jsonl', '{"epoch": 1, "loss": 1}\n{"epoch": 2, "loss": 0.2'],
    ['a table with odd quotes', 'log.csv', 'epoch,loss,note\n1,0.5,a "b" c\n2,0.2,"x" y'],
  ])('says whether its last line waits for its end: %s', async (_, path, text) => {
    const file = growingFile(path);
    const { imported } = await file.read(text);
    expect(imported.history.runs[0]!.records).toHaveLength(1);
    expect(file.readState.hasIncompleteLine).toBe(true);
    await file.read(ended(text));
    expect(file.readState.hasIncompleteLine).toBe(false);
  });
});
