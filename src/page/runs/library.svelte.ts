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
import { addRuns, newRuns, replaceRuns, withoutRuns, withRun, type Ids } from './replace-runs.ts';

const NOTHING: History = { version: FORMAT_VERSION, runs: [] };

/** From so many rows on their table is made in turns, since to make it at once would hold up the page. */
const MANY = 20_000;

/** A table, and what it was made of. */
export interface ShownTable {
  readonly history: History;
  readonly options: TableOptions;
  readonly table: Table;
}

/** Milliseconds of work after which the page handles events: half of a frame. */
const SLICE_MS = 8;

/** The runs on the page, and the table of rows that plot, table and exports show of them. */
export class RunLibrary {
  #history = $state.raw<History>(NOTHING);
  #options = $state.raw<TableOptions>({ rows: 'epochs' });
  /** Whether the runs are the ones that the page opens with; the first of the person's own put them away. */
  isExample = $state(false);
  /** What is shown, with its table where that was made in turns. */
  #settled = $state.raw<Omit<ShownTable, 'table'> & { readonly table: Table | null }>({
    history: NOTHING,
    options: this.#options,
    table: null,
  });
  #isMaking = false;

  /**
   * What is shown: the newest runs, or those before them while the table of the newest is still made, which it is in
   * turns where they are many.
   */
  readonly shown: ShownTable = $derived({
    ...this.#settled,
    table: this.#settled.table ?? toTable(this.#settled.history, this.#settled.options),
  });

  /** The newest runs. */
  get history(): History {
    return this.#history;
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

  showExample(history: History): void {
    this.#change(history, true);
  }

  /** Adds somebody's runs to those here, and gives what says which id each got. */
  add(history: History): () => Ids {
    const { history: all, ids } = addRuns(this.#own(), history);
    this.#change(all);
    return ids;
  }

  /** Puts runs in the place of those that the same files gave before, and gives what says which id each has. */
  update(history: History, before: Ids): () => Ids {
    const { history: all, ids } = replaceRuns(this.#own(), history, before);
    this.#change(all);
    return ids;
  }

  /** What of somebody's runs is not here yet. */
  newOf(history: History): ReturnType<typeof newRuns> {
    return newRuns(this.#own(), history);
  }

  /** Puts `run` in the place of the run with its id, or behind the others. */
  upsert(run: Run): void {
    this.#change(withRun(this.#own(), run));
  }

  remove(ids: Iterable<string>): void {
    this.#change(withoutRuns(this.#own(), ids), this.isExample);
  }

  clear(): void {
    this.#change(NOTHING);
  }

  #own(): History {
    return this.isExample ? NOTHING : this.#history;
  }

  #change(history: History, isExample = false): void {
    this.#history = history;
    this.isExample = isExample;
    this.#settle();
  }

  /** Shows the newest runs: few at once, many as soon as their table is made. */
  #settle(): void {
    if (countRows(this.#history) < MANY) {
      this.#settled = { history: this.#history, options: this.#options, table: null };
    } else if (!this.#isMaking) void this.#make();
  }

  /** Runs that come while a table is made wait for it, so that something is shown however often some come. */
  async #make(): Promise<void> {
    this.#isMaking = true;
    try {
      while (!this.#isSettled()) {
        const [history, options] = [this.#history, this.#options];
        const table = await resultInSlices(tableInSteps(history, options), SLICE_MS);
        // Few that came since are shown already, and what comes behind them is old.
        if (countRows(this.#history) >= MANY) this.#settled = { history, options, table };
      }
    } finally {
      this.#isMaking = false;
    }
  }

  #isSettled(): boolean {
    return this.#settled.history === this.#history && this.#settled.options === this.#options;
  }
}

/** How many rows a table of epochs has at least. */
function countRows({ runs }: History): number {
  return Math.max(runs.length, countRecords(runs));
}
