import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  idsOfRuns,
  importFile,
  mergeHistories,
  recordList,
  writeHistory,
  type ArrayPiece,
  type DataArray,
  type History,
} from '../../../history/index.ts';
import { differenceOf, type Act } from '../../../src/page/experiments/acts.ts';
import { RunStore, type Acts } from '../../../src/page/experiments/store/run-store.ts';
import { anyHistory } from '../../history/arbitrary.ts';
import { inColumns, makeHistory, makeRecords, makeRun } from '../../history/make.ts';

const NO_ACTS: Acts = { past: [], future: [] };
const NOTHING = makeHistory();

/** As `navigator.locks` where a single name is used and all are exclusive. */
function makeLocks(): LockManager {
  let pending: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, task: () => Promise<unknown>) => {
      const done = pending.then(task);
      pending = done.catch(() => undefined);
      return done;
    },
  } as unknown as LockManager;
}

let count = 0;
/** What opens a store of its own for each tab; each call is another tab. */
function makeBrowser() {
  const [name, locks] = [`store-${String(count++)}`, makeLocks()];
  return { name, openTab: () => new RunStore({ name, locks }) };
}

const ids = ({ runs }: History) => idsOfRuns(runs);

/** Tables of 1,200 runs and a run of 17,000 records: both are stored in pieces. */
function large(name: string, offset = 0): History {
  const rows = Array.from(
    { length: 1200 },
    (_, i) => `${String(i + offset)},${i % 2 === 0 ? 'relu' : 'tanh'}`,
  );
  const text = `lr,act\n${rows.join('\n')}\n`;
  return inColumns(importFile(new TextEncoder().encode(text), `${name}.csv`).history);
}

function long(name: string, offset = 0): History {
  const rows = Array.from({ length: 17_000 }, (_, i) => `${String(i + 1)},${String(i + offset)}`);
  const text = `epoch,loss\n${rows.join('\n')}\n`;
  return importFile(new TextEncoder().encode(text), `${name}.csv`).history;
}

/** Changes the arrays in the rows of pieces. */
async function damagePieces(database: Dexie, change: (data: DataArray) => DataArray): Promise<void> {
  await database
    .table<{ pieces: ArrayPiece[] }>('pieces')
    .limit(1)
    .modify((row) => {
      row.pieces = row.pieces.map((piece) => ({ ...piece, data: change(piece.data) }));
    });
}

const act = (id: string, before: History, after: History): Act => ({
  id,
  label: 'Clear the runs',
  at: 1,
  ...differenceOf(before, after)!,
});

afterEach(() => void vi.restoreAllMocks());

describe('a store of runs', () => {
  it('holds what was saved, whole', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const { openTab } = makeBrowser();
        await openTab().save(history, NO_ACTS);
        const { history: loaded, unreadable } = await openTab().load();
        expect(unreadable).toEqual([]);
        expect(writeHistory(loaded)).toBe(writeHistory(history));
      }),
      { numRuns: 30 },
    );
  });

  it('holds the runs in their order, however they came and went', async () => {
    const runs = Array.from({ length: 8 }, (_, i) => makeRun(`r${String(i)}`));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.shuffledSubarray(runs), { minLength: 1, maxLength: 6 }),
        async (states) => {
          const { openTab } = makeBrowser();
          const tab = openTab();
          for (const state of states) await tab.save(makeHistory(...state), NO_ACTS);
          const { history } = await openTab().load();
          expect(ids(history)).toEqual(states.at(-1)!.map(({ id }) => id));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps the runs of a tab when another removes its own', async () => {
    const { openTab } = makeBrowser();
    const [one, other] = [openTab(), openTab()];
    await Promise.all([one.load(), other.load()]);
    const [mine, theirs] = [mergeHistories(large('mine'), long('mine too')), large('theirs', 5)];
    await one.save(mine, NO_ACTS);
    await other.save(theirs, NO_ACTS);
    await other.save(NOTHING, NO_ACTS);
    const { history, unreadable } = await openTab().load();
    expect(unreadable).toEqual([]);
    expect(writeHistory(history)).toBe(writeHistory(mine));
  });

  it('does not delete what another tab is saving at that moment', async () => {
    const { openTab } = makeBrowser();
    const mine = mergeHistories(large('mine'), long('mine too'));
    const [one, other] = [openTab(), openTab()];
    const saving = one.save(mine, NO_ACTS);
    await other.load();
    await saving;
    expect(writeHistory((await openTab().load()).history)).toBe(writeHistory(mine));
  });

  it('keeps the runs of two tabs that have the same ids', async () => {
    const { openTab } = makeBrowser();
    const runOf = (loss: number) => makeHistory(makeRun('a', { records: makeRecords({ loss }) }));
    await openTab().save(runOf(1), NO_ACTS);
    await openTab().save(runOf(2), NO_ACTS);
    const { history } = await openTab().load();
    // Which comes first is open: neither tab knew of the other.
    expect(history.runs.map(({ records }) => records[0]!.loss).sort()).toEqual([1, 2]);
  });

  it('stores anew what another tab deleted while this one shows it', async () => {
    const { openTab } = makeBrowser();
    const [one, other] = [openTab(), openTab()];
    const [a, b] = [makeRun('a'), makeRun('b')];
    await one.save(makeHistory(a), NO_ACTS);
    await other.load();
    await other.save(NOTHING, NO_ACTS);
    await one.save(makeHistory(b, a), NO_ACTS);
    expect(ids((await openTab().load()).history)).toEqual(['b', 'a']);
  });

  it.each([
    ['a piece is gone', async (database: Dexie) => void (await database.table('pieces').limit(1).delete())],
    [
      'a piece is shorter',
      (database: Dexie) => damagePieces(database, (data) => (Array.isArray(data) ? data : data.slice(1))),
    ],
    [
      'a text is missing',
      (database: Dexie) => damagePieces(database, (data) => (Array.isArray(data) ? data.slice(1) : data)),
    ],
    [
      'a record is garbage',
      (database: Dexie) =>
        database
          .table<{ content: unknown }>('units')
          .filter(({ content }) => (content as { name?: string }).name === 'bad.csv')
          .modify((unit) => void (unit.content = { kind: 'columns', columns: null })),
    ],
  ])('names a unit that cannot be read and keeps it and the others: %s', async (_, damage) => {
    const { name, openTab } = makeBrowser();
    const [bad, good] = [large('bad'), makeHistory(makeRun('good', { records: makeRecords({ loss: 1 }) }))];
    await openTab().save(mergeHistories(bad, good), NO_ACTS);
    const database = await new Dexie(name).open();
    await damage(database);
    const countUnits = () => database.table('units').count();

    const tab = openTab();
    const { history, unreadable } = await tab.load();
    expect(ids(history)).toEqual(['good']);
    expect(unreadable).toHaveLength(1);
    // Whatever this tab does, the unit stays until it is deleted by name.
    await tab.save(NOTHING, { past: [act('1', history, NOTHING)], future: [] });
    await tab.save(NOTHING, NO_ACTS);
    expect(await countUnits()).toBe(1);
    await unreadable[0]!.forget();
    expect(await countUnits()).toBe(0);
    expect(await database.table('pieces').count()).toBe(0);
    database.close();
  });

  it('saves everything else when one unit does not fit, and tries it again only after something went', async () => {
    const { openTab } = makeBrowser();
    const original = IDBObjectStore.prototype.add;
    let tries = 0;
    const isBig = (value: unknown) => JSON.stringify(value).includes('big.csv');
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key?: IDBValidKey,
    ) {
      if (!isBig(value)) return original.call(this, value, key);
      tries++;
      throw new DOMException('There is no room.', 'QuotaExceededError');
    });
    const small = makeRun('small');
    const all = mergeHistories(large('big'), makeHistory(small));
    const tab = openTab();
    const { refused } = await tab.save(all, NO_ACTS);
    expect(refused).toEqual([
      { name: 'big.csv', runs: 1200, reason: expect.stringContaining('QuotaExceededError') },
    ]);
    expect(ids((await openTab().load()).history)).toEqual(['small']);
    const before = tries;
    expect((await tab.save(mergeHistories(all, makeHistory(makeRun('more'))), NO_ACTS)).refused).toEqual([]);
    expect(tries).toBe(before);
    expect(ids((await openTab().load()).history)).toEqual(['small', 'more']);
    add.mockRestore();
    await tab.save(large('big'), NO_ACTS);
    await tab.save(mergeHistories(all, makeHistory()), NO_ACTS);
    expect((await openTab().load()).history.runs.length).toBe(1201);
  });

  it('keeps what acts removed, and deletes it with the act', async () => {
    const { name, openTab } = makeBrowser();
    const all = mergeHistories(large('a'), makeHistory(makeRun('b')));
    const tab = openTab();
    await tab.save(all, NO_ACTS);
    const cleared = act('1', all, NOTHING);
    const { keyOf, forgotten } = await tab.save(NOTHING, { past: [cleared], future: [] });
    expect(forgotten).toEqual([]);
    const keys = cleared.removed.map(({ unit }) => keyOf(unit!)!);

    const next = openTab();
    const loaded = await next.load();
    expect(ids(loaded.history)).toEqual([]);
    expect(loaded.acts.past.map(({ label, removed }) => [label, removed.map(({ key }) => key)])).toEqual([
      ['Clear the runs', keys],
    ]);
    const units = await Promise.all(keys.map((key) => next.unit(key)));
    expect(units.map((unit) => ('shapes' in unit ? unit.length : unit.id))).toEqual([1200, 'b']);

    expect((await next.save(NOTHING, NO_ACTS)).forgotten).toEqual(['b']);
    const database = await new Dexie(name).open();
    expect(
      await Promise.all(['units', 'acts', 'pieces'].map((table) => database.table(table).count())),
    ).toEqual([0, 0, 0]);
    database.close();
  });

  it('removes at the next visit what a save that was cut off left behind', async () => {
    const { name, openTab } = makeBrowser();
    const kept = large('kept');
    await openTab().save(kept, NO_ACTS);
    const database = await new Dexie(name).open();
    await database
      .table('units')
      .add({ key: 'k', place: 'pending', position: 0, batch: 'b', run: null, content: {} });
    await database.table('pieces').add({ batch: 'b', shell: null, pieces: [] });
    const { history, unreadable } = await openTab().load();
    expect([ids(history).length, unreadable]).toEqual([1200, []]);
    expect(await database.table('pieces').where('batch').equals('b').count()).toBe(0);
    database.close();
  });

  it('stores runs that lie in the same columns once, and keeps them while one of them is there', async () => {
    const { name, openTab } = makeBrowser();
    const rows = Array.from(
      { length: 300 * 40 },
      (_, i) => `r${String(Math.floor(i / 40))},${String((i % 40) + 1)},${String(i)}`,
    );
    const text = `run,epoch,loss\n${rows.join('\n')}\n`;
    const all = importFile(new TextEncoder().encode(text), 'sweep.csv').history;
    expect(all.runs).toHaveLength(300);
    const tab = openTab();
    await tab.save(all, NO_ACTS);
    const database = await new Dexie(name).open();
    const count = (table: string) => database.table(table).count();
    expect([await count('units'), await count('pieces')]).toEqual([300, 1]);

    const next = openTab();
    const { history } = await next.load();
    expect(writeHistory(history)).toBe(writeHistory(all));
    const last = { ...history, runs: history.runs.slice(-1) };
    const forgotten = (await next.save(last, NO_ACTS)).forgotten;
    expect(forgotten).toEqual(ids(all).slice(0, -1));
    expect([await count('units'), await count('pieces')]).toEqual([1, 1]);
    expect(writeHistory((await openTab().load()).history)).toBe(writeHistory(last));
    await next.save(NOTHING, NO_ACTS);
    expect([await count('units'), await count('pieces')]).toEqual([0, 0]);
    database.close();
  });

  it('reports which column lacks values', async () => {
    const { name, openTab } = makeBrowser();
    // The arrays of the columns are too long for one row of pieces.
    const length = 100_000;
    const values = Float64Array.from({ length }, (_, i) => i);
    const columns = ['epoch', 'loss'].map((column) => ({
      name: column,
      cells: { length, values, kinds: null, texts: [] },
    }));
    const records = recordList({ columns, start: 0, end: length });
    await openTab().save(makeHistory(makeRun('long', { records })), NO_ACTS);
    const database = await new Dexie(name).open();
    const keys = await database.table('pieces').toCollection().primaryKeys();
    await database.table('pieces').delete(keys.at(-1)!);
    database.close();
    const { unreadable } = await openTab().load();
    expect(unreadable.map(({ name: unit, reason }) => [unit, reason])).toEqual([
      ['long', '0 of 100000 values of loss are there.'],
    ]);
  });

  describe('reads a database of an earlier version, with every run in it', () => {
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
    ])('version %i', async (version, fixture, stores, isThere, length) => {
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

    it('refuses one with a missing piece, and names the column', async () => {
      const { name, openTab } = makeBrowser();
      const old = new Dexie(name);
      old.version(3).stores({ ...NOW_GONE, pieces: '++, batch' });
      const damaged = (row: Row) => !(row.array === 'kinds' && row.column === 2) && row.column !== 1;
      for (const table of dumpOf('version-3'))
        await old.table(table.name).bulkAdd(table.rows.filter(damaged));
      old.close();
      const { history, unreadable } = await openTab().load();
      expect(ids(history)).toEqual(['small']);
      expect(unreadable.map(({ reason }) => reason)).toEqual([
        '0 of 16400 values of loss are there.',
        '0 of 1200 values of lr are there.',
      ]);
    });
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
