import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportHistory } from '../../../../history/index.ts';
import { makeHistory, makeRecords, makeRun } from '../../make.ts';
import { importSet } from '../files.ts';
import { frame } from './tf-writer.ts';
import { history, item, wandbFile } from '../../../../fixtures/formats/wandb-writer.ts';

const run = makeRun('a', {
  parameters: { lr: 0.1, act: 'relu' },
  metrics: { loss: { direction: 'min' } },
  records: makeRecords({ loss: 1 }, { loss: 0.5 }),
});

async function exported(format: string): Promise<Uint8Array> {
  const { files } = await exportHistory(makeHistory(run), format);
  return files[0]!.content as Uint8Array;
}

const database = new Uint8Array(
  readFileSync(new URL('../../../../fixtures/python/mlflow/mlflow.db', import.meta.url)),
);
const samples: readonly (readonly [string, Uint8Array])[] = [
  ['a.wandb', wandbFile([history(0, item('loss', 1)), history(1, item('loss', 2))])],
  ['events.out.tfevents.1', await exported('tensorboard')],
  ['a.parquet', await exported('parquet')],
  ['a.db', database],
];

/** An import gives runs or says why it does not; it never throws, and never touches a prototype. */
async function survives(path: string, bytes: Uint8Array): Promise<void> {
  const { files } = await importSet({ [path]: bytes });
  for (const { outcome, notes } of files) {
    expect(notes.length).toBeGreaterThan(0);
    if (outcome === 'failed') expect(notes[0]).toMatch(/^".*" .+\.$/s);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

describe('a damaged or hostile binary file', () => {
  it.each(samples)('%s: with bytes changed, cut out and doubled', async (path, bytes) => {
    const edit = fc.record({
      at: fc.nat({ max: bytes.length - 1 }),
      kind: fc.nat({ max: 2 }),
      byte: fc.nat({ max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        let changed = bytes.slice();
        for (const { at, kind, byte } of edits) {
          const place = Math.min(at, changed.length - 1);
          if (kind === 0) changed[place] = byte;
          else if (kind === 1)
            changed = Uint8Array.from([...changed.slice(0, place), ...changed.slice(place + 1)]);
          else
            changed = Uint8Array.from([...changed.slice(0, place), ...changed.slice(Math.max(0, place - 9))]);
        }
        await survives(path, changed);
      }),
      { numRuns: path === 'a.db' ? 15 : 60 },
    );
  });

  it.each(samples)('%s: random bytes behind its first ones', async (path, bytes) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (tail) => {
        await survives(path, Uint8Array.from([...bytes.slice(0, 16), ...tail]));
      }),
      { numRuns: path === 'a.db' ? 5 : 60 },
    );
  });

  it('events: sound checksums around bytes that are no message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 5 }), async (payloads) => {
        await survives(
          'events.out.tfevents.2',
          Uint8Array.from(payloads.flatMap((payload) => [...frame(payload)])),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('.wandb: sound checksums around bytes that are no message', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 5 }),
        async (payloads) => {
          await survives('a.wandb', wandbFile(payloads));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('Parquet: a number of rows that lies is refused before anything is made for it', async () => {
    const bytes = (await exported('parquet')).slice();
    const text = new TextDecoder('latin1').decode(bytes);
    // The footer holds the count of rows, 2, as a zigzag varint behind the field header 0x16.
    const at = text.indexOf('\x16\x04', text.lastIndexOf('schema'));
    expect(at).toBeGreaterThan(0);
    const lying = Uint8Array.from([
      ...bytes.slice(0, at + 1),
      0xfe,
      0xff,
      0xff,
      0xff,
      0x7f,
      ...bytes.slice(at + 2),
    ]);
    const footer = new DataView(lying.buffer);
    footer.setUint32(lying.length - 8, footer.getUint32(lying.length - 8, true) + 4, true);
    const { files } = await importSet({ 'a.parquet': lying });
    expect(files[0]!.notes[0]).toMatch(
      /^"a\.parquet" says that it has \d+ rows of \d+ columns, more than is read\.$/,
    );
  });

  it('Parquet: a page that does not say what it holds is refused, where the library would read it for ever', async () => {
    const bytes = await exported('parquet');
    // The header of the second kind of page, 0x5c, begins with its counts; without the second 0x15 they end at once.
    const at = bytes.findIndex((_, i) => [0x5c, 0x15, 0x04, 0x15].every((byte, j) => bytes[i + j] === byte));
    expect(at).toBeGreaterThan(0);
    const changed = Uint8Array.from(bytes);
    changed[at + 3] = 0;
    const { files } = await importSet({ 'a.parquet': changed });
    expect(files[0]!.notes[0]).toMatch(/^"a\.parquet" cannot be read as Parquet: a page does not say .+\.$/);
  });
});
