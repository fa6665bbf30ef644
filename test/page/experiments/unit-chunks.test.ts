import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { idsOfRuns, importFile, recordList, writeHistory } from '../../../history/index.ts';
import { withRun } from '../../../src/page/experiments/replace-runs.ts';
import { makeHistory, makeRun } from '../../history/make.ts';
import { makeBrowser, NO_ACTS } from './stores.ts';

const NOTHING = makeHistory();

afterEach(() => void vi.restoreAllMocks());

describe('stored chunks', () => {
  it('hold runs of the same columns once, as long as one of them is there', async () => {
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
    expect(forgotten).toEqual(idsOfRuns(all.runs).slice(0, -1));
    expect([await count('units'), await count('pieces')]).toEqual([1, 1]);
    expect(writeHistory((await openTab().load()).history)).toBe(writeHistory(last));
    await next.save(NOTHING, NO_ACTS);
    expect([await count('units'), await count('pieces')]).toEqual([0, 0]);
    database.close();
  });

  it('name the column that lacks values', async () => {
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

  it('hold a run as it was when the save began, although it grows meanwhile', async () => {
    const { openTab } = makeBrowser();
    // The texts of the notes are stored after the first row of pieces.
    const records = Array.from({ length: 100_000 }, (_, i) => ({ epoch: i + 1, loss: i, note: 'a' }));
    const run = makeRun('a', { status: 'running', records });
    const before = withRun(NOTHING, run);
    const added = { epoch: 100_001, loss: 1, note: 'b' };
    let after = before;
    const store = IDBObjectStore.prototype;
    const { add } = store;
    vi.spyOn(store, 'add').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (after === before) {
        after = withRun(before, { ...run, records: [...records, added] });
        expect(after.runs[0]!.records.at(-1)).toEqual(added);
      }
      return add.apply(this, args);
    });
    const tab = openTab();
    expect((await tab.save(before, NO_ACTS)).refused).toEqual([]);
    expect(after).not.toBe(before);
    const { history, unreadable } = await openTab().load();
    expect(unreadable).toEqual([]);
    expect(history.runs[0]!.records).toHaveLength(100_000);
    await tab.save(after, NO_ACTS);
    expect((await openTab().load()).history.runs[0]!.records.slice(-2)).toEqual([records.at(-1), added]);
  });
});
