import {
  FORMAT_VERSION,
  indexOfRun,
  RunSet,
  type History,
  type LevelOptions,
  type Run,
  type Table,
} from '../../../history/index.ts';
import { resultInSlices } from '../../../history/scheduling/index.ts';
import { untrack } from 'svelte';
import { differenceOf, revert, type Act, type RemovedUnit } from './acts.ts';
import {
  addRuns,
  newRuns,
  replaceRuns,
  withName,
  withNote,
  withoutRuns,
  withRun,
  type Ids,
} from './replace-runs.ts';
import {
  initialRows,
  levelOf,
  levelOptionsOf,
  rowsInSteps,
  tableOfRows,
  type Level,
  type RowsChoice,
} from './rows.ts';
import { isSlowTable } from './table-size.ts';
import type { Unit } from './units.ts';

const NOTHING: History = { version: FORMAT_VERSION, runs: [] };

/** An act is kept at least while it is among the latest `MIN_ACTS` … */
const MIN_ACTS = 20;
/** … or younger than this, in milliseconds, and among the latest `MAX_ACTS`. */
const MIN_AGE = 7 * 24 * 3600 * 1000;
const MAX_ACTS = 200;

/** Milliseconds of work before yielding to the event loop: half a frame. */
const SLICE_MS = 8;

/** A table, and the history and choice of rows that it was computed from. */
export interface ShownTable {
  readonly history: History;
  readonly rows: RowsChoice;
  readonly table: Table;
}

export interface RunLibraryParams {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly newId?: () => string;
  /** Called after an act, its undo or its redo; it keeps its id. */
  readonly onact?: (act: Act, isUndone: boolean) => void;
}

/**
 * The runs on the page, the undoable acts on them, and the table of rows that plot, table and exports show.
 *
 * An act is a change that the user made: opening files, removing, renaming or clearing runs. Updates by training and
 * followed files are not acts.
 */
export class RunLibrary {
  #own = $state.raw<History>(NOTHING);
  /** The example, shown while there are no other runs; null once it was cleared. */
  #placeholder = $state.raw<History | null>(null);
  #past = $state.raw<readonly Act[]>([]);
  #future = $state.raw<readonly Act[]>([]);
  #rows = $state.raw<RowsChoice>(initialRows);
  /** The shown history, with its table if that was computed in slices. */
  #current = $state.raw<Omit<ShownTable, 'table'> & { readonly table: Table | null }>({
    history: NOTHING,
    rows: this.#rows,
    table: null,
  });
  #isMaking = false;
  /** Whether acts are part of a group. */
  #isGrouped = false;
  readonly #clock: () => number;
  readonly #newId: () => string;
  readonly #onact: (act: Act, isUndone: boolean) => void;

  /**
   * The shown table: that of the latest runs, or the previous one while a large table is being computed in slices.
   */
  readonly shown: ShownTable = $derived({
    ...this.#current,
    table: this.#current.table ?? tableOfRows(RunSet.ofHistory(this.#current.history), this.#current.rows),
  });

  constructor({
    clock = Date.now,
    newId = () => crypto.randomUUID(),
    onact = () => undefined,
  }: RunLibraryParams = {}) {
    this.#clock = clock;
    this.#newId = newId;
    this.#onact = onact;
  }

  /** The runs that are shown. */
  get history(): History {
    return this.isExample ? this.#placeholder! : this.#own;
  }

  /** The runs without the example of a first visit. */
  get own(): History {
    return this.#own;
  }

  /** Whether the shown runs are the example of a first visit. */
  get isExample(): boolean {
    return this.#own.runs.length === 0 && this.#placeholder !== null;
  }

  /** The runs that are shown, as columns. */
  get set(): RunSet {
    return RunSet.ofHistory(this.history);
  }

  /** The runs of the shown table, as columns. */
  get shownSet(): RunSet {
    return RunSet.ofHistory(this.shown.history);
  }

  /** What the rows are chosen to be. */
  get rows(): RowsChoice {
    return this.#rows;
  }
  set rows(rows: RowsChoice) {
    if (rows === untrack(() => this.#rows)) return;
    this.#rows = rows;
    this.#update();
  }

  /** The level of the rows of the shown table. */
  get level(): Level {
    return levelOf(RunSet.ofHistory(this.shown.history), this.shown.rows);
  }

  /** How the shown table is made of its history. */
  get tableOptions(): LevelOptions {
    return levelOptionsOf(RunSet.ofHistory(this.shown.history), this.shown.rows);
  }

  get table(): Table {
    return this.shown.table;
  }

  /** Acts that can be undone, the latest last. */
  get past(): readonly Act[] {
    return this.#past;
  }

  /** Acts that can be redone, the next last. */
  get future(): readonly Act[] {
    return this.#future;
  }

  /** Restores the runs and acts of earlier visits. */
  restore(history: History, acts: { readonly past: readonly Act[]; readonly future: readonly Act[] }): void {
    this.#past = [...acts.past, ...this.#past];
    this.#future = acts.future;
    this.#change(addRuns(history, this.#own).history);
  }

  /** Shows the example until there are other runs. */
  showPlaceholder(history: History): void {
    this.#placeholder = history;
    this.#update();
  }

  /** Adds runs. Returns their new ids by their ids in `history`. */
  add(history: History, label = 'Add runs'): () => Ids {
    const { history: all, ids } = addRuns(this.#own, history);
    this.#act(label, all);
    return ids;
  }

  /**
   * Replaces the runs that were read from the same files before. Returns their ids. This is no act: a followed file
   * changes on its own.
   */
  update(history: History, before: Ids): () => Ids {
    const { history: all, ids } = replaceRuns(this.#own, history, before);
    this.#change(all);
    return ids;
  }

  /** The runs of `history` that are new to the library. */
  newOf(history: History): ReturnType<typeof newRuns> {
    return newRuns(this.#own, history);
  }

  /** Replaces the run with the id of `run`, or appends it. This is no act: training does it. */
  upsert(run: Run): void {
    this.#change(withRun(this.#own, run));
  }

  remove(ids: Iterable<string>, label = 'Remove runs'): void {
    this.#act(label, withoutRuns(this.#own, ids));
  }

  rename(id: string, name: string): void {
    const run = this.#own.runs[indexOfRun(this.#own.runs, id)];
    if (run) this.#act(`Rename ${run.name} to ${name}`, withName(this.#own, id, name));
  }

  /** Replaces the note of a run; an empty text removes it. */
  annotate(id: string, note: string): void {
    const run = this.#own.runs[indexOfRun(this.#own.runs, id)];
    if (run) this.#act(`Note on ${run.name}`, withNote(this.#own, id, note));
  }

  /** Removes all runs, and the example of a first visit. */
  clear(): void {
    this.#placeholder = null;
    this.#act('Clear the runs', NOTHING);
    this.#update();
  }

  /** Groups the changes of `change` into one act. */
  group<Result>(label: string, change: () => Result): Result {
    const before = this.#own;
    this.#isGrouped = true;
    try {
      return change();
    } finally {
      this.#isGrouped = false;
      this.#record(label, before);
    }
  }

  /**
   * Undoes an act, by default the latest. Later changes are kept.
   *
   * @param read reads a removed unit that is no longer in memory
   * @throws {Error} if one cannot be read; then nothing changes
   */
  async undo(read: (key: string) => Promise<Unit>, id = this.#past.at(-1)?.id): Promise<void> {
    const act = this.#past.find((each) => each.id === id);
    if (!act) return;
    const inverse = await this.#revert(act, read);
    this.#past = this.#past.filter((each) => each !== act);
    this.#future = [...this.#future, inverse];
    this.#onact(inverse, true);
  }

  /** Redoes the act that was undone last. */
  async redo(read: (key: string) => Promise<Unit>): Promise<void> {
    const act = this.#future.at(-1);
    if (!act) return;
    const inverse = await this.#revert(act, read);
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, inverse];
    this.#onact(inverse, false);
  }

  /** Releases removed units that are stored now: all of them could fill the memory. */
  release(keyOf: (unit: Unit) => string | null): void {
    const releaseUnit = (removed: RemovedUnit): RemovedUnit => {
      const key = removed.unit && keyOf(removed.unit);
      return key ? { ...removed, unit: null, key } : removed;
    };
    const isReleasable = ({ unit }: RemovedUnit) => unit !== null && keyOf(unit) !== null;
    const releaseAct = (act: Act): Act =>
      act.removed.some(isReleasable) ? { ...act, removed: act.removed.map(releaseUnit) } : act;
    const isHeld = ({ removed }: Act) => removed.some(isReleasable);
    // An assignment would trigger effects.
    if (this.#past.some(isHeld)) this.#past = this.#past.map(releaseAct);
    if (this.#future.some(isHeld)) this.#future = this.#future.map(releaseAct);
  }

  async #revert(act: Act, read: (key: string) => Promise<Unit>): Promise<Act> {
    const removed: (RemovedUnit & { readonly unit: Unit })[] = [];
    for (const each of act.removed) {
      const unit = each.unit ?? (each.key === null ? null : await read(each.key));
      if (unit !== null) removed.push({ ...each, unit });
    }
    // Runs may have been added while units were read.
    const before = this.#own;
    const after = revert(before, { ...act, removed });
    this.#change(after);
    return { ...act, ...(differenceOf(before, after) ?? { removed: [], added: [] }) };
  }

  #act(label: string, history: History): void {
    const before = this.#own;
    this.#change(history);
    if (!this.#isGrouped) this.#record(label, before);
  }

  #record(label: string, before: History): void {
    const difference = differenceOf(before, this.#own);
    if (difference === null) return;
    const now = this.#clock();
    const act: Act = { id: this.#newId(), label, at: now, ...difference };
    const past = [...this.#past, act];
    this.#past = past.filter(
      ({ at }, i) => i >= past.length - MIN_ACTS || (i >= past.length - MAX_ACTS && now - at < MIN_AGE),
    );
    this.#future = [];
    this.#onact(act, false);
  }

  #change(history: History): void {
    this.#own = history;
    this.#update();
  }

  /** Shows the latest runs: immediately if their table is small, else once it is computed. */
  #update(): void {
    if (!isSlowTable(this.history)) {
      this.#current = { history: this.history, rows: this.#rows, table: null };
    } else if (!this.#isMaking) void this.#make();
  }

  /** Runs that are added while a table is computed wait for it, so that frequent additions cannot starve the view. */
  async #make(): Promise<void> {
    this.#isMaking = true;
    try {
      while (!this.#isSettled()) {
        const [history, rows] = [this.history, this.#rows];
        const table = await resultInSlices(rowsInSteps(RunSet.ofHistory(history), rows), SLICE_MS);
        // If there are few runs by now, they are shown already, and this table is outdated.
        if (isSlowTable(this.history)) this.#current = { history, rows, table };
      }
    } finally {
      this.#isMaking = false;
    }
  }

  #isSettled(): boolean {
    return this.#current.history === this.history && this.#current.rows === this.#rows;
  }
}
