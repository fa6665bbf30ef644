import { describe, expect, it } from 'vitest';
import { createColumn, type Table } from '../../../history/index.ts';
import { initialTable } from '../../../src/page/table/settings.ts';
import {
  moveColumn,
  shownColumns,
  toggleColumn,
  togglePinned,
} from '../../../src/page/table/columns/shown-columns.ts';

/** Columns that vary, except `seed`. */
function tableOf(...names: readonly string[]): Table {
  return {
    length: 2,
    columns: names.map((name) =>
      createColumn({ name, role: 'parameter', direction: 'none' }, name === 'seed' ? [1, 1] : [1, 2]),
    ),
    runIndex: Uint32Array.of(0, 1),
    recordIndex: Int32Array.of(-1, -1),
  };
}

const table = tableOf('a', 'b', 'seed', 'c');
const namesOf = (settings = initialTable, of = table, showsConstants = false) => {
  const { columns, pinned, constant } = shownColumns(of, settings, showsConstants);
  return {
    columns: columns.map(({ name }) => name).join(' '),
    pinned,
    constant: constant.map(({ name }) => name).join(' '),
  };
};

describe('the shown columns', () => {
  it('are those that vary unless others are chosen', () => {
    expect(namesOf()).toEqual({ columns: 'a b c', pinned: 0, constant: 'seed' });
    expect(namesOf(initialTable, table, true)).toEqual({
      columns: 'a b seed c',
      pinned: 0,
      constant: 'seed',
    });
  });

  it('can be hidden, and shown at the end', () => {
    const hidden = toggleColumn(initialTable, table, ['a', 'b', 'c'], 'a');
    expect(namesOf(hidden).columns).toBe('b c');
    expect(namesOf(toggleColumn(hidden, table, ['b', 'c'], 'seed'))).toEqual({
      columns: 'b c seed',
      pinned: 0,
      constant: '',
    });
  });

  it('are remembered for the names of all columns, in any order', () => {
    const hidden = toggleColumn(initialTable, table, ['a', 'b', 'c'], 'a');
    expect(namesOf(hidden, tableOf('c', 'seed', 'b', 'a')).columns).toBe('b c');
    expect(namesOf(hidden, tableOf('a', 'b')).columns).toBe('a b');
  });

  it.each([
    ['a', 'c', 'b c a'],
    ['c', 'a', 'c a b'],
    ['b', 'b', 'a b c'],
  ])('move: %s to %s', (name, to, expected) => {
    expect(namesOf(moveColumn(initialTable, table, ['a', 'b', 'c'], name, to)).columns).toBe(expected);
  });

  it('stay at the left if pinned, and move among their kind', () => {
    const pinned = togglePinned(togglePinned(initialTable, 'c'), 'b');
    expect(namesOf(pinned)).toEqual({ columns: 'c b a', pinned: 2, constant: 'seed' });
    expect(namesOf(moveColumn(pinned, table, ['c', 'b', 'a'], 'b', 'c')).columns).toBe('b c a');
    expect(moveColumn(pinned, table, ['c', 'b', 'a'], 'a', 'c')).toBe(pinned);
    expect(namesOf(togglePinned(pinned, 'c')).columns).toBe('b a c');
  });

  it('leave pinned columns out that the table does not have', () => {
    expect(namesOf(togglePinned(initialTable, 'gone'))).toEqual({
      columns: 'a b c',
      pinned: 0,
      constant: 'seed',
    });
  });
});
