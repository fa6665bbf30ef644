import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  importFile,
  partsOfRuns,
  receiveHistory,
  RunSet,
  sendHistory,
  writeHistory,
} from '../../../history/index.ts';
import type { History } from '../../../history/index.ts';
import { transferable } from '../../../history/runs/split.ts';
import { assembleHistory, groupByColumns, splitHistory } from '../../../history/runs/split-history.ts';
import { anyHistory } from '../arbitrary.ts';
import { inColumns, makeHistory, makeRecords, makeRun } from '../make.ts';

/** The history on the other side of a message channel, its pieces in another order. */
async function sentAndReceived(history: History) {
  const { sent, batches } = sendHistory(history);
  const all = [...batches].flatMap((batch) => structuredClone(batch)).reverse();
  return { history: await receiveHistory(structuredClone(sent), all), pieces: all };
}

/** The history after its arrays were transferred to another thread. */
function transferred(history: History): History {
  const { version, runs } = splitHistory(history);
  const { chunks, transfer } = transferable(runs, false);
  const sent = chunks.map((chunk, i) => ({ ...runs[i]!, ...chunk }));
  return assembleHistory({ version, runs: structuredClone(sent, { transfer }) });
}

const ROWS = 40_000;
const tableOf = (head: string, line: (row: number) => string) => {
  const text = `${head}\n${Array.from({ length: ROWS }, (_, row) => line(row)).join('\n')}\n`;
  return importFile(new TextEncoder().encode(text), 'x.csv').history;
};

/** Returns a function, since a history whose arrays were transferred is empty. */
const tables: readonly [string, () => History][] = [
  [
    'one long run',
    () => tableOf('epoch,loss,note', (row) => `${String(row + 1)},${String(1 / row)},a${String(row % 3)}`),
  ],
  [
    'a run a row, some without a value',
    () => tableOf('lr,act,loss', (row) => `${String(row)},${row % 5 ? 'relu' : '--'},${row % 7 ? '1' : ''}`),
  ],
  [
    'named runs of two epochs',
    () => tableOf('run,epoch,loss', (row) => `r${String(row >> 1)},${String((row % 2) + 1)},${String(row)}`),
  ],
  [
    'named runs of 100 epochs',
    () =>
      tableOf(
        'run,epoch,loss',
        (row) => `r${String(Math.floor(row / 100))},${String((row % 100) + 1)},${String(row)}`,
      ),
  ],
];

describe('a history that is sent in pieces', () => {
  it('is the same on the other side', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        expect(writeHistory((await sentAndReceived(history)).history)).toBe(writeHistory(history));
      }),
      { numRuns: 100 },
    );
  });

  it.each(tables)('has pieces of at most 1 MiB: %s', async (_, make) => {
    const history = make();
    const { history: received, pieces } = await sentAndReceived(history);
    expect(writeHistory(received)).toBe(writeHistory(history));
    for (const { data } of pieces)
      expect(ArrayBuffer.isView(data) ? data.byteLength : data.length).toBeLessThanOrEqual(2 ** 20);
  });

  it('leaves the sender its arrays', () => {
    const many = Array.from({ length: 1200 }, (_, i) =>
      makeRun(String(i), { parameters: { lr: i, act: 'relu' } }),
    );
    const history = inColumns(makeHistory(...many));
    const before = writeHistory(history);
    for (const batch of sendHistory(history).batches) {
      const transfer = batch.flatMap(({ data }) => (ArrayBuffer.isView(data) ? [data.buffer] : []));
      structuredClone(batch, { transfer: transfer as ArrayBuffer[] });
    }
    expect(writeHistory(history)).toBe(before);
  });

  it('is refused if a piece is missing, with the name of the column', async () => {
    const history = makeHistory(makeRun('a', { records: makeRecords({ loss: 1 }, { loss: 2 }) }));
    const { sent, batches } = sendHistory(history);
    const pieces = [...batches].flat().filter(({ data }) => !(data instanceof Float64Array && data[0] === 1));
    await expect(receiveHistory(sent, pieces)).rejects.toThrow('0 of 2 values of epoch are there.');
  });
});

describe('a history whose arrays are transferred', () => {
  it('is the same on the other side', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const before = writeHistory(history);
        expect(writeHistory(transferred(history))).toBe(before);
      }),
      { numRuns: 100 },
    );
  });

  it('has its runs in the columns that came, if they are many or long, so that nothing is packed again', () => {
    const records = makeRecords(...Array.from({ length: 5000 }, (_, i) => ({ loss: i })));
    const sweep = Array.from({ length: 100 }, (_, i) => makeRun(String(i), { parameters: { lr: i } }));
    for (const runs of [sweep, [makeRun('long', { records })]]) {
      const history = transferred(makeHistory(...runs));
      const again = RunSet.ofHistory({ ...history, runs: [...history.runs] });
      expect(again.chunks[0]!.columns).toBe(RunSet.ofHistory(history).chunks[0]!.columns);
      expect(again.chunks[0]!.rows).toBeNull();
      expect(writeHistory({ ...history, runs: [...again] })).toBe(writeHistory(makeHistory(...runs)));
    }
  });

  it.each(tables)('has single runs and tables as before: %s', (_, make) => {
    const history = inColumns(make());
    const kinds = partsOfRuns(history.runs).map(({ kind, length }) => [kind, length]);
    const before = writeHistory(history);
    const received = transferred(history);
    expect(partsOfRuns(received.runs).map(({ kind, length }) => [kind, length])).toEqual(kinds);
    expect(writeHistory(received)).toBe(before);
  });

  it('sends 2,000 runs as one table in few buffers', () => {
    const runs = Array.from({ length: 2000 }, (_, i) =>
      makeRun(`run ${String(i)}`, { parameters: { lr: i }, records: makeRecords({ loss: i }) }),
    );
    const split = splitHistory(inColumns(makeHistory(...runs)));
    expect(split.runs.map(({ isTable }) => isTable)).toEqual([true]);
    expect(transferable(split.runs, false).transfer.length).toBeLessThan(20);
  });
});

describe('groupByColumns', () => {
  it.each([
    ['runs that follow one another in a table', tables[3]![1]().runs, [400]],
    ['the same without one of them', tables[3]![1]().runs.filter((_, i) => i !== 10), [10, 389]],
    [
      'runs with records of their own',
      ['a', 'b'].map((id) => makeRun(id, { records: makeRecords({ loss: 1 }) })),
      [1, 1],
    ],
    [
      'runs of one file without records',
      ['x.csv', 'x.csv', 'y.csv'].map((file, i) => makeRun(String(i), { source: { format: 'csv', file } })),
      [2, 1],
    ],
    ['runs without records or file', [makeRun('a'), makeRun('b')], [1, 1]],
  ])('groups %s', (_, runs, lengths) => {
    const groups = groupByColumns(runs);
    expect(groups.map(({ length }) => length)).toEqual(lengths);
    expect(groups.flat()).toEqual([...runs]);
  });
});
