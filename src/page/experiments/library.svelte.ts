import {
  countRecords,
  FORMAT_VERSION,
  tableInSteps,
  toTable,
  type History,
  type Run,
  type Table,
  type TableOptions,
} from '../../../history/index.ts';
import { resultInSlices } from '../../../history/scheduling/index.ts';
import { differenceOf, revert, type Act, type RemovedUnit } from './acts.ts';
import { addRuns, newRuns, replaceRuns, withoutRuns, withRun, type Ids } from './replace-runs.ts';
import type { Unit } from './units.ts';

const NOTHING: History = { version: FORMAT_VERSION, runs: [] };

/** From so many rows on their table is made in turns, since to make it at once would hold up the page. */
const MANY = 20_000;

/** An act stays at least while it is among the latest this many … */
const MIN_ACTS = 20;
/** … or younger than this many milliseconds, and one of at most `MAX_ACTS`. */
const MIN_AGE = 7 * 24 * 3600 * 1000;
const MAX_ACTS = 200;

/** Milliseconds of work after which the page handles events: half of a frame. */
const SLICE_MS = 8;

/** A table, and what it was made of. */
export interface ShownTable {
  readonly history: History;
  readonly options: TableOptions;
  readonly table: Table;
}

export interface RunLibraryParams {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly newId?: () => string;
  /** Called after an act was done, or undone; undone and done again it keeps its id. */
  readonly onact?: (act: Act, isUndone: boolean) => void;
}

/**
 * The runs on the page, the acts on them that can be undone, and the table of rows that plot, table and exports show.
 *
 * An act is what a person did to runs: opened files, removed, renamed or cleared runs. What training and followed files
 * write is none.
 */
export class RunLibrary {
  #own = $state.raw<History>(NOTHING);
  /** The example, shown while there are no runs of the person's own; null once it was cleared. */
  #placeholder = $state.raw<History | null>(null);
  #past = $state.raw<readonly Act[]>([]);
  #future = $state.raw<readonly Act[]>([]);
  #options = $state.raw<TableOptions>({ rows: 'epochs' });
  /** What is shown, with its table where that was made in turns. */
  #settled = $state.raw<Omit<ShownTable, 'table'> & { readonly table: Table | null }>({
    history: NOTHING,
    options: this.#options,
    table: null,
  });
  #isMaking = false;
  /** Acts that are part of a larger one. */
  #isGrouped = false;
  readonly #clock: () => number;
  readonly #newId: () => string;
  readonly #onact: (act: Act, isUndone: boolean) => void;

  /**
   * What is shown: the newest runs, or those before them while the table of the newest is still made, which it is in
   * turns where they are many.
   */
  readonly shown: ShownTable = $derived({
    ...this.#settled,
    table: this.#settled.table ?? toTable(this.#settled.history, this.#settled.options),
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

  /** The runs that are the person's own, without the example of a first visit. */
  get own(): History {
    return this.#own;
  }

  /** Whether the runs are those of the example that stands in until there are others. */
  get isExample(): boolean {
    return this.#own.runs.length === 0 && this.#placeholder !== null;
  }

  get options(): TableOptions {
    return this.#options;
  }
  set options(options: TableOptions) {
    this.#options = options;
    this.#settle();
  }

  get table(): Table {
    return this.shown.table;
  }

  /** Acts that can be undone, the latest last. */
  get past(): readonly Act[] {
    return this.#past;
  }

  /** Acts that were undone and can be done again, the next last. */
  get future(): readonly Act[] {
    return this.#future;
  }

  /** Puts in what an earlier visit left. */
  restore(history: History, acts: { readonly past: readonly Act[]; readonly future: readonly Act[] }): void {
    this.#past = [...acts.past, ...this.#past];
    this.#future = acts.future;
    this.#change(addRuns(history, this.#own).history);
  }

  /** Shows the example until there are runs of the person's own. */
  showPlaceholder(history: History): void {
    this.#placeholder = history;
    this.#settle();
  }

  /** Adds runs, and returns which id each got, by its id in `history`. */
  add(history: History, label = 'Add runs'): () => Ids {
    const { history: all, ids } = addRuns(this.#own, history);
    this.#act(label, all);
    return ids;
  }

  /**
   * Replaces the runs that the same files gave before, and returns which id each has. This is no act: a followed file
   * changes by itself.
   */
  update(history: History, before: Ids): () => Ids {
    const { history: all, ids } = replaceRuns(this.#own, history, before);
    this.#change(all);
    return ids;
  }

  /** The runs of `history` that are not here yet. */
  newOf(history: History): ReturnType<typeof newRuns> {
    return newRuns(this.#own, history);
  }

  /** Replaces the run with the id of `run`, or adds it behind the others. This is no act: training does it. */
  upsert(run: Run): void {
    this.#change(withRun(this.#own, run));
  }

  remove(ids: Iterable<string>, label = 'Remove runs'): void {
    this.#act(label, withoutRuns(this.#own, ids));
  }

  rename(id: string, name: string): void {
    const run = this.#own.runs.find((each) => each.id === id);
    if (run) this.#act(`Rename ${run.name} to ${name}`, withRun(this.#own, { ...run, name }));
  }

  /** Removes all runs, and the example of a first visit. */
  clear(): void {
    this.#placeholder = null;
    this.#act('Clear the runs', NOTHING);
    this.#settle();
  }

  /** Makes the changes of `change` one act. */
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
   * Undoes an act, the latest unless another is named. What came since stays.
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

  /** Does the act again that was undone last. */
  async redo(read: (key: string) => Promise<Unit>): Promise<void> {
    const act = this.#future.at(-1);
    if (!act) return;
    const inverse = await this.#revert(act, read);
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, inverse];
    this.#onact(inverse, false);
  }

  /** Lets go of removed units that the store holds now: to keep all would fill the memory. */
  release(keyOf: (unit: Unit) => string | null): void {
    const releaseUnit = (removed: RemovedUnit): RemovedUnit => {
      const key = removed.unit && keyOf(removed.unit);
      return key ? { ...removed, unit: null, key } : removed;
    };
    const isReleasable = ({ unit }: RemovedUnit) => unit !== null && keyOf(unit) !== null;
    const releaseAct = (act: Act): Act =>
      act.removed.some(isReleasable) ? { ...act, removed: act.removed.map(releaseUnit) } : act;
    const isHeld = ({ removed }: Act) => removed.some(isReleasable);
    // An assignment would announce a change.
    if (this.#past.some(isHeld)) this.#past = this.#past.map(releaseAct);
    if (this.#future.some(isHeld)) this.#future = this.#future.map(releaseAct);
  }

  async #revert(act: Act, read: (key: string) => Promise<Unit>): Promise<Act> {
    const removed: (RemovedUnit & { readonly unit: Unit })[] = [];
    for (const each of act.removed) {
      const unit = each.unit ?? (each.key === null ? null : await read(each.key));
      if (unit !== null) removed.push({ ...each, unit });
    }
    // Runs may have come while units were read.
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
    this.#settle();
  }

  /** Shows the newest runs: few at once, many as soon as their table is made. */
  #settle(): void {
    if (countRows(this.history) < MANY) {
      this.#settled = { history: this.history, options: this.#options, table: null };
    } else if (!this.#isMaking) void this.#make();
  }

  /** Runs that come while a table is made wait for it, so that something is shown however often some come. */
  async #make(): Promise<void> {
    this.#isMaking = true;
    try {
      while (!this.#isSettled()) {
        const [history, options] = [this.history, this.#options];
        const table = await resultInSlices(tableInSteps(history, options), SLICE_MS);
        // Few that came since are shown already, and what comes behind them is old.
        if (countRows(this.history) >= MANY) this.#settled = { history, options, table };
      }
    } finally {
      this.#isMaking = false;
    }
  }

  #isSettled(): boolean {
    return this.#settled.history === this.history && this.#settled.options === this.#options;
  }
}

/** How many rows a table of epochs has at least. */
function countRows({ runs }: History): number {
  return Math.max(runs.length, countRecords(runs));
}
