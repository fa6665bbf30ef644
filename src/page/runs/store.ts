import Dexie, { type EntityTable, type Table } from 'dexie';
import {
  FORMAT_VERSION,
  packRun,
  unpackRun,
  type History,
  type PackedRun,
  type Run,
} from '../../../history/index.ts';
import { putTogether, takeApart, withOwnCells, type StoredPiece } from './stored-cells.ts';

interface StoredRun {
  readonly id: string;
  /** Place among the runs, so that they come back in their order. */
  readonly position: number;
  readonly run: PackedRun;
  /** What the pieces of its columns have in common, where its records are columns. */
  readonly batch?: string;
}

/** A run of the page, and how it lies in the store. */
interface Saved {
  readonly run: Run;
  readonly position: number;
  readonly batch?: string;
}

/** Copying the runs into the store takes as long as there are many; between these the page gets its turn. */
const PUT_AT_ONCE = 200;

type Database = Dexie & { runs: EntityTable<StoredRun, 'id'>; pieces: Table<StoredPiece, number> };

/** The person's runs, kept in the browser from visit to visit. */
export class RunStore {
  readonly #database: Database;
  /** What the store holds, so that saving writes only what changed. */
  #saved = new Map<string, Saved>();
  #pending: Promise<void> = Promise.resolve();

  constructor(name = 'heddle') {
    this.#database = new Dexie(name) as Database;
    this.#database.version(1).stores({ runs: 'id, position' });
    this.#database.version(2).stores({ runs: 'id, position', pieces: '++, batch' });
  }

  /** The runs of the last visit. */
  async load(): Promise<History> {
    const stored = await this.#database.runs.orderBy('position').toArray();
    const runs: Run[] = [];
    for (const { id, position, run, batch } of stored) {
      const whole = unpackRun(batch === undefined ? run : await putTogether(run, this.#piecesOf(batch)));
      runs.push(whole);
      this.#saved.set(id, { run: whole, position, ...(batch === undefined ? {} : { batch }) });
    }
    await this.#forgetPieces();
    return { version: FORMAT_VERSION, runs };
  }

  /** Makes the store hold exactly the runs of `history`; saves are done one after another. */
  save(history: History): Promise<void> {
    const save = this.#pending.then(() => this.#write(history));
    // A failed save is its caller's to report; the next one still gets its turn.
    this.#pending = save.catch(() => undefined);
    return save;
  }

  async #write(history: History): Promise<void> {
    const saved = new Map<string, Saved>();
    const changed: StoredRun[] = [];
    for (const [position, run] of history.runs.entries()) {
      const before = this.#saved.get(run.id);
      const isSame = before?.run.records === run.records && before.batch !== undefined;
      const batch = isSame ? before.batch : undefined;
      if (before?.run === run && before.position === position) saved.set(run.id, before);
      else {
        const entry = await this.#entryOf(run, position, batch);
        changed.push(entry);
        saved.set(run.id, { run, position, ...(entry.batch === undefined ? {} : { batch: entry.batch }) });
      }
    }
    const gone = [...this.#saved.keys()].filter((id) => !saved.has(id));
    await this.#database.transaction('rw', this.#database.runs, async () => {
      await this.#database.runs.bulkDelete(gone);
      for (let at = 0; at < changed.length; at += PUT_AT_ONCE) {
        await this.#database.runs.bulkPut(changed.slice(at, at + PUT_AT_ONCE));
      }
    });
    const isAnyGone = [...this.#saved].some(([id, { batch }]) => batch !== saved.get(id)?.batch);
    this.#saved = saved;
    if (isAnyGone) await this.#forgetPieces();
  }

  /** The run as it is stored; the arrays behind its records are stored before it, unless they lie there already. */
  async #entryOf(run: Run, position: number, known: string | undefined): Promise<StoredRun> {
    const batch = known ?? crypto.randomUUID();
    const parts = takeApart(packRun(run), batch);
    if (parts === null) return { id: run.id, position, run: withOwnCells(packRun(run)) };
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
    const batches = [...this.#saved.values()].flatMap(({ batch }) => batch ?? []);
    await this.#database.pieces.where('batch').noneOf(batches).delete();
  }
}
