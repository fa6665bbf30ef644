import {
  FORMAT_VERSION,
  toTable,
  type History,
  type Run,
  type Table,
  type TableOptions,
} from '../../../history/index.ts';
import { addRuns, newRuns, replaceRuns, withoutRuns, type Ids } from './replace-runs.ts';

const NOTHING: History = { version: FORMAT_VERSION, runs: [] };

/** The runs on the page, and the table of rows that plot, table and exports show of them. */
export class RunLibrary {
  history = $state.raw<History>(NOTHING);
  /** Whether the runs are the ones that the page opens with; the first of the person's own put them away. */
  isExample = $state(false);
  options = $state.raw<TableOptions>({ rows: 'epochs' });
  readonly table: Table = $derived(toTable(this.history, this.options));

  showExample(history: History): void {
    this.history = history;
    this.isExample = true;
  }

  /** Adds somebody's runs to those here, and says which id each got. */
  add(history: History): Ids {
    const { history: all, ids } = addRuns(this.#own(), history);
    this.history = all;
    this.isExample = false;
    return ids;
  }

  /** Puts runs in the place of those that the same files gave before, and says which id each has. */
  update(history: History, before: Ids): Ids {
    const { history: all, ids } = replaceRuns(this.#own(), history, before);
    this.history = all;
    this.isExample = false;
    return ids;
  }

  /** What of somebody's runs is not here yet. */
  newOf(history: History): ReturnType<typeof newRuns> {
    return newRuns(this.#own(), history);
  }

  /** Puts `run` in the place of the run with its id, or behind the others. */
  upsert(run: Run): void {
    const { runs } = this.#own();
    const index = runs.findIndex((other) => other.id === run.id);
    this.history = {
      version: FORMAT_VERSION,
      runs: index === -1 ? [...runs, run] : runs.with(index, run),
    };
    this.isExample = false;
  }

  remove(ids: Iterable<string>): void {
    this.history = withoutRuns(this.#own(), ids);
  }

  clear(): void {
    this.history = NOTHING;
    this.isExample = false;
  }

  #own(): History {
    return this.isExample ? NOTHING : this.history;
  }
}
