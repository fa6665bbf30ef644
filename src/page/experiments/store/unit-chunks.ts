import {
  assembleChunk,
  batchesOf,
  chunkOfColumns,
  chunkOfRuns,
  groupByColumns,
  joinPieces,
  piecesOf,
  runAt,
  splitChunk,
  type ArrayPiece,
  type Chunk,
  type ChunkShell,
  type Run,
  type SplitChunk,
} from '../../../../history/index.ts';
import { isColumns, type Unit } from '../units.ts';
import type { RunDatabase, StoredPieces, StoredUnit } from './database.ts';
import { readEarlierUnit, type EarlierPiece } from './earlier-units.ts';

/** What a stored unit says about its content. */
export type StoredContent = Pick<StoredUnit, 'batch' | 'run' | 'content'>;

/** The maximum number of units per request, since copying time grows with their number. */
const MAX_AT_ONCE = 200;

/**
 * How units lie in the store: each is a chunk, or a run of a chunk that runs with the same columns share. The arrays of
 * a chunk are stored as pieces under the key of their batch.
 */
export class UnitChunks {
  readonly #pieces: RunDatabase['pieces'];
  readonly #newKey: () => string;
  /** By batch, so that units that share one read it once. */
  readonly #chunks = new Map<string, WeakRef<Chunk>>();
  /** Keeps a chunk in memory while one of its units is. */
  readonly #chunkOf = new WeakMap<Unit, Chunk>();

  constructor({ pieces }: Pick<RunDatabase, 'pieces'>, newKey: () => string) {
    this.#pieces = pieces;
    this.#newKey = newKey;
  }

  /** @throws {Error} if pieces are missing or do not fit, naming the column */
  async read({ batch, content }: StoredContent): Promise<Unit> {
    if (content.kind !== 'chunk') {
      return readEarlierUnit(content, batch === null ? null : this.#rowsOf<EarlierPiece>(batch));
    }
    const chunk = await this.#chunk(batch!);
    const unit = unitOf(chunk, content.row);
    this.#chunkOf.set(unit, chunk);
    return unit;
  }

  /** Stores the pieces of a list of `groupsOf` as one chunk. Returns the content of each unit. */
  async add(list: readonly Unit[]): Promise<StoredContent[]> {
    const batch = this.#newKey();
    for (const row of rowsOf(list, batch)) await this.#pieces.add(row);
    return list.map((unit, row) => {
      const isTable = isColumns(unit);
      const content = { kind: 'chunk', name: nameOf(unit), row: isTable ? null : row } as const;
      return { batch, run: isTable ? null : unit.id, content };
    });
  }

  /** Deletes the pieces of a batch that no unit uses any more. */
  async delete(batch: string): Promise<void> {
    await this.#pieces.where('batch').equals(batch).delete();
    this.#chunks.delete(batch);
  }

  /** Deletes the pieces of all other batches. */
  async deleteExcept(batches: readonly string[]): Promise<void> {
    await this.#pieces.where('batch').noneOf(batches).delete();
  }

  async #chunk(batch: string): Promise<Chunk> {
    const read = this.#chunks.get(batch)?.deref();
    if (read !== undefined) return read;
    const chunk = assembleChunk(await this.#readChunk(batch));
    this.#chunks.set(batch, new WeakRef(chunk));
    return chunk;
  }

  async #readChunk(batch: string): Promise<SplitChunk> {
    const rows = this.#rowsOf<StoredPieces>(batch);
    const first = await rows.next();
    const shell = first.value?.shell;
    if (!shell) throw new Error('the description of its columns is missing.');
    const pieces = async function* (): AsyncIterable<ArrayPiece> {
      yield* first.value!.pieces;
      for await (const row of rows) yield* row.pieces;
    };
    return joinPieces(shell, pieces());
  }

  /** Yields the rows of pieces one by one, so that the page stays responsive. */
  async *#rowsOf<Row extends StoredPieces | EarlierPiece>(batch: string): AsyncGenerator<Row, undefined> {
    for (const key of await this.#pieces.where('batch').equals(batch).primaryKeys()) {
      const row = await this.#pieces.get(key);
      if (row) yield row as Row;
    }
    return undefined;
  }
}

function unitOf(chunk: Chunk, row: number | null): Unit {
  if (row === null) return chunk.columns;
  if (row >= chunk.length)
    throw new Error(`run ${String(row)} of ${String(chunk.length)} runs is not there.`);
  return runAt(chunk, row);
}

/** Lists of units that become one chunk each, grouped by the transactions in which they are stored. */
export function groupsOf(units: readonly Unit[]): Unit[][][] {
  const groups = units.filter(isColumns).map((unit) => [[unit]]) as Unit[][][];
  const single = groupByColumns(units.filter((unit): unit is Run => !isColumns(unit)));
  let count = MAX_AT_ONCE;
  for (const list of single) {
    if (count + list.length > MAX_AT_ONCE) {
      groups.push([]);
      count = 0;
    }
    groups.at(-1)!.push(list);
    count += list.length;
  }
  return groups;
}

/** The stored form of a chunk's arrays. */
function* rowsOf(list: readonly Unit[], batch: string): Iterable<StoredPieces> {
  const [first] = list;
  const isTable = first !== undefined && isColumns(first);
  const split = splitChunk(isTable ? chunkOfColumns(first) : chunkOfRuns(list as readonly Run[]));
  let shell: ChunkShell | null = split.shell;
  for (const pieces of batchesOf(piecesOf(split))) {
    yield { batch, shell, pieces };
    shell = null;
  }
  if (shell !== null) yield { batch, shell, pieces: [] };
}

/** The display name of a unit. */
export function nameOf(unit: Unit): string {
  return isColumns(unit) ? (unit.shapes[0]?.source.file ?? unit.title) : unit.name;
}

export function nameOfStored({ content }: StoredUnit): string {
  try {
    if (content.kind === 'chunk') return content.name;
    return nameOf(content.kind === 'run' ? (content.run as unknown as Unit) : content.columns);
  } catch {
    return 'without a name';
  }
}
