import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  idsOfRuns,
  importFile,
  mergeHistories,
  writeHistory,
  type ArrayPiece,
  type DataArray,
  type History,
} from '../../../history/index.ts';
import { differenceOf, type Act } from '../../../src/page/experiments/acts.ts';
import { anyHistory } from '../../history/arbitrary.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';
import { large, makeBrowser, NO_ACTS } from './stores.ts';

const NOTHING = makeHistory();

const ids = ({ runs }: History) => idsOfRuns(runs);

/** A run of 17,000 records, which are stored in several pieces. */
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
});
