import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { packRuns } from '../../../history/runs/pack-runs.ts';
import { runList } from '../../../history/runs/run-list.ts';
import { RunSet } from '../../../history/runs/run-set.ts';
import { chunkOfColumns, chunkOfRuns } from '../../../history/runs/chunk.ts';
import { batchesOf, joinPieces, piecesOf } from '../../../history/runs/pieces.ts';
import type { ArrayPiece } from '../../../history/runs/pieces.ts';
import { recordList } from '../../../history/runs/record-list.ts';
import { assemble, assembleChunk, split, splitChunk, transferable } from '../../../history/runs/split.ts';
import type { EpochRecord, Run } from '../../../history/index.ts';
import { anyHistory, anyScalar, dictionary } from '../arbitrary.ts';
import { makeHistory, makeRecords, makeRun } from '../make.ts';
import { difference } from '../same.ts';

/** The runs with their records as ordinary lists and their fields in one order, so that every key can be compared. */
function plain(runs: Iterable<Run>): Run[] {
  return Array.from(runs, ({ records, summary, distributions, batches, ...run }) => ({
    ...run,
    summary,
    records: Array.from(records),
    ...(distributions ? { distributions } : {}),
    ...(batches ? { batches } : {}),
  }));
}

const anyRuns = anyHistory.map(({ runs }) => runs);

describe('RunSet', () => {
  it('returns the runs that it was made of', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        expect(difference(plain(RunSet.of(runs)), plain(runs))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('keeps keys of records in the order of each record', () => {
    const records = [
      { epoch: 1, loss: 1, acc: 2 },
      { acc: 1, epoch: 2, loss: 2 },
      { 7: 1, loss: 2, epoch: 3 },
    ] as EpochRecord[];
    const set = RunSet.of([makeRun('a', { records })]);
    expect(difference(plain(set)[0]!.records, records)).toBeNull();
    const grown = RunSet.of([makeRun('a')]).appendRecords('a', records);
    expect(difference(plain(grown)[0]!.records, records)).toBeNull();
  });

  it.each([
    ['run(-1)', () => RunSet.empty.run(-1), 'run -1: the set has 0 runs'],
    [
      'append of a taken id',
      () => RunSet.of([makeRun('a')]).append([makeRun('a')]),
      'run "a": the set has a run with this id already',
    ],
    [
      'appendRecords to no run',
      () => RunSet.empty.appendRecords('b', makeRecords({})),
      'run "b": the set has no run with this id',
    ],
    [
      'replace of no run',
      () => RunSet.empty.replace(makeRun('c')),
      'run "c": the set has no run with this id',
    ],
  ])('throws on %s', (_, act, message) => {
    expect(act).toThrow(new RangeError(message));
  });

  it('does what an array of runs does, and leaves earlier sets as they were', () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant('append' as const), runs: anyRuns }),
      fc.record({
        act: fc.constant('appendRecords' as const),
        at: fc.nat(),
        cells: fc.array(dictionary(anyScalar), { maxLength: 12 }),
      }),
      fc.record({ act: fc.constant('replace' as const), at: fc.nat(), runs: anyRuns }),
      fc.record({ act: fc.constant('rename' as const), at: fc.nat(), name: fc.string() }),
      fc.record({ act: fc.constant('remove' as const), places: fc.array(fc.nat(), { maxLength: 3 }) }),
      fc.record({ act: fc.constant('compact' as const) }),
      fc.record({ act: fc.constant('back' as const), at: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let count = 0;
        const states: { set: RunSet; runs: readonly Run[] }[] = [{ set: RunSet.empty, runs: [] }];
        for (const next of steps) {
          const { set, runs } = states.at(-1)!;
          const target = 'at' in next ? runs[next.at % Math.max(1, runs.length)] : undefined;
          if (next.act === 'append') {
            const prefix = `${String(count++)} `;
            const added = next.runs.map((run) => ({
              ...run,
              id: prefix + run.id,
              parent: run.parent && prefix + run.parent,
            }));
            states.push({ set: set.append(added), runs: [...runs, ...added] });
          } else if (next.act === 'compact') states.push({ set: set.compact(), runs });
          else if (next.act === 'back') states.push(states[next.at % states.length]!);
          else if (next.act === 'remove') {
            const ids = new Set(next.places.flatMap((place) => runs[place % (runs.length + 1)]?.id ?? []));
            const kept = runs
              .filter(({ id }) => !ids.has(id))
              .map((run) => ({
                ...run,
                parent: run.parent !== null && ids.has(run.parent) ? null : run.parent,
              }));
            states.push({ set: set.remove(ids), runs: kept });
          } else if (target !== undefined) {
            const put = (run: Run) => runs.with(runs.indexOf(target), run);
            if (next.act === 'rename') {
              states.push({
                set: set.rename(target.id, next.name),
                runs: put({ ...target, name: next.name }),
              });
            } else if (next.act === 'appendRecords') {
              const added = next.cells.map((cells, i) => ({ ...cells, epoch: 100 + i }) as EpochRecord);
              const run = { ...target, records: [...target.records, ...added] };
              states.push({ set: set.appendRecords(target.id, added), runs: put(run) });
            } else if (next.runs[0]) {
              const run = { ...next.runs[0], id: target.id };
              states.push({ set: set.replace(run), runs: put(run) });
            }
          }
        }
        for (const { set, runs } of states) {
          expect(set.length).toBe(runs.length);
          expect(difference(plain(set), plain(runs))).toBeNull();
          for (const [i, { id }] of runs.entries()) expect(set.indexOf(id)).toBe(i);
          expect(set.recordCount).toBe(runs.reduce((sum, { records }) => sum + records.length, 0));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('appends in any partition what it appends at once', () => {
    const batch = fc.record({
      cells: fc.array(dictionary(anyScalar), { maxLength: 30 }),
      isRead: fc.boolean(),
    });
    fc.assert(
      fc.property(anyRuns, fc.nat(), fc.array(batch, { maxLength: 12 }), (runs, place, batches) => {
        if (runs.length === 0) return;
        const start = RunSet.of(runs);
        const { id } = runs[place % runs.length]!;
        let epoch = 1000;
        const all = batches.map(({ cells }) =>
          cells.map((each) => ({ ...each, epoch: epoch++ }) as EpochRecord),
        );
        const steps = [start];
        for (const [i, records] of all.entries()) {
          steps.push(steps.at(-1)!.appendRecords(id, records));
          if (batches[i]!.isRead) plain(steps.at(-1)!);
        }
        for (const [i, step] of steps.entries()) {
          const atOnce = start.appendRecords(id, all.slice(0, i).flat());
          expect(step.recordCount).toBe(atOnce.recordCount);
          expect(difference(plain(step), plain(atOnce))).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('copies the records of an imported run only when they are read', () => {
    const { columns } = chunkOfRuns(
      ['a', 'b'].map((id) => makeRun(id, { records: makeRecords({ loss: 1 }, { loss: 2 }) })),
    );
    const read = vi.fn();
    const records = columns.records!.columns.map(({ name, cells }) => ({
      name,
      cells: {
        ...cells,
        get values() {
          read();
          return cells.values;
        },
      },
    }));
    const set = RunSet.ofChunks([
      chunkOfColumns({ ...columns, records: { ...columns.records!, columns: records } }),
    ]);
    const grown = set.appendRecords('a', [{ epoch: 3, loss: 3 }]).rename('a', 'first');
    expect([grown.length, grown.recordCount, grown.indexOf('b')]).toEqual([2, 5, 1]);
    expect(read).not.toHaveBeenCalled();
    expect(plain(grown)[0]!.records.map(({ loss }) => loss)).toEqual([1, 2, 3]);
  });

  it('copies a growing run seldom, and reserves less than a third of its length', () => {
    const records = makeRecords(...Array.from({ length: 1000 }, (_, i) => ({ loss: i })));
    let set = RunSet.of([makeRun('a'), makeRun('b')]).appendRecords('b', records);
    const buffers = new Set<unknown>();
    for (let epoch = 1001; epoch <= 2000; epoch++) {
      set = set.appendRecords('b', [{ epoch, loss: epoch }]);
      for (const { cells } of set.chunks.at(-1)!.columns.records!.columns) {
        const { buffer, length } = cells.values!;
        buffers.add(buffer);
        expect(buffer.byteLength).toBeLessThanOrEqual(1.3 * 8 * length);
      }
    }
    // Each copy has room for at least 15 % more: 1.15 ** 6 > 2.
    expect(buffers.size / 2).toBeLessThanOrEqual(6);
    expect(set.runById('b')!.records).toHaveLength(2000);
  });

  it('keeps two continuations of one set apart', () => {
    const set = RunSet.of([makeRun('a')]).appendRecords('a', makeRecords({ loss: 1 }));
    const one = set.appendRecords('a', [{ epoch: 2, loss: 2 }]);
    const other = set.appendRecords('a', [{ epoch: 2, loss: NaN }]);
    expect(plain(set)[0]!.records).toEqual([{ epoch: 1, loss: 1 }]);
    expect(plain(one)[0]!.records.at(-1)).toEqual({ epoch: 2, loss: 2 });
    expect(plain(other)[0]!.records).toEqual([
      { epoch: 1, loss: 1 },
      { epoch: 2, loss: NaN },
    ]);
  });

  it('shares columns of what did not change', () => {
    const set = RunSet.of(['a', 'b', 'c'].map((id) => makeRun(id, { records: makeRecords({ loss: 1 }) })));
    const replaced = set.replace(makeRun('b', { name: 'new' }));
    expect(replaced.chunks.map(({ columns }) => columns === set.chunks[0]!.columns)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('merges others behind, with new ids for those that are taken and their children', () => {
    const own = RunSet.of([makeRun('a'), makeRun('a-2')]);
    const others = RunSet.of([makeRun('a'), makeRun('child', { parent: 'a' })]);
    const merged = own.merge(others);
    expect(merged.ids()).toEqual(['a', 'a-2', 'a-3', 'child']);
    expect(merged.runById('child')!.parent).toBe('a-3');
  });

  it('takes columns of a history as they are', () => {
    const columns = packRuns([makeRun('a', { records: makeRecords({ loss: 1 }) })])!;
    const set = RunSet.ofHistory({ version: 1, runs: runList(columns) });
    expect(set.chunks[0]!.columns).toBe(columns);
    const history = set.toHistory();
    expect(RunSet.ofHistory(history)).toBe(set);
  });
});

describe('split', () => {
  const anySet = fc
    .tuple(anyRuns, fc.nat(), fc.array(dictionary(anyScalar), { maxLength: 3 }))
    .map(([runs, place, cells]) => {
      const set = RunSet.of(runs);
      if (runs.length === 0) return set;
      const { id } = runs[place % runs.length]!;
      return set.appendRecords(
        id,
        cells.map((each, i) => ({ ...each, epoch: 100 + i }) as EpochRecord),
      );
    });

  it('gives what another thread assembles to the same runs, and leaves the sender its own', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        const before = plain(set);
        const { chunks, transfer } = transferable(split(set), true);
        const received = structuredClone(chunks, { transfer });
        expect(difference(plain(assemble(received)), before)).toBeNull();
        expect(difference(plain(set), before)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('goes through pieces in any order', async () => {
    await fc.assert(
      fc.asyncProperty(anySet, async (set) => {
        const joined = await Promise.all(
          split(set).map((chunk) => joinPieces(structuredClone(chunk.shell), [...piecesOf(chunk)].reverse())),
        );
        const runs = joined.flatMap((chunk) => plain(RunSet.ofChunks([assembleChunk(chunk)])));
        expect(difference(runs, plain(set))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('cuts long arrays, and leaves nothing of them in the shell', () => {
    const records = Array.from({ length: 300_000 }, (_, i) => ({ epoch: i + 1, loss: i }));
    const [chunk] = split(RunSet.ofHistory(makeHistory(makeRun('a', { records }))));
    const pieces = [...piecesOf(chunk!)];
    const sizes = pieces.map(({ data }) => ('byteLength' in data ? data.byteLength : 0));
    expect(Math.max(...sizes)).toBe(2 ** 20);
    expect(JSON.stringify(chunk!.shell).length).toBeLessThan(2000);
  });

  describe('joinPieces', () => {
    const records = Array.from({ length: 300_000 }, (_, i) => ({
      epoch: i + 1,
      lr: i,
      note: i % 2 ? 'a' : 'b',
    }));
    const [chunk] = split(RunSet.of([makeRun('r', { records })]));
    const pieces = [...piecesOf(chunk!)];
    /** The piece of the column `lr` that begins at its 131,072th value. */
    const middle = pieces.find(({ at, data }) => at === 131_072 && data[0] === 131_072)!;
    const texts = pieces.find(({ data }) => Array.isArray(data) && data[0] === 'b')!;
    const replaced = (piece: ArrayPiece, by: readonly ArrayPiece[]) =>
      pieces.flatMap((each) => (each === piece ? by : [each]));

    it.each<[string, readonly ArrayPiece[], string]>([
      ['is missing', replaced(middle, []), '168928 of 300000 values of lr are there.'],
      [
        'is short',
        replaced(middle, [{ ...middle, data: middle.data.slice(0, 10) }]),
        '168938 of 300000 values of lr are there.',
      ],
      [
        'is missing while another comes twice',
        replaced(middle, [pieces[pieces.indexOf(middle) - 1]!]),
        '168928 of 300000 values of lr are there.',
      ],
      ['has too few texts', replaced(texts, [{ ...texts, data: ['b'] }]), '1 of 2 values of note are there.'],
      [
        'reaches beyond the end',
        replaced(middle, [{ ...middle, at: 299_000 }]),
        'a piece of lr goes from 299000 to 430072 of 300000 values.',
      ],
      [
        'has another type',
        replaced(middle, [{ ...middle, data: new Uint8Array(131_072) }]),
        'a piece of lr has type Uint8Array, and Float64Array is expected.',
      ],
      [
        'is of no array',
        replaced(middle, [{ ...middle, array: 99 }]),
        'a piece is of array 99, and there is none.',
      ],
    ])('refuses a chunk of which a piece %s', async (_, damaged, message) => {
      await expect(joinPieces(chunk!.shell, damaged)).rejects.toThrow(new RangeError(message));
    });
  });

  it('collects short pieces in batches of at most one long piece, and leaves none out', () => {
    const runs = Array.from({ length: 40 }, (_, i) =>
      makeRun(String(i), { records: Array.from({ length: 5000 }, (_, j) => ({ epoch: j + 1, loss: j })) }),
    );
    const pieces = RunSet.of(runs.slice(0, 1))
      .append(runs.slice(1))
      .chunks.flatMap((each) => [...piecesOf(splitChunk(each))]);
    const batches = [...batchesOf(pieces)];
    expect(batches.flat()).toEqual(pieces);
    expect(batches.length).toBeLessThan(pieces.length);
    for (const batch of batches) {
      const bytes = batch.reduce((sum, { data }) => sum + ('byteLength' in data ? data.byteLength : 0), 0);
      expect(bytes).toBeLessThanOrEqual(2 ** 20);
    }
  });

  it('keeps the records of its own runs alone where columns hold others as well', () => {
    const records = makeRecords(...Array.from({ length: 9 }, (_, i) => ({ loss: i, note: `n${String(i)}` })));
    const columns = RunSet.of([makeRun('all', { records })]).chunks[0]!.columns.records!.columns;
    const run = makeRun('part', { records: recordList({ columns, start: 3, end: 6 }) });
    const { shell } = splitChunk(chunkOfRuns([run]));
    expect(
      Math.max(...shell.arrays.filter(({ type }) => type === 'float64').map(({ length }) => length)),
    ).toBe(3);
    const moved = assembleChunk(structuredClone(splitChunk(chunkOfRuns([run]))));
    expect(plain(RunSet.ofChunks([moved]))[0]!.records).toEqual(records.slice(3, 6));
  });
});
