import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { continueRecords, RunSet, toTable } from '../../../history/index.ts';
import type { EpochRecord } from '../../../history/index.ts';
import { rangeOf } from '../../../history/runs/record-list.ts';
import { anyScalar, dictionary } from '../arbitrary.ts';
import { makeHistory, makeRun } from '../make.ts';
import { difference } from '../same.ts';

const anyRecords = fc
  .array(dictionary(anyScalar), { maxLength: 40 })
  .map((list) => list.map((cells, i) => ({ ...cells, epoch: i + 1 }) as EpochRecord));

/** Records that count how often their keys are read. */
function countReads(count: number) {
  const reads = new Array<number>(count).fill(0);
  const records = reads.map((_, i) => {
    const record: EpochRecord = { epoch: i + 1, loss: i };
    return new Proxy(record, {
      ownKeys(target) {
        reads[i]!++;
        return Reflect.ownKeys(target);
      },
    });
  });
  return { records, reads };
}

describe('continueRecords', () => {
  it('equals the records as a whole, however they grew', () => {
    const step = fc.record({
      end: fc.nat(40),
      /** The index of a record that is not the one of before. */
      edited: fc.option(fc.nat(40)),
      isRead: fc.boolean(),
    });
    fc.assert(
      fc.property(anyRecords, fc.array(step, { maxLength: 8 }), (all, steps) => {
        let before: readonly EpochRecord[] = [];
        const seen: { list: readonly EpochRecord[]; records: EpochRecord[] }[] = [];
        for (const { end, edited, isRead } of steps) {
          const records = all.slice(0, end).map((each, i) => (i === edited ? { ...each, edited } : each));
          before = continueRecords(before, records, true);
          if (isRead) expect(difference(Array.from(before), records)).toBeNull();
          seen.push({ list: before, records });
        }
        for (const { list, records } of seen) {
          expect(list).toHaveLength(records.length);
          expect(difference(Array.from(list), records)).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads each record once, and shares its columns with tables', () => {
    const { records, reads } = countReads(300);
    let before: readonly EpochRecord[] = [];
    for (let end = 1; end <= records.length; end++) {
      before = continueRecords(before, records.slice(0, end), true);
      const other = makeRun('b', { records: [{ epoch: 1, loss: 1 }] });
      const history = makeHistory(makeRun('a', { records: before }), other);
      const columns = RunSet.ofHistory(history).chunks.map((chunk) => chunk.columns.records!.columns);
      expect(columns).toContain(rangeOf(before)!.columns);
    }
    expect(new Set(reads)).toEqual(new Set([1]));
  });

  it('continues one of two continuations, and leaves the other as it is', () => {
    const [first, second, third] = [1, 2, 2].map((epoch, i): EpochRecord => ({ epoch, loss: i }));
    const start = continueRecords([], [first!], true);
    const one = continueRecords(start, [first!, second!], true);
    const other = continueRecords(start, [first!, third!], true);
    const table = toTable(makeHistory(makeRun('a', { records: one }), makeRun('b', { records: other })), {
      rows: 'epochs',
    });
    expect(table.length).toBe(4);
    expect([...start, ...one, ...other]).toEqual([first, first, second, first, third]);
  });

  it('keeps texts of later records out of earlier columns', () => {
    const records = ['a', 'b'].map((note, i) => ({ epoch: i + 1, note }) as EpochRecord);
    const start = continueRecords([], records.slice(0, 1), true);
    const { columns } = RunSet.of([makeRun('a', { records: start })]).chunks[0]!;
    expect(Array.from(continueRecords(start, records, true))).toEqual(records);
    expect(columns.records!.columns.map(({ cells }) => cells.texts)).toEqual([[], ['a']]);
  });
});
