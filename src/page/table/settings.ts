import {
  decodeName,
  encodeName,
  list,
  nameList,
  part,
  partOfProperty,
  type LinkedSetting,
  type TextCodec,
} from '../../../viz/index.ts';

/** A column that rows are sorted by. */
export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** The columns that are shown of tables with the same names of columns. */
export interface ShownColumns {
  /** The fingerprint of the names of all columns of the table. */
  readonly table: string;
  /** The shown columns, in order. */
  readonly names: readonly string[];
}

/** What a person chooses in the table. Names that a table does not have are ignored. */
export interface TableSettings {
  /** The first key counts most. */
  readonly sort: readonly SortKey[];
  /** The latest choices, at most one for each set of names; other tables show their varying columns. */
  readonly columns: readonly ShownColumns[];
  /** Columns that stay at the left edge. */
  readonly pinned: readonly string[];
}

export const initialTable: TableSettings = { sort: [], columns: [], pinned: [] };

/** More choices would only lengthen links. */
export const MAX_CHOICES = 6;

/** `loss`, or `accuracy:desc`. */
const sortKey: TextCodec<SortKey> = {
  write: ({ column, descending }) => `${encodeName(column)}${descending ? ':desc' : ''}`,
  read(text) {
    const [column = '', direction, ...more] = text.split(':');
    if (column === '' || (direction !== undefined && direction !== 'desc') || more.length > 0)
      throw new Error(`expected COLUMN or COLUMN:desc, got "${text}"`);
    return { column: decodeName(column), descending: direction === 'desc' };
  },
};

/** `1x2y3z:lr,loss`. */
const shownColumns: TextCodec<ShownColumns> = {
  write: ({ table, names }) => `${table}:${nameList.write([...names])}`,
  read(text, skip) {
    const [table = '', shown, ...more] = text.split(':');
    if (!/^[0-9a-z]+$/.test(table) || shown === undefined || more.length > 0)
      throw new Error(`expected FINGERPRINT:COLUMNS, got "${text}"`);
    return { table, names: unique(nameList.read(shown, skip), (name) => name) };
  },
};

/** A codec for a list without repetitions. */
function uniqueList<Item>(
  item: TextCodec<Item>,
  keyOf: (item: Item) => string,
  separator?: string,
): TextCodec<readonly Item[]> {
  const codec = list(item, separator);
  return {
    write: (items) => codec.write([...items]),
    read: (text, skip) => unique(codec.read(text, skip), keyOf),
  };
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const isNew = !seen.has(keyOf(item));
    seen.add(keyOf(item));
    return isNew;
  });
}

const pinnedText: TextCodec<readonly string[]> = {
  write: (pinned) => nameList.write([...pinned]),
  read: (text, skip) => unique(nameList.read(text, skip), (name) => name),
};

/** The settings of the table in a link: `table.sort=accuracy:desc,lr&table.pinned=run`. */
export const tableSetting: LinkedSetting<TableSettings> = {
  initial: initialTable,
  link: [
    partOfProperty<TableSettings, 'sort'>(
      'sort',
      part(
        uniqueList(sortKey, ({ column }) => column),
        'table.sort',
      ),
    ),
    partOfProperty<TableSettings, 'columns'>(
      'columns',
      part(
        uniqueList(shownColumns, ({ table }) => table, ';'),
        'table.columns',
      ),
    ),
    partOfProperty<TableSettings, 'pinned'>('pinned', part(pinnedText, 'table.pinned')),
  ],
};

/**
 * The sort keys after a column was activated: the first time it sorts ascending, the second descending, the third it no
 * longer sorts. Other keys are kept only if `isAdded`.
 */
export function toggleSort(sort: readonly SortKey[], column: string, isAdded: boolean): SortKey[] {
  const present = sort.find((key) => key.column === column);
  const next = present?.descending ? [] : [{ column, descending: present !== undefined }];
  if (!isAdded) return next;
  return present === undefined ? [...sort, ...next] : sort.flatMap((key) => (key === present ? next : [key]));
}

/** The settings with other shown columns for a table; null for its varying columns. */
export function withShownColumns(
  settings: TableSettings,
  table: string,
  names: readonly string[] | null,
): TableSettings {
  const others = settings.columns.filter((choice) => choice.table !== table);
  const columns = names === null ? others : [...others, { table, names }].slice(-MAX_CHOICES);
  return { ...settings, columns };
}
