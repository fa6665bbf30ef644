import type { Database, SqlValue } from 'sql.js';
import { ImportError } from '../types.ts';
import type { Context } from '../types.ts';

/** A read-only database. */
export interface Tables {
  /** The columns of each table, without views and virtual tables, which may run code. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  /** Returns the rows of a query, one list per row. */
  readonly rows: (sql: string) => Iterable<readonly SqlValue[]>;
  readonly close: () => void;
}

/** Offsets of the write and read versions in the header; 2 means a write-ahead log. */
const [WRITE_VERSION, READ_VERSION] = [18, 19];

/**
 * Opens a database in memory. SQLite itself is loaded only now: few files are databases.
 * @throws {ImportError} for bytes that are no database.
 */
export async function openDatabase(bytes: Uint8Array, { fileName, note }: Context): Promise<Tables> {
  const { default: initSqlJs } = await import('sql.js/dist/sql-wasm-inline.js');
  const { Database } = await initSqlJs();
  let database: Database | null = null;
  try {
    database = new Database(withoutLog(bytes, note));
    database.run('pragma query_only = on; pragma trusted_schema = off; pragma cell_size_check = on');
    const columns = columnsOf(database);
    const opened = database;
    return { columns, rows: (sql) => rowsOf(opened, sql), close: () => opened.close() };
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportError(`"${fileName}" cannot be read as an SQLite database: ${reason}.`, { cause: error });
  }
}

/** Marks a database as one without a write-ahead log, since it opens only then; rows that are only in the log are not read. */
function withoutLog(bytes: Uint8Array, note: Context['note']): Uint8Array {
  if (bytes[WRITE_VERSION] !== 2 && bytes[READ_VERSION] !== 2) return bytes;
  note('The database has a write-ahead log; what is not yet moved from there (its -wal file) is not read.');
  const copy = bytes.slice();
  copy[WRITE_VERSION] = 1;
  copy[READ_VERSION] = 1;
  return copy;
}

function columnsOf(database: Database): Map<string, Set<string>> {
  const columns = new Map<string, Set<string>>();
  for (const [name, sql] of rowsOf(database, "select name, sql from sqlite_master where type = 'table'")) {
    if (typeof name !== 'string' || /^\s*create\s+virtual/i.test(String(sql))) continue;
    const info = rowsOf(database, `pragma table_info("${name.replaceAll('"', '""')}")`);
    columns.set(name, new Set([...info].map((row) => String(row[1]))));
  }
  return columns;
}

function* rowsOf(database: Database, sql: string): Iterable<readonly SqlValue[]> {
  const statement = database.prepare(sql);
  try {
    while (statement.step()) yield statement.get();
  } finally {
    statement.free();
  }
}
