import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ArrayPiece, ChunkShell } from '../../../../history/index.ts';
import type { EarlierContent, EarlierPiece } from './earlier-units.ts';

/** A stored unit of runs. Its content is immutable. */
export interface StoredUnit {
  /** Unique in the store; ids of runs are not, as two tabs may hold files of the same name. */
  readonly key: string;
  /**
   * `shown` among the runs; `undo` for an undoable act; `pending` during a save, and left over if it was interrupted.
   */
  readonly place: 'shown' | 'undo' | 'pending';
  /** Ascending in the order of the runs; any number. */
  readonly position: number;
  /** Of the pieces of its chunk, which single runs can share; null only in units of earlier versions. */
  readonly batch: string | null;
  /** The id of a single run. */
  readonly run: string | null;
  readonly content: ChunkContent | EarlierContent;
}

/** The unit is a chunk, or one of its runs. */
export interface ChunkContent {
  readonly kind: 'chunk';
  /** The display name of the unit. */
  readonly name: string;
  /** Row of the run in the chunk; null where the unit is the whole chunk. */
  readonly row: number | null;
}

/** Pieces of the arrays of a chunk; the first of a batch has its shell. */
export interface StoredPieces {
  readonly batch: string;
  readonly shell: ChunkShell | null;
  readonly pieces: readonly ArrayPiece[];
}

/** A stored act. */
export interface StoredAct {
  readonly id: string;
  readonly label: string;
  readonly at: number;
  /** Whether it can be undone or redone. */
  readonly stack: 'past' | 'future';
  readonly removed: readonly { readonly key: string; readonly index: number }[];
  readonly added: readonly (readonly string[])[];
  /** The keys of `removed`, for the index. */
  readonly keys: readonly string[];
}

export type RunDatabase = Dexie & {
  units: EntityTable<StoredUnit, 'key'>;
  acts: EntityTable<StoredAct, 'id'>;
  pieces: Table<StoredPieces | EarlierPiece, number>;
};

/** A run as versions 1 to 3 stored it. */
interface OldRun {
  readonly id: string;
  readonly position: number;
  readonly run: Extract<EarlierContent, { kind: 'run' }>['run'];
  readonly batch?: string;
}

/** A table of runs as version 3 stored it. */
interface OldTable {
  readonly batch: string;
  readonly position: number;
  readonly columns: Extract<EarlierContent, { kind: 'columns' }>['columns'];
}

/** Opens the database of runs. Migrates earlier versions without loss. */
export function openDatabase(name: string, newKey: () => string): RunDatabase {
  const database = new Dexie(name) as RunDatabase;
  database.version(1).stores({ runs: 'id, position' });
  database.version(2).stores({ runs: 'id, position', pieces: '++, batch' });
  database.version(3).stores({ runs: 'id, position', runTables: 'batch, position', pieces: '++, batch' });
  database
    .version(4)
    .stores({ units: 'key, place, batch, run', acts: 'id, *keys', pieces: '++, batch' })
    .upgrade(async (transaction) => {
      const units = transaction.table<StoredUnit>('units');
      await transaction.table<OldRun>('runs').each(({ id, position, run, batch = null }) => {
        void units.add({
          key: newKey(),
          place: 'shown',
          position,
          batch,
          run: id,
          content: { kind: 'run', run },
        });
      });
      await transaction.table<OldTable>('runTables').each(({ batch, position, columns }) => {
        void units.add({
          key: newKey(),
          place: 'shown',
          position,
          batch,
          run: null,
          content: { kind: 'columns', columns },
        });
      });
    });
  database.version(5).stores({ runs: null, runTables: null });
  // Units that are chunks, which tabs with the code of version 5 could not read.
  database.version(6);
  return database;
}
