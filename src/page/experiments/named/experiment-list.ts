import type { KeyStorage } from '../../shell/fallbacks/storage.ts';

/** A named set of runs, with a database of its own. */
export interface Experiment {
  /** Empty for the first one, whose databases have the names of the time before there were several. */
  readonly id: string;
  readonly name: string;
  /** When it was deleted, in milliseconds since 1970; null if it was not. */
  readonly deletedAt: number | null;
}

export interface ExperimentListOptions {
  /** Holds the list, for all tabs. */
  readonly storage: KeyStorage;
  /** Holds which experiment this tab shows. */
  readonly tab: KeyStorage;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

const LIST = 'heddle.experiments';
const CURRENT = 'heddle.experiment';

/** Milliseconds for which a deleted experiment can be restored. */
const RETENTION = 7 * 24 * 3600 * 1000;

const FIRST: Experiment = { id: '', name: 'Experiment 1', deletedAt: null };

/**
 * The experiments of this browser, and the one that this tab shows. The list is read anew by each method: other tabs
 * change it as well. It always has an experiment that is not deleted.
 */
export class ExperimentList {
  readonly #options: ExperimentListOptions;

  constructor(options: ExperimentListOptions) {
    this.#options = options;
  }

  /** All experiments in the order of their creation, without deleted ones. */
  get all(): readonly Experiment[] {
    return this.#read().filter(({ deletedAt }) => deletedAt === null);
  }

  /** Deleted experiments that can be restored, the latest first. */
  get deleted(): readonly Experiment[] {
    return this.#read()
      .filter((each) => each.deletedAt !== null && !this.#isExpired(each))
      .sort((a, b) => b.deletedAt! - a.deletedAt!);
  }

  /** The experiment that this tab shows: the one it showed last, else that of the last tab. */
  get current(): Experiment {
    const { tab, storage } = this.#options;
    const { all } = this;
    const id = tab.getItem(CURRENT) ?? storage.getItem(CURRENT);
    return all.find((each) => each.id === id) ?? all[0]!;
  }

  /** Makes an experiment the one that this tab shows after a reload. */
  show(id: string): void {
    this.#options.tab.setItem(CURRENT, id);
    this.#options.storage.setItem(CURRENT, id);
  }

  /** @param name by default the first of `Experiment 2`, `Experiment 3`, … that is free */
  create(name?: string): Experiment {
    const experiments = this.#read();
    const experiment = {
      id: this.#options.newId(),
      name: name ?? freeName(experiments, (number) => `Experiment ${String(number)}`),
      deletedAt: null,
    };
    this.#write([...experiments, experiment]);
    return experiment;
  }

  /** Creates an experiment named after another one. */
  createCopy({ name }: Experiment): Experiment {
    const copies = (number: number) => (number === 1 ? `${name} copy` : `${name} copy ${String(number)}`);
    return this.create(freeName(this.#read(), copies));
  }

  /** An empty name changes nothing. */
  rename(id: string, name: string): void {
    const trimmed = name.trim();
    if (trimmed !== '') this.#change(id, { name: trimmed });
  }

  /** Marks an experiment as deleted. If there is no other, one is created. */
  remove(id: string): void {
    if (this.all.every((each) => each.id === id)) this.create();
    this.#change(id, { deletedAt: this.#options.clock() });
  }

  restore(id: string): void {
    this.#change(id, { deletedAt: null });
  }

  /** Removes the experiments whose time is over from the list. Returns them, so that their databases can be deleted. */
  takeExpired(): readonly Experiment[] {
    const experiments = this.#read();
    const expired = experiments.filter((each) => this.#isExpired(each));
    // The databases of the first experiment stay, empty or not: a list that is lost is read as that one.
    const taken = expired.filter(({ id }) => id !== FIRST.id);
    if (taken.length > 0) this.#write(experiments.filter((each) => !taken.includes(each)));
    return taken;
  }

  #isExpired({ deletedAt }: Experiment): boolean {
    return deletedAt !== null && this.#options.clock() - deletedAt > RETENTION;
  }

  #change(id: string, change: Partial<Experiment>): void {
    this.#write(this.#read().map((each) => (each.id === id ? { ...each, ...change } : each)));
  }

  #read(): Experiment[] {
    const text = this.#options.storage.getItem(LIST);
    if (text === null) return [FIRST];
    try {
      const list = (JSON.parse(text) as unknown[]).filter(isExperiment);
      const isLeft = list.some(({ deletedAt }) => deletedAt === null);
      return isLeft ? list : [...list.filter(({ id }) => id !== FIRST.id), FIRST];
    } catch {
      return [FIRST];
    }
  }

  #write(experiments: readonly Experiment[]): void {
    this.#options.storage.setItem(LIST, JSON.stringify(experiments));
  }
}

/** The names of the databases of an experiment. */
export function databasesOf({ id }: Pick<Experiment, 'id'>) {
  const nameOf = (base: string) => (id === '' ? base : `${base}-${id}`);
  return { runs: nameOf('heddle'), models: nameOf('heddle-models'), sweeps: nameOf('heddle-sweeps') };
}

function freeName(experiments: readonly Experiment[], nameOf: (number: number) => string): string {
  const taken = new Set(experiments.map(({ name }) => name));
  for (let number = 1; ; number++) if (!taken.has(nameOf(number))) return nameOf(number);
}

function isExperiment(value: unknown): value is Experiment {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, deletedAt } = value as Partial<Record<keyof Experiment, unknown>>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    (deletedAt === null || typeof deletedAt === 'number')
  );
}
