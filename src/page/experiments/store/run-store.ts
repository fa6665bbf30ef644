import type { History } from '../../../../history/index.ts';
import type { Act, AddedUnit } from '../acts.ts';
import { countRuns, historyOf, unitsOf, type Unit } from '../units.ts';
import { openDatabase, type RunDatabase, type StoredAct, type StoredUnit } from './database.ts';
import { groupsOf, nameOf, nameOfStored, UnitChunks } from './unit-chunks.ts';

/** The acts that can be undone and redone, each list with the latest last. */
export interface Acts {
  readonly past: readonly Act[];
  readonly future: readonly Act[];
}

/** A stored unit that cannot be read. It stays in the store until `forget` is called. */
export interface UnreadableUnit {
  readonly name: string;
  readonly reason: string;
  readonly forget: () => Promise<void>;
}

export interface LoadedRuns {
  readonly history: History;
  readonly acts: Acts;
  readonly unreadable: readonly UnreadableUnit[];
}

/** A unit that could not be stored. */
export interface RefusedUnit {
  readonly name: string;
  readonly runs: number;
  readonly reason: string;
}

export interface SavedRuns {
  /** Newly refused units: each is retried only after something else was deleted. */
  readonly refused: readonly RefusedUnit[];
  /** Ids of runs that the store no longer holds, not even for an undoable act. */
  readonly forgotten: readonly string[];
  /** The keys of removed units that the store holds now. */
  readonly keyOf: (unit: Unit) => string | null;
}

export interface RunStoreOptions {
  readonly name?: string;
  /** Serialises the saves of all tabs. Absent outside secure contexts. */
  readonly locks?: LockManager | undefined;
  readonly newKey?: () => string;
}

/** Where the store holds a unit. */
interface Known {
  readonly key: string;
  readonly place: StoredUnit['place'];
  readonly position: number;
  readonly batch: string | null;
}

/** The requested place of a unit. */
type Wanted = Pick<StoredUnit, 'place' | 'position'>;

const PENDING: Wanted = { place: 'pending', position: 0 };

/**
 * Stores the runs of the page and the acts on them in the browser.
 *
 * Several tabs may use the same store. Each writes and deletes only what it changed itself: what another tab stored, and
 * what cannot be read, stays. A unit is stored whole or not at all.
 */
export class RunStore {
  readonly #database: RunDatabase;
  readonly #chunks: UnitChunks;
  readonly #locks: LockManager | undefined;
  readonly #newKey: () => string;
  readonly #lockName: string;
  /** What this tab read or stored, so that a save writes only what changed. */
  readonly #known = new Map<Unit, Known>();
  /** Keys that acts of this tab hold. */
  #heldKeys = new Set<string>();
  /** By id; an act that was undone or done again has other `added` units. */
  #storedActs = new Map<string, StoredVersion>();
  readonly #refused = new Set<Unit>();
  #pending: Promise<unknown> = Promise.resolve();

  constructor({ name = 'heddle', locks, newKey = () => crypto.randomUUID() }: RunStoreOptions = {}) {
    this.#newKey = newKey;
    this.#database = openDatabase(name, newKey);
    this.#chunks = new UnitChunks(this.#database, newKey);
    this.#locks = locks;
    this.#lockName = `${name} runs`;
  }

  /**
   * Loads the runs and acts of earlier visits. A unit that cannot be read is reported and left unchanged.
   *
   * @throws {Error} if the browser does not allow a database
   */
  load(): Promise<LoadedRuns> {
    return this.#exclusive(async (isLocked) => {
      if (isLocked) await this.#deleteLeftovers();
      const stored = await this.#database.units.where('place').equals('shown').sortBy('position');
      const units: Unit[] = [];
      const unreadable: UnreadableUnit[] = [];
      for (const each of stored) {
        try {
          units.push(await this.#read(each));
        } catch (error) {
          unreadable.push({
            name: nameOfStored(each),
            reason: error instanceof Error ? error.message : String(error),
            forget: () => this.#exclusive(() => this.#delete([each.key]).then(() => undefined)),
          });
        }
      }
      return { history: historyOf(units), acts: await this.#loadActs(), unreadable };
    });
  }

  /** Saves these runs and acts, beside those of other tabs. Saves are serialised. */
  save(history: History, acts: Acts): Promise<SavedRuns> {
    return this.#exclusive(() => this.#save(history, acts));
  }

  /**
   * The content of a stored unit.
   *
   * @throws {Error} if it is gone or cannot be read
   */
  async unit(key: string): Promise<Unit> {
    const stored = await this.#database.units.get(key);
    if (!stored) throw new Error('it is no longer stored.');
    return this.#read(stored);
  }

  /** Runs `task` after earlier ones, and in one tab at a time where the browser has locks. */
  #exclusive<Result>(task: (isLocked: boolean) => Promise<Result>): Promise<Result> {
    const locks = this.#locks;
    const run = () =>
      locks
        ? // The result is boxed since lib.dom awaits it in the type alone.
          locks
            .request(this.#lockName, async () => ({ result: await task(true) }))
            .then(({ result }) => result)
        : task(false);
    const done = this.#pending.then(run);
    // The caller reports a failed task; the next one still runs.
    this.#pending = done.catch(() => undefined);
    return done;
  }

  async #loadActs(): Promise<Acts> {
    const stored = await this.#database.acts.orderBy('id').toArray();
    stored.sort((a, b) => a.at - b.at);
    this.#heldKeys = new Set(stored.flatMap(({ keys }) => keys));
    const of = (stack: StoredAct['stack']) =>
      stored
        .filter((act) => act.stack === stack)
        .map(({ id, label, at, removed, added }): Act => {
          return {
            id,
            label,
            at,
            removed: removed.map((each) => ({ ...each, unit: null })),
            added: added.map((ids): AddedUnit => ({ unit: null, ids })),
          };
        });
    const acts = { past: of('past'), future: of('future') };
    this.#storedActs = versionsOf(acts);
    return acts;
  }

  async #read(stored: StoredUnit): Promise<Unit> {
    const unit = await this.#chunks.read(stored);
    const { key, place, position, batch } = stored;
    this.#known.set(unit, { key, place, position, batch });
    return unit;
  }

  async #save(history: History, { past, future }: Acts): Promise<SavedRuns> {
    const shown = unitsOf(history).filter((unit) => !this.#refused.has(unit));
    const removed = [...past, ...future].flatMap((act) => act.removed);
    const wanted = new Map<Unit, Wanted>();
    for (const { unit } of removed) {
      if (unit && !this.#refused.has(unit))
        wanted.set(unit, { place: 'undo', position: this.#known.get(unit)?.position ?? 0 });
    }
    for (const [unit, position] of positionsOf(shown, (unit) => this.#known.get(unit)))
      wanted.set(unit, { place: 'shown', position });
    const isAddition = [...this.#known.keys()].every((unit) => wanted.has(unit));
    const refused = await this.#storeContent(wanted, isAddition);
    for (const unit of wanted.keys()) if (!this.#known.has(unit)) wanted.delete(unit);

    const heldKeys = new Set(removed.flatMap(({ key, unit }) => this.#keyOf(unit) ?? key ?? []));
    const goneKeys = new Set([...this.#heldKeys, ...[...this.#known.values()].map(({ key }) => key)]);
    for (const key of [...heldKeys, ...shown.map((unit) => this.#keyOf(unit)!)]) goneKeys.delete(key);
    const { units, acts, pieces } = this.#database;
    const { moved, lost, forgotten } = await this.#database.transaction(
      'rw',
      units,
      acts,
      pieces,
      async () => {
        const moved = [...wanted].filter(([unit, { place, position }]) => {
          const known = this.#known.get(unit)!;
          return known.place !== place || known.position !== position;
        });
        const keys = moved.map(([unit]) => this.#keyOf(unit)!);
        const there = new Set(await units.toCollection().primaryKeys());
        const lost = [...wanted.keys()].filter((unit) => !there.has(this.#keyOf(unit)!));
        await units.bulkUpdate(moved.map(([, changes], i) => ({ key: keys[i]!, changes })));
        await this.#storeActs({ past, future });
        return { moved, lost, forgotten: await this.#delete([...goneKeys]) };
      },
    );
    for (const [unit, to] of moved) this.#known.set(unit, { ...this.#known.get(unit)!, ...to });
    for (const unit of [...this.#known.keys()]) if (!wanted.has(unit)) this.#known.delete(unit);
    this.#heldKeys = heldKeys;
    this.#storedActs = versionsOf({ past, future });
    if (goneKeys.size > 0) this.#refused.clear();
    if (lost.length > 0) {
      // Another tab deleted what this one shows: it is stored anew.
      for (const unit of lost) this.#known.delete(unit);
      return this.#save(history, { past, future });
    }
    return { refused, forgotten, keyOf: (unit) => this.#keyOf(unit) };
  }

  #keyOf(unit: Unit | null): string | null {
    return (unit && this.#known.get(unit)?.key) ?? null;
  }

  /**
   * Stores the content of new units: at their place, or as pending if the same save deletes something, so that the change
   * is atomic.
   */
  async #storeContent(wanted: ReadonlyMap<Unit, Wanted>, isAddition: boolean): Promise<RefusedUnit[]> {
    const refused: RefusedUnit[] = [];
    const fresh = [...wanted.keys()].filter((unit) => !this.#known.has(unit));
    const placeOf = (unit: Unit) => (isAddition ? wanted.get(unit)! : PENDING);
    const storeOne = async (unit: Unit) => {
      try {
        await this.#storeTogether([[unit]], placeOf);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        this.#refused.add(unit);
        refused.push({ name: nameOf(unit), runs: countRuns(unit), reason: reasonOf(error) });
      }
    };
    for (const group of groupsOf(fresh)) {
      try {
        await this.#storeTogether(group, placeOf);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        for (const unit of group.flat()) await storeOne(unit);
      }
    }
    return refused;
  }

  /** Stores units in one transaction. Each list becomes a chunk. */
  async #storeTogether(lists: readonly (readonly Unit[])[], placeOf: (unit: Unit) => Wanted): Promise<void> {
    const stored: [Unit, StoredUnit][] = [];
    const { units: table, pieces } = this.#database;
    await this.#database.transaction('rw', table, pieces, async () => {
      for (const list of lists) {
        const contents = await this.#chunks.add(list);
        for (const [i, unit] of list.entries()) {
          stored.push([unit, { key: this.#newKey(), ...placeOf(unit), ...contents[i]! }]);
        }
      }
      await table.bulkAdd(stored.map(([, entry]) => entry));
    });
    for (const [unit, { key, place, position, batch }] of stored)
      this.#known.set(unit, { key, place, position, batch });
  }

  /** Writes acts that are new or changed stacks, and deletes those that this tab dropped. */
  async #storeActs({ past, future }: Acts): Promise<void> {
    const given = new Set([...past, ...future].map(({ id }) => id));
    await this.#database.acts.bulkDelete([...this.#storedActs.keys()].filter((id) => !given.has(id)));
    const changed = (stack: StoredAct['stack'], acts: readonly Act[]) =>
      acts
        .filter(({ id, added }) => {
          const stored = this.#storedActs.get(id);
          return stored?.stack !== stack || stored.added !== added;
        })
        .map((act): StoredAct => {
          const removed = act.removed.flatMap(({ unit, key, index }) => {
            const known = unit === null ? key : this.#known.get(unit)?.key;
            return known ? [{ key: known, index }] : [];
          });
          const { id, label, at } = act;
          const added = act.added.map(({ ids }) => ids);
          return { id, label, at, stack, removed, added, keys: removed.map(({ key }) => key) };
        });
    await this.#database.acts.bulkPut([...changed('past', past), ...changed('future', future)]);
  }

  /**
   * Deletes units with their pieces, except those that an act of any tab holds. Call it in a transaction, or alone.
   *
   * @returns ids of runs that are no longer in any unit
   */
  async #delete(keys: readonly string[]): Promise<string[]> {
    const { units, acts, pieces } = this.#database;
    return this.#database.transaction('rw', units, acts, pieces, async () => {
      const runs = new Set<string>();
      const batches = new Set<string>();
      for (const key of keys) {
        if ((await acts.where('keys').equals(key).count()) > 0) {
          await units.update(key, { place: 'undo' });
          continue;
        }
        const unit = await units.get(key);
        if (!unit) continue;
        await units.delete(key);
        if (unit.batch !== null) batches.add(unit.batch);
        if (unit.run !== null) runs.add(unit.run);
      }
      for (const batch of batches) {
        if ((await units.where('batch').equals(batch).count()) > 0) continue;
        await this.#chunks.delete(batch);
      }
      const left = await Promise.all([...runs].map((id) => units.where('run').equals(id).count()));
      return [...runs].filter((_, i) => left[i] === 0);
    });
  }

  /** Deletes leftovers of interrupted saves. Only while no tab saves. */
  async #deleteLeftovers(): Promise<void> {
    const { units, pieces } = this.#database;
    await this.#database.transaction('rw', units, pieces, async () => {
      await units.where('place').equals('pending').delete();
      const used = (await units.orderBy('batch').uniqueKeys()) as string[];
      await this.#chunks.deleteExcept(used);
    });
  }
}

/** Which version of an act is stored. */
interface StoredVersion {
  readonly stack: StoredAct['stack'];
  readonly added: readonly AddedUnit[];
}

function versionsOf({ past, future }: Acts): Map<string, StoredVersion> {
  return new Map([
    ...past.map(({ id, added }): [string, StoredVersion] => [id, { stack: 'past', added }]),
    ...future.map(({ id, added }): [string, StoredVersion] => [id, { stack: 'future', added }]),
  ]);
}

/**
 * A position for each unit, ascending: the one that it has where that fits, so that few are written.
 */
function positionsOf(units: readonly Unit[], known: (unit: Unit) => Known | undefined): Map<Unit, number> {
  const positions = new Map<Unit, number>();
  let last = -Infinity;
  let waiting: Unit[] = [];
  const place = (next: number) => {
    const from = last === -Infinity ? (next === Infinity ? 0 : next - waiting.length - 1) : last;
    const step = next === Infinity ? 1 : (next - from) / (waiting.length + 1);
    for (const [i, unit] of waiting.entries()) positions.set(unit, from + step * (i + 1));
    if (waiting.length > 0) last = positions.get(waiting.at(-1)!)!;
    waiting = [];
  };
  for (const unit of units) {
    const own = known(unit);
    if (own === undefined || own.place !== 'shown' || own.position <= last) {
      waiting.push(unit);
      continue;
    }
    place(own.position);
    positions.set(unit, own.position);
    last = own.position;
  }
  place(Infinity);
  return positions;
}

/** Whether the browser has no room for the data or cannot clone them; other errors are faults. */
function isRefusal(error: unknown): boolean {
  return /Quota|DataClone|DataError/.test(reasonOf(error));
}

/** The name and message of an error; Dexie hides the cause of an aborted transaction. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { inner } = error as { inner?: unknown };
  return inner instanceof Error && inner !== error
    ? `${error.name}: ${reasonOf(inner)}`
    : `${error.name}: ${error.message}`;
}
