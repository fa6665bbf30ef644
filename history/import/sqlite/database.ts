import type { Database, SqlValue } from 'sql.js';
import { ImportError } from '../types.ts';
import type { Context } from '../types.ts';

/** A database that is only read. */
export interface Tables {
  /** The columns of each table; views and virtual tables, which run code of their own, are none. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  /** The rows that a query gives, one list a row. */
  readonly rows: (sql: string) => Iterable<readonly SqlValue[]>;
  readonly close: () => void;
}

/** Where the header says how a database is written; 2 stands for a write-ahead log. */
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

/** A database with a write-ahead log beside it opens only without; what is in the log alone is not read. */
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
