import type { EpochRecord, Run } from '../types.ts';
import { FORMAT_VERSION } from '../types.ts';
import type { History } from '../types.ts';
import {
  changeColumns,
  chunkOfColumns,
  chunkOfRuns,
  compactChunk,
  growChunk,
  idAt,
  recordCountAt,
  recordRangeAt,
  renameRun,
  rowAt,
  runAt,
  selectRuns,
} from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { cellAt } from './cells.ts';
import { lazyList } from './lazy-list.ts';
import { resolveIds } from './merge.ts';
import { isGrowing } from './record-growth.ts';
import type { RecordRange } from './record-list.ts';
import { runFoldAt, runIdAt, runNameAt, runNoteAt, runParentAt, runStartedAt, shapeAt } from './run-list.ts';
import type { RunColumns } from './run-list.ts';
import { partsOfRuns, renameColumns } from './run-parts.ts';

const sets = new WeakMap<readonly Run[], RunSet>();
/** Chunk and index of run objects that were already converted to columns. */
const places = new WeakMap<Run, { readonly chunk: Chunk; readonly index: number }>();

/** Chunks of fewer runs than this are joined by `compact`. */
const SMALL = 1000;

/**
 * An immutable set of runs in an order, each with an id of its own, held as columns. Every operation returns a new set
 * that shares with this one what did not change; a `Run` object is made when it is asked for.
 */
export class RunSet implements Iterable<Run> {
  static readonly empty = new RunSet([]);

  readonly chunks: readonly Chunk[];
  /** Index of the first run of each chunk, and the number of all runs last. */
  readonly starts: Uint32Array;
  /** Index of each run by id, shared between sets; an entry counts where its index is below this set's length. */
  #index: Map<string, number> | null = null;

  private constructor(chunks: readonly Chunk[], starts?: Uint32Array) {
    this.chunks = chunks;
    this.starts = starts ?? startsOf(chunks);
  }

  static ofChunks(chunks: readonly Chunk[]): RunSet {
    return new RunSet(chunks.filter(({ length }) => length > 0));
  }

  static of(runs: readonly Run[]): RunSet {
    return RunSet.empty.append(runs);
  }

  /**
   * The runs of a history. Those that lie in columns are taken as they are; objects become columns once, however often
   * a history has them.
   */
  static ofHistory({ runs }: History): RunSet {
    const known = sets.get(runs);
    if (known !== undefined) return known;
    const chunks = partsOfRuns(runs).flatMap((part) =>
      part.kind === 'columns' ? [chunkOfColumns(part.columns)] : chunksOfList(part.runs),
    );
    return RunSet.ofChunks(chunks);
  }

  /** Keeps the columns that all the run objects of a chunk were made of, for sets that have these objects. */
  static remember(runs: readonly Run[], chunk: Chunk): void {
    for (const [index, run] of runs.entries()) places.set(run, { chunk, index });
  }

  get length(): number {
    return this.starts.at(-1)!;
  }

  get recordCount(): number {
    let count = 0;
    for (const chunk of this.chunks) {
      for (let i = 0; i < chunk.length; i++) count += recordCountAt(chunk, i);
    }
    return count;
  }

  *[Symbol.iterator](): Iterator<Run> {
    for (const chunk of this.chunks) for (let i = 0; i < chunk.length; i++) yield runAt(chunk, i);
  }

  /** @throws {RangeError} if the index is out of range. */
  run(index: number): Run {
    const place = this.#place(index);
    return runAt(place.chunk, place.index);
  }

  id(index: number): string {
    const place = this.#place(index);
    return idAt(place.chunk, place.index);
  }

  /** Returns the display name of a run. */
  name(index: number): string {
    const { chunk, index: within } = this.#place(index);
    return runNameAt(headOf(chunk), rowAt(chunk, within));
  }

  /** Whether some run may have a parent. */
  get hasParents(): boolean {
    return this.chunks.some((chunk) => headOf(chunk).parents !== null);
  }

  /** Returns the id of the run that a run belongs to or was forked from; null if it has none. */
  parent(index: number): string | null {
    const { chunk, index: within } = this.#place(index);
    return runParentAt(headOf(chunk), rowAt(chunk, within));
  }

  /** Returns what a person noted about a run; null if nothing. */
  note(index: number): string | null {
    const { chunk, index: within } = this.#place(index);
    return runNoteAt(headOf(chunk), rowAt(chunk, within));
  }

  /** Returns the number of a fold, counted from 0; null for a run that is not a fold. */
  fold(index: number): number | null {
    const { chunk, index: within } = this.#place(index);
    return runFoldAt(headOf(chunk), rowAt(chunk, within));
  }

  status(index: number): Run['status'] {
    const { chunk, index: within } = this.#place(index);
    return shapeAt(headOf(chunk), rowAt(chunk, within)).status;
  }

  source(index: number): Run['source'] {
    const { chunk, index: within } = this.#place(index);
    return shapeAt(headOf(chunk), rowAt(chunk, within)).source;
  }

  /** Returns the start time of a run in ISO 8601; null if unknown. */
  started(index: number): string | null {
    const { chunk, index: within } = this.#place(index);
    return runStartedAt(headOf(chunk), rowAt(chunk, within));
  }

  metrics(index: number): Run['metrics'] {
    const { chunk, index: within } = this.#place(index);
    return shapeAt(headOf(chunk), rowAt(chunk, within)).metrics;
  }

  /** Returns where the records of a run are in their columns; null if no run of its chunk has records. */
  recordRange(index: number): RecordRange | null {
    const { chunk, index: within } = this.#place(index);
    return recordRangeAt(chunk, within);
  }

  ids(): string[] {
    return this.chunks.flatMap((chunk) => Array.from({ length: chunk.length }, (_, i) => idAt(chunk, i)));
  }

  /** Returns the index of the run with the id, or -1. */
  indexOf(id: string): number {
    if (this.#index === null) {
      this.#index = new Map();
      for (const [i, each] of this.ids().entries()) this.#index.set(each, i);
    }
    const index = this.#index.get(id) ?? -1;
    return index < this.length ? index : -1;
  }

  runById(id: string): Run | undefined {
    const index = this.indexOf(id);
    return index < 0 ? undefined : this.run(index);
  }

  /**
   * The runs and others behind them.
   * @throws {RangeError} where an id is taken; see `merge`.
   */
  append(runs: readonly Run[]): RunSet {
    if (runs.length === 0) return this;
    const index = this.length === 0 ? new Map<string, number>() : this.#ownedIndex();
    const all = new RunSet([...this.chunks, chunkOfRuns(runs)]);
    for (const [i, { id }] of runs.entries()) {
      if (index.has(id)) {
        for (const { id: added } of runs.slice(0, i)) index.delete(added);
        throw new RangeError(`run "${id}": the set has a run with this id already`);
      }
      index.set(id, this.length + i);
    }
    all.#index = index;
    return all;
  }

  /**
   * The runs with this one in the place of that with its id.
   * @throws {RangeError} where no run has its id.
   */
  replace(run: Run): RunSet {
    const index = this.#require(run.id);
    return this.#withChunk(index, () => chunkOfRuns([run]));
  }

  /**
   * The runs with records behind those of one of them, which takes time for the added ones alone. They have to follow
   * the others by epoch.
   * @throws {RangeError} where no run has that id.
   */
  appendRecords(id: string, records: readonly EpochRecord[]): RunSet {
    if (records.length === 0) return this;
    return this.#withChunk(this.#require(id), (chunk, index) => growChunk(chunk, index, records));
  }

  /** @throws {RangeError} where no run has that id. */
  rename(id: string, name: string): RunSet {
    const { at, chunk, index } = this.#place(this.#require(id));
    return this.#withChunks(this.chunks.with(at, renameRun(chunk, index, name)));
  }

  /** The runs without those; children of a removed run become runs of their own. Unknown ids are ignored. */
  remove(ids: Iterable<string>): RunSet {
    const gone = new Set(Array.from(ids).filter((id) => this.indexOf(id) >= 0));
    if (gone.size === 0) return this;
    const goneIn = new Map<number, Set<number>>();
    for (const id of gone) {
      const { at, index } = this.#place(this.indexOf(id));
      const indices = goneIn.get(at);
      if (indices) indices.add(index);
      else goneIn.set(at, new Set([index]));
    }
    const chunks = this.chunks.map((chunk, at) => {
      const indices = goneIn.get(at);
      const kept = indices
        ? selectRuns(chunk, Uint32Array.from(range(chunk.length).filter((i) => !indices.has(i))))
        : chunk;
      return withoutParents(kept, gone);
    });
    return RunSet.ofChunks(chunks);
  }

  /**
   * These runs, then the others. One of the others whose id is taken gets a new one (`relu-2`), and its children follow
   * it.
   */
  merge(other: RunSet): RunSet {
    if (this.length === 0) return other;
    const ids = other.ids();
    const renamed = resolveIds(this.ids(), ids);
    if (renamed.size === 0) return new RunSet([...this.chunks, ...other.chunks]);
    const idOf = (id: string) => renamed.get(id) ?? id;
    const chunks = other.chunks.map((chunk) =>
      changeColumns(chunk, (columns) => {
        const all = Array.from({ length: columns.length }, (_, row) => idOf(runIdAt(columns, row)));
        return renameColumns(columns, all, idOf);
      }),
    );
    return new RunSet([...this.chunks, ...chunks]);
  }

  /** The same runs in as few chunks as may be; those that grow keep their own. */
  compact(): RunSet {
    const chunks: Chunk[] = [];
    let small: Chunk[] = [];
    const close = () => {
      const [only, another] = small;
      if (only !== undefined) {
        chunks.push(another ? chunkOfRuns(small.flatMap((chunk) => runsOfChunk(chunk))) : compactChunk(only));
      }
      small = [];
    };
    for (const chunk of this.chunks) {
      if (chunk.growth === null && chunk.length < SMALL) small.push(chunk);
      else {
        close();
        chunks.push(chunk.rows === null ? chunk : compactChunk(chunk));
      }
    }
    close();
    return new RunSet(chunks);
  }

  /** Returns a list that creates each run on access; `ofHistory` of it is this set. */
  toHistory(): History {
    const runs = lazyList(this.length, (index) => this.run(index));
    sets.set(runs, this);
    return { version: FORMAT_VERSION, runs };
  }

  #place(index: number): { at: number; chunk: Chunk; index: number } {
    if (!(Number.isInteger(index) && index >= 0 && index < this.length)) {
      throw new RangeError(`run ${String(index)}: the set has ${String(this.length)} runs`);
    }
    let [low, high] = [0, this.chunks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return { at: low, chunk: this.chunks[low]!, index: index - this.starts[low]! };
  }

  #require(id: string): number {
    const index = this.indexOf(id);
    if (index < 0) throw new RangeError(`run "${id}": the set has no run with this id`);
    return index;
  }

  /** The index by id for a set that goes on from this one: shared where no other set has gone on from it. */
  #ownedIndex(): Map<string, number> {
    this.indexOf('');
    const index = this.#index!;
    if (index.size === this.length) return index;
    return new Map(Array.from(index).filter(([, i]) => i < this.length));
  }

  /** The set with another chunk of one run in the place of a run. */
  #withChunk(index: number, make: (chunk: Chunk, index: number) => Chunk): RunSet {
    const { at, chunk, index: within } = this.#place(index);
    const made = make(chunk, within);
    if (chunk.length === 1) return this.#withChunks(this.chunks.with(at, made));
    const before = rowsBetween(chunk, 0, within);
    const after = rowsBetween(chunk, within + 1, chunk.length);
    const chunks = [before, made, after].filter(({ length }) => length > 0);
    return this.#withChunks(this.chunks.toSpliced(at, 1, ...chunks), startsOf);
  }

  /** The set with other chunks, and each run at the same index. */
  #withChunks(chunks: readonly Chunk[], starts?: typeof startsOf): RunSet {
    const set = new RunSet(chunks, starts === undefined ? this.starts : starts(chunks));
    set.#index = this.#index;
    return set;
  }
}

/** The chunks of runs that are objects; those that are not in columns yet are put there. */
function chunksOfList(runs: readonly Run[]): Chunk[] {
  const fresh = runs.filter((run) => !places.has(run));
  // In columns with others, the records of a growing run would be copied.
  const growing = fresh.filter(({ records }) => isGrowing(records));
  const others = growing.length === 0 ? fresh : fresh.filter(({ records }) => !isGrowing(records));
  for (const list of [others, ...growing.map((run) => [run])]) {
    if (list.length === 0) continue;
    const chunk = chunkOfRuns(list);
    for (const [index, run] of list.entries()) places.set(run, { chunk, index });
  }
  const chunks: Chunk[] = [];
  let indices: number[] = [];
  let current: Chunk | null = null;
  const close = () => {
    if (current === null) return;
    const isWhole = indices.length === current.length && indices.every((index, i) => index === i);
    const rows = isWhole ? null : Uint32Array.from(indices);
    chunks.push({ length: indices.length, columns: current.columns, rows, growth: null });
  };
  for (const run of runs) {
    const { chunk, index } = places.get(run)!;
    if (chunk !== current) {
      close();
      current = chunk;
      indices = [];
    }
    indices.push(index);
  }
  close();
  return chunks;
}

/** The columns of a chunk, perhaps without records, which a growing chunk would have to assemble. */
function headOf(chunk: Chunk): RunColumns {
  return chunk.growth?.head() ?? chunk.columns;
}

function runsOfChunk(chunk: Chunk): Run[] {
  return range(chunk.length).map((i) => runAt(chunk, i));
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function indices(length: number): Uint32Array {
  const all = new Uint32Array(length);
  for (let i = 0; i < length; i++) all[i] = i;
  return all;
}

function startsOf(chunks: readonly Chunk[]): Uint32Array {
  const starts = new Uint32Array(chunks.length + 1);
  for (let i = 0; i < chunks.length; i++) starts[i + 1] = starts[i]! + chunks[i]!.length;
  return starts;
}

function rowsBetween(chunk: Chunk, start: number, end: number): Chunk {
  const rows = (chunk.rows ?? indices(chunk.length)).subarray(start, end);
  return { length: rows.length, columns: chunk.columns, rows, growth: null };
}

function withoutParents(chunk: Chunk, gone: ReadonlySet<string>): Chunk {
  const { parents } = headOf(chunk);
  if (parents === null) return chunk;
  const isChild = range(chunk.length).some((i) => gone.has(cellAt(parents, rowAt(chunk, i)) as string));
  if (!isChild) return chunk;
  const parentOf = (parent: string) => (gone.has(parent) ? null : parent);
  return changeColumns(chunk, (columns) => renameColumns(columns, null, parentOf));
}
