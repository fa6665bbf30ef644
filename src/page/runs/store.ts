import Dexie, { type EntityTable, type Table } from 'dexie';
import {
  FORMAT_VERSION,
  packRun,
  partsOfRuns,
  runsOfParts,
  unpackRun,
  type History,
  type PackedRun,
  type Run,
  type RunColumns,
  type RunPart,
} from '../../../history/index.ts';
import {
  putRunsTogether,
  putTogether,
  takeApart,
  takeRunsApart,
  withOwnCells,
  type StoredPiece,
} from './stored-cells.ts';

interface StoredRun {
  readonly id: string;
  /** Place among the runs, so that they come back in their order. */
  readonly position: number;
  readonly run: PackedRun;
  /** What the pieces of its columns have in common, where its records are columns. */
  readonly batch?: string;
}

/** Many runs that lie in columns. */
interface StoredTable {
  /** What the pieces of its columns have in common. */
  readonly batch: string;
  /** Place of the first run among all. */
  readonly position: number;
  readonly columns: RunColumns;
}

/** A run of the page, and how it lies in the store. */
interface Saved {
  readonly run: Run;
  readonly position: number;
  readonly batch?: string;
}

/** Copying the runs into the store takes as long as there are many; between these the page gets its turn. */
const PUT_AT_ONCE = 200;

type Database = Dexie & {
  runs: EntityTable<StoredRun, 'id'>;
  runTables: EntityTable<StoredTable, 'batch'>;
  pieces: Table<StoredPiece, number>;
};

/** The person's runs, kept in the browser from visit to visit. */
export class RunStore {
  readonly #database: Database;
  /** What the store holds, so that saving writes only what changed. */
  #saved = new Map<string, Saved>();
  #savedTables = new Map<RunColumns, Omit<StoredTable, 'columns'>>();
  #pending: Promise<void> = Promise.resolve();

  constructor(name = 'heddle') {
    this.#database = new Dexie(name) as Database;
    this.#database.version(1).stores({ runs: 'id, position' });
    this.#database.version(2).stores({ runs: 'id, position', pieces: '++, batch' });
    this.#database
      .version(3)
      .stores({ runs: 'id, position', runTables: 'batch, position', pieces: '++, batch' });
  }

  /** The runs of the last visit. */
  async load(): Promise<History> {
    const stored = await this.#database.runs.orderBy('position').toArray();
    const found: { position: number; part: RunPart }[] = [];
    for (const { id, position, run, batch } of stored) {
      const whole = unpackRun(batch === undefined ? run : await putTogether(run, this.#piecesOf(batch)));
      found.push({ position, part: { kind: 'list', runs: [whole], length: 1 } });
      this.#saved.set(id, { run: whole, position, ...(batch === undefined ? {} : { batch }) });
    }
    for (const { batch, position, columns: apart } of await this.#database.runTables.toArray()) {
      const columns = await putRunsTogether(apart, this.#piecesOf(batch));
      found.push({ position, part: { kind: 'columns', columns, length: columns.length } });
      this.#savedTables.set(columns, { batch, position });
    }
    await this.#forgetPieces();
    const parts = found.sort((a, b) => a.position - b.position).map(({ part }) => part);
    return { version: FORMAT_VERSION, runs: runsOfParts(parts) };
  }

  /** Makes the store hold exactly the runs of `history`; saves are done one after another. */
  save(history: History): Promise<void> {
    const save = this.#pending.then(() => this.#write(history));
    // A failed save is its caller's to report; the next one still gets its turn.
    this.#pending = save.catch(() => undefined);
    return save;
  }

  async #write({ runs }: History): Promise<void> {
    const saved = new Map<string, Saved>();
    const savedTables = new Map<RunColumns, Omit<StoredTable, 'columns'>>();
    const changed: StoredRun[] = [];
    const changedTables: StoredTable[] = [];
    let first = 0;
    for (const part of partsOfRuns(runs)) {
      if (part.kind === 'columns') {
        const { columns } = part;
        const before = this.#savedTables.get(columns);
        const entry = { batch: before?.batch ?? crypto.randomUUID(), position: first };
        savedTables.set(columns, entry);
        if (before?.position !== first) {
          changedTables.push({ ...entry, columns: await this.#shellsOf(columns, entry.batch, before) });
        }
      } else {
        for (const [i, run] of part.runs.entries()) {
          const position = first + i;
          const before = this.#saved.get(run.id);
          const isSame = before?.run.records === run.records && before.batch !== undefined;
          const batch = isSame ? before.batch : undefined;
          if (before?.run === run && before.position === position) saved.set(run.id, before);
          else {
            const entry = await this.#entryOf(run, position, batch);
            changed.push(entry);
            saved.set(run.id, {
              run,
              position,
              ...(entry.batch === undefined ? {} : { batch: entry.batch }),
            });
          }
        }
      }
      first += part.length;
    }
    const gone = [...this.#saved.keys()].filter((id) => !saved.has(id));
    const goneTables = [...this.#savedTables].flatMap(([columns, { batch }]) =>
      savedTables.has(columns) ? [] : [batch],
    );
    const { runs: table, runTables } = this.#database;
    await this.#database.transaction('rw', table, runTables, async () => {
      await table.bulkDelete(gone);
      await runTables.bulkDelete(goneTables);
      for (let at = 0; at < changed.length; at += PUT_AT_ONCE) {
        await table.bulkPut(changed.slice(at, at + PUT_AT_ONCE));
      }
      await runTables.bulkPut(changedTables);
    });
    const isAnyGone =
      goneTables.length > 0 || [...this.#saved].some(([id, { batch }]) => batch !== saved.get(id)?.batch);
    this.#saved = saved;
    this.#savedTables = savedTables;
    if (isAnyGone) await this.#forgetPieces();
  }

  /** The columns as they are stored; their arrays are stored before them, unless they lie there already. */
  async #shellsOf(columns: RunColumns, batch: string, before: object | undefined): Promise<RunColumns> {
    const apart = takeRunsApart(columns, batch);
    if (before === undefined) for (const piece of apart.pieces) await this.#database.pieces.add(piece);
    return apart.columns;
  }

  /** The run as it is stored; the arrays behind its records are stored before it, unless they lie there already. */
  async #entryOf(run: Run, position: number, known: string | undefined): Promise<StoredRun> {
    const packed = packRun(run);
    const batch = known ?? crypto.randomUUID();
    const parts = takeApart(packed, batch);
    if (parts === null) return { id: run.id, position, run: withOwnCells(packed) };
    if (known === undefined) for (const piece of parts.pieces) await this.#database.pieces.add(piece);
    return { id: run.id, position, run: parts.run, batch };
  }

  /** One after another, so that the page gets its turn between them. */
  async *#piecesOf(batch: string): AsyncIterable<StoredPiece> {
    for (const key of await this.#database.pieces.where('batch').equals(batch).primaryKeys()) {
      const piece = await this.#database.pieces.get(key);
      if (piece) yield piece;
    }
  }

  /** Deletes pieces that belong to no run: of runs that went, and of a save that never came to its end. */
  async #forgetPieces(): Promise<void> {
    const batches = [...this.#saved.values(), ...this.#savedTables.values()].flatMap(
      ({ batch }) => batch ?? [],
    );
    await this.#database.pieces.where('batch').noneOf(batches).delete();
  }
}
