import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialTable,
  MAX_CHOICES,
  tableSetting,
  toggleSort,
  withShownColumns,
  type SortKey,
  type TableSettings,
} from '../../../src/page/table/settings.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { link } = tableSetting;
const write = (settings: TableSettings) => writeParts(link, settings, initialTable);
const read = (hash: string) => readParts(link, hash, initialTable);

const name = fc.string({ unit: 'binary', minLength: 1 });
const settings: fc.Arbitrary<TableSettings> = fc.record({
  sort: fc.uniqueArray(fc.record({ column: name, descending: fc.boolean() }), {
    selector: ({ column }) => column,
    maxLength: 4,
  }),
  columns: fc.uniqueArray(
    fc.record({ table: fc.stringMatching(/^[0-9a-z]{1,7}$/), names: fc.uniqueArray(name, { maxLength: 5 }) }),
    { selector: ({ table }) => table, maxLength: 3 },
  ),
  pinned: fc.uniqueArray(name, { maxLength: 3 }),
});

describe('the settings of the table in a link', () => {
  it('are those that were written', () => {
    fc.assert(
      fc.property(settings, (written) => {
        expect(read(write(written))).toEqual({ value: written, leftOut: [] });
      }),
    );
  });

  it('are readable', () => {
    expect(
      write({
        sort: [
          { column: 'val acc', descending: true },
          { column: 'lr', descending: false },
        ],
        columns: [
          { table: '1abc', names: ['run', 'p1', 'p2', 'p3', 'p4'] },
          { table: '2def', names: [] },
        ],
        pinned: ['run'],
      }),
    ).toBe('table.sort=val%20acc:desc,lr&table.columns=1abc:run,p(1-4);2def:&table.pinned=run');
  });

  it('are not written if nothing was chosen', () => {
    expect(write(initialTable)).toBe('');
  });

  it.each([
    ['table.sort=lr:up', 'lr:up'],
    ['table.sort=:desc', ':desc'],
    ['table.sort=lr:desc:desc', 'lr:desc:desc'],
    ['table.columns=lr', 'lr'],
    ['table.columns=A-B:lr', 'A-B:lr'],
    ['table.pinned=p(2-1)', 'p(2-1)'],
  ])('leave out what cannot be read: %s', (hash, text) => {
    expect(read(hash).leftOut).toEqual([{ key: hash.split('=')[0], text }]);
  });

  it('name each column once', () => {
    expect(read('table.sort=lr,loss,lr:desc&table.pinned=a,b,a').value).toEqual({
      ...initialTable,
      sort: [
        { column: 'lr', descending: false },
        { column: 'loss', descending: false },
      ],
      pinned: ['a', 'b'],
    });
  });
});

describe('activating a column', () => {
  const up = (column: string): SortKey => ({ column, descending: false });
  const down = (column: string): SortKey => ({ column, descending: true });

  it.each([
    ['sorts by it', [], 'a', false, [up('a')]],
    ['a second time reverses it', [up('a')], 'a', false, [down('a')]],
    ['a third time ends it', [down('a')], 'a', false, []],
    ['replaces others', [up('a'), up('b')], 'c', false, [up('c')]],
    ['of several keeps only it', [up('a'), up('b')], 'b', false, [down('b')]],
    ['with Shift adds it', [up('a')], 'b', true, [up('a'), up('b')]],
    ['with Shift reverses it in its place', [up('a'), up('b')], 'a', true, [down('a'), up('b')]],
    ['with Shift a third time removes it alone', [down('a'), up('b')], 'a', true, [up('b')]],
  ] as const)('%s', (_, sort, column, isAdded, expected) => {
    expect(toggleSort(sort, column, isAdded)).toEqual(expected);
  });
});

describe('the shown columns', () => {
  it('are remembered for each table, the latest ones', () => {
    let settings = initialTable;
    for (let i = 0; i <= MAX_CHOICES; i++) settings = withShownColumns(settings, `t${String(i)}`, ['x']);
    expect(settings.columns.map(({ table }) => table)).toEqual(['t1', 't2', 't3', 't4', 't5', 't6']);
  });

  it('are replaced and removed', () => {
    const first = withShownColumns(initialTable, 'a', ['x']);
    expect(withShownColumns(first, 'a', ['y']).columns).toEqual([{ table: 'a', names: ['y'] }]);
    expect(withShownColumns(first, 'a', null)).toEqual(initialTable);
  });
});
