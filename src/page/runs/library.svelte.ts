import {
  FORMAT_VERSION,
  mergeHistories,
  toTable,
  type History,
  type Run,
  type Table,
  type TableOptions,
} from '../../../history/index.ts';

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

  /** Adds somebody's runs to those here, and says which id each got: one that was taken already gets another. */
  add(history: History): Map<string, string> {
    const own = this.#own();
    this.history = mergeHistories(own, history);
    this.isExample = false;
    return new Map(history.runs.map(({ id }, i) => [id, this.history.runs[own.runs.length + i]!.id]));
  }

  /**
   * Puts runs in the place of those that were added from the same files before; new ones come behind the others.
   * @param ids what the runs of those files are called here; new ones are added to it
   */
  update(history: History, ids: Map<string, string>): void {
    const place = new Map(this.#own().runs.map(({ id }, index) => [id, index]));
    const own = [...this.#own().runs];
    const added: Run[] = [];
    for (const run of history.runs) {
      const id = ids.get(run.id);
      const index = id === undefined ? undefined : place.get(id);
      if (id === undefined || index === undefined) added.push(run);
      else
        own[index] = {
          ...run,
          id,
          parent: run.parent === null ? null : (ids.get(run.parent) ?? own[index]!.parent),
        };
    }
    this.history = { version: FORMAT_VERSION, runs: own };
    this.isExample = false;
    if (added.length === 0) return;
    for (const [id, here] of this.add({ version: FORMAT_VERSION, runs: added })) ids.set(id, here);
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

  remove(ids: ReadonlySet<string>): void {
    const { runs } = this.#own();
    this.history = { version: FORMAT_VERSION, runs: runs.filter(({ id }) => !ids.has(id)) };
  }

  clear(): void {
    this.history = NOTHING;
    this.isExample = false;
  }

  #own(): History {
    return this.isExample ? NOTHING : this.history;
  }
}
