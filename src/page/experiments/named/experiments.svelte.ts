import type { KeyStorage } from '../../shell/fallbacks/storage.ts';
import { sentenceOf, type Messages } from '../../shell/messages.svelte.ts';
import type { RunLibrary } from '../library.svelte.ts';
import type { Stores } from '../store/open-stores.ts';
import type { Undo } from '../undo.svelte.ts';
import { databasesOf, type Experiment, type ExperimentList } from './experiment-list.ts';

export interface ExperimentsOptions {
  readonly list: ExperimentList;
  readonly library: RunLibrary;
  readonly messages: Messages;
  readonly undo: Pick<Undo, 'announce'>;
  /** Holds what the next page of this tab has to announce. */
  readonly tab: KeyStorage;
  /** Saves the runs of the page. Resolves to whether all of them are stored. */
  readonly save: () => Promise<boolean>;
  /** The databases of an experiment. */
  readonly storesOf: (experiment: Experiment) => Pick<Stores, 'openRuns' | 'openModels'>;
  /** Opens the page anew, with the experiment that the list has as its current one. */
  readonly reload: () => void;
  readonly deleteDatabase: (name: string) => Promise<void>;
}

/** What was deleted by the page before this one. */
const DELETED = 'heddle.experiment-deleted';

/**
 * What can be done with experiments. Another experiment is another page: it has its own runs, networks, acts to undo and
 * view, and nothing of one can end up in the other.
 */
export class Experiments {
  readonly #options: ExperimentsOptions;
  all = $state.raw<readonly Experiment[]>([]);
  deleted = $state.raw<readonly Experiment[]>([]);
  current = $state.raw<Experiment>();

  constructor(options: ExperimentsOptions) {
    this.#options = options;
    this.refresh();
  }

  /** Reads the list, which other tabs may have changed. */
  refresh(): void {
    const { list } = this.#options;
    this.all = list.all;
    this.deleted = list.deleted;
    this.current = list.current;
  }

  /** Announces what the page before this one deleted, and deletes the databases whose time is over. */
  async open(): Promise<void> {
    const { list, messages, tab, deleteDatabase } = this.#options;
    const deleted = list.deleted.find(({ id }) => id === tab.getItem(DELETED));
    tab.removeItem(DELETED);
    if (deleted) {
      messages.notice(`The experiment "${deleted.name}" is deleted. It can be restored for seven days.`, [], {
        label: 'Undo',
        name: 'Undo this',
        run: () => this.restore(deleted),
      });
    }
    for (const expired of list.takeExpired()) {
      for (const name of Object.values(databasesOf(expired))) await deleteDatabase(name);
    }
  }

  /** Shows another experiment. */
  async switchTo({ id }: Pick<Experiment, 'id'>): Promise<void> {
    const { list, reload } = this.#options;
    if (!(await this.#isSaved())) return;
    list.show(id);
    reload();
  }

  async create(): Promise<void> {
    if (await this.#isSaved()) await this.switchTo(this.#options.list.create());
  }

  rename(name: string): void {
    const { list } = this.#options;
    list.rename(list.current.id, name);
    this.refresh();
  }

  /** Copies the runs into a new experiment, and shows it. */
  async duplicate(): Promise<void> {
    const { list, library, messages } = this.#options;
    const copy = list.createCopy(list.current);
    const store = await this.#options.storesOf(copy).openRuns();
    const { refused } = await store.save(library.own, { past: [], future: [] });
    if (refused.length > 0) {
      list.remove(copy.id);
      this.refresh();
      messages.error(`The experiment could not be copied: ${refused[0]!.reason}`);
      return;
    }
    await this.#copyModels(list.current, copy);
    await this.switchTo(copy);
  }

  /** Adds the runs of another experiment, which keeps them. */
  async merge(other: Experiment): Promise<void> {
    const { library, messages, undo, storesOf } = this.#options;
    try {
      const store = await storesOf(other).openRuns();
      const { history, unreadable } = await store.load();
      const count = history.runs.length;
      undo.announce(
        () => library.add(history, `Merge ${other.name}`),
        `${count.toLocaleString('en')} ${count === 1 ? 'run' : 'runs'} of "${other.name}" added.`,
        unreadable.map(({ name, reason }) => `"${name}" cannot be read: ${reason}`),
      );
    } catch (error) {
      messages.error(`The experiment "${other.name}" cannot be read: ${sentenceOf(error)}`);
    }
  }

  /** Deletes the experiment of the page, and shows another one. */
  async remove(): Promise<void> {
    const { list, tab, reload } = this.#options;
    const { id } = list.current;
    if (!(await this.#isSaved())) return;
    list.remove(id);
    tab.setItem(DELETED, id);
    list.show(list.all[0]!.id);
    reload();
  }

  async restore(experiment: Experiment): Promise<void> {
    this.#options.list.restore(experiment.id);
    await this.switchTo(experiment);
  }

  /** Whether all runs are stored; says so if they are not. Another page would lose them. */
  async #isSaved(): Promise<boolean> {
    const isSaved = await this.#options.save();
    if (!isSaved) {
      this.#options.messages.error(
        'Another experiment cannot be opened: the runs of this one are not stored, and would be lost.',
      );
    }
    return isSaved;
  }

  async #copyModels(from: Experiment, to: Experiment): Promise<void> {
    const source = await this.#options.storesOf(from).openModels();
    const target = await this.#options.storesOf(to).openModels();
    for (const run of await source.runs()) {
      const found = await source.load(run);
      if (found) await target.save(found.model, found.source);
    }
  }
}
