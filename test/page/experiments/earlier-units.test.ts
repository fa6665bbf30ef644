import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { idsOfRuns, mergeHistories } from '../../../history/index.ts';
import { large, makeBrowser } from './stores.ts';

describe('a database of an earlier version', () => {
  const NOW_GONE = { runs: 'id, position', runTables: 'batch, position' };
  it.each<[number, string, Record<string, string>, (row: Row) => boolean, number]>([
    [1, 'version-3', { runs: 'id, position' }, ({ batch }) => batch === undefined, 1],
    [
      2,
      'version-3',
      { runs: 'id, position', pieces: '++, batch' },
      ({ columns }) => columns === undefined,
      2,
    ],
    [3, 'version-3', { ...NOW_GONE, pieces: '++, batch' }, () => true, 1202],
    [
      4,
      'version-5',
      { ...NOW_GONE, units: 'key, place, batch, run', acts: 'id, *keys', pieces: '++, batch' },
      () => true,
      1202,
    ],
    [
      5,
      'version-5',
      { units: 'key, place, batch, run', acts: 'id, *keys', pieces: '++, batch' },
      () => true,
      1202,
    ],
  ])('is read with every run in it: version %i', async (version, fixture, stores, isThere, length) => {
    const { name, openTab } = makeBrowser();
    const old = new Dexie(name);
    old.version(version).stores(stores);
    for (const table of dumpOf(fixture)) {
      if (Object.hasOwn(stores, table.name))
        await old.table(table.name).bulkAdd(table.rows.filter((row) => isThere(row)));
    }
    old.close();

    const tab = openTab();
    const { history, acts, unreadable } = await tab.load();
    expect(unreadable).toEqual([]);
    expect(history.runs).toHaveLength(length);
    const [small, longRun, ...rows] = history.runs;
    expect(small!.records.map(({ epoch, loss, note }) => [epoch, loss, note ?? null])).toEqual([
      [1, 0.5, 'a'],
      [2, null, 'b'],
      [3, NaN, null],
      [4, Infinity, 'a'],
    ]);
    if (longRun !== undefined) {
      expect(longRun.records).toHaveLength(16_400);
      expect(longRun.records[16_399]).toMatchObject({ epoch: 16_400, loss: 0.9 });
    }
    expect(rows.at(-1)?.parameters ?? null).toEqual(
      rows.length > 0 ? expect.objectContaining({ lr: 1.199, act: 'relu' }) : null,
    );
    const removed = acts.past.flatMap((each) => each.removed);
    expect(removed).toHaveLength(version >= 4 ? 1 : 0);
    for (const { key } of removed) {
      const unit = await tab.unit(key!);
      expect('records' in unit && 'id' in unit && [...unit.records]).toMatchObject([{ epoch: 1, loss: 7 }]);
    }

    // What is stored next to it has the new form.
    await tab.save(mergeHistories(history, large('new')), { past: acts.past, future: [] });
    const both = await openTab().load();
    expect([both.history.runs.length, both.unreadable]).toEqual([length + 1200, []]);
  });

  it('keeps units with missing pieces, and names the column', async () => {
    const { name, openTab } = makeBrowser();
    const old = new Dexie(name);
    old.version(3).stores({ ...NOW_GONE, pieces: '++, batch' });
    const damaged = (row: Row) => !(row.array === 'kinds' && row.column === 2) && row.column !== 1;
    for (const table of dumpOf('version-3')) await old.table(table.name).bulkAdd(table.rows.filter(damaged));
    old.close();
    const { history, unreadable } = await openTab().load();
    expect(idsOfRuns(history.runs)).toEqual(['small']);
    expect(unreadable.map(({ reason }) => reason)).toEqual([
      '0 of 16400 values of loss are there.',
      '0 of 1200 values of lr are there.',
    ]);
  });
});

interface Row {
  readonly batch?: string;
  readonly columns?: unknown;
  readonly array?: string;
  readonly column?: number;
}

/** The tables of a stored database. */
function dumpOf(fixture: string): { readonly name: string; readonly rows: readonly Row[] }[] {
  const dump = gunzipSync(
    readFileSync(new URL(`../../../fixtures/store/${fixture}.json.gz`, import.meta.url)),
  );
  return JSON.parse(dump.toString(), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('number' in value) return Number(value.number);
    if (!('base64' in value)) return value;
    const { buffer, byteOffset, length } = Uint8Array.from(Buffer.from(String(value.base64), 'base64'));
    const kinds = { Float64Array, Uint32Array, Uint8Array };
    const Kind = kinds[(value as unknown as { array: keyof typeof kinds }).array];
    return new Kind(buffer, byteOffset, length / Kind.BYTES_PER_ELEMENT);
  }) as { name: string; rows: Row[] }[];
}
