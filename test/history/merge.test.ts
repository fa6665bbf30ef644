import { describe, expect, it } from 'vitest';
import { findDuplicates, mergeHistories, parseHistory } from '../../history/index.ts';
import { makeHistory, makeRecords, makeRun } from './make.ts';

describe('mergeHistories', () => {
  const a = makeHistory(makeRun('relu'), makeRun('relu-2'));
  const b = makeHistory(makeRun('relu'), makeRun('fold', { parent: 'relu', fold: 0 }), makeRun('relu-3'));

  it('renames what collides, with its children, and leaves the first history alone', () => {
    const merged = mergeHistories(a, b);
    expect(merged.runs.map(({ id, parent }) => [id, parent])).toEqual([
      ['relu', null],
      ['relu-2', null],
      ['relu-4', null],
      ['fold', 'relu-4'],
      ['relu-3', null],
    ]);
    expect(merged.runs.slice(0, 2)).toEqual(a.runs);
    expect(merged.runs[2]!.name).toBe('relu');
    expect(parseHistory(merged)).toEqual(merged);
  });

  it('keeps links inside of the second history when only a parent of it collides', () => {
    const merged = mergeHistories(makeHistory(makeRun('x'), makeRun('y', { parent: 'x' })), b);
    expect(merged.runs.map(({ id }) => id)).toEqual(['x', 'y', 'relu', 'fold', 'relu-3']);
  });
});

describe('findDuplicates', () => {
  const records = makeRecords({ loss: NaN }, { loss: 1 });
  const run = makeRun('a', { metrics: { loss: { direction: 'min' } }, records });

  it('knows a run again by its content', () => {
    const again = { ...run, id: 'b', source: { format: 'csv', file: 'b.csv' }, note: 'seen' };
    expect(findDuplicates(makeHistory(run), makeHistory(again, makeRun('c')))).toEqual(['b']);
  });

  it.each([
    ['another name', { name: 'other' }],
    ['another value', { records: makeRecords({ loss: NaN }, { loss: 2 }) }],
    ['missing instead of NaN', { records: makeRecords({ loss: null }, { loss: 1 }) }],
    ['another parameter', { parameters: { lr: 0.1 } }],
  ])('takes %s for another run', (_, parts) => {
    expect(findDuplicates(makeHistory(run), makeHistory({ ...run, id: 'b', ...parts }))).toEqual([]);
  });
});
