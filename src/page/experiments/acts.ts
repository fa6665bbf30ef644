import { mergeHistories, type History } from '../../../history/index.ts';
import { historyOf, idsOf, isColumns, unitsOf, type Unit } from './units.ts';

/** A unit that an act took away, and its index among all units before. */
export interface RemovedUnit {
  readonly index: number;
  /** Null once it is stored: it is read back when the act is undone. */
  readonly unit: Unit | null;
  /** Its key in the store; null while it is not stored. */
  readonly key: string | null;
}

/** A unit that an act added. Its ids find it again after it has grown or was read back. */
export interface AddedUnit {
  readonly unit: Unit | null;
  /** Of a table of very many runs only the first. */
  readonly ids: readonly string[];
}

/** A change of the runs that can be undone, as the difference that it made. */
export interface Act {
  readonly id: string;
  /** What was done, in the imperative: `Clear the runs`. */
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly removed: readonly RemovedUnit[];
  readonly added: readonly AddedUnit[];
}

/** An act whose removed units are all in memory. */
export interface ReadyAct extends Act {
  readonly removed: readonly (RemovedUnit & { readonly unit: Unit })[];
}

/** More ids than this are not kept with an act: the runs of such a table come and go as one. */
const MAX_IDS = 10_000;

/** The difference between two histories; null if there is none. Units are compared by identity. */
export function differenceOf(before: History, after: History): Pick<ReadyAct, 'removed' | 'added'> | null {
  const [old, fresh] = [unitsOf(before), unitsOf(after)];
  const [wasThere, isThere] = [new Set(old), new Set(fresh)];
  const removed = old.flatMap((unit, index) => (isThere.has(unit) ? [] : [{ index, unit, key: null }]));
  const added = fresh.flatMap((unit) => (wasThere.has(unit) ? [] : [{ unit, ids: idsKept(unit) }]));
  return removed.length + added.length === 0 ? null : { removed, added };
}

function idsKept(unit: Unit): readonly string[] {
  if (!isColumns(unit) || unit.length <= MAX_IDS) return idsOf(unit);
  return idsOf({ ...unit, length: 1 });
}

/**
 * The history without what the act added and with what it removed, at its place. What came since stays, also where it
 * took the id of a run that comes back: that run then gets another id.
 */
export function revert(history: History, { removed, added }: Omit<ReadyAct, 'id' | 'label' | 'at'>): History {
  const gone = new Set(added.map(({ unit }) => unit));
  const goneIds = new Set(added.flatMap(({ ids }) => ids));
  const kept = unitsOf(history).filter((unit) => {
    if (gone.has(unit)) return false;
    return !goneIds.has(isColumns(unit) ? idsOf({ ...unit, length: 1 })[0]! : unit.id);
  });
  const back = [...removed].sort((a, b) => a.index - b.index);
  const keptHistory = historyOf(kept);
  const merged = unitsOf(mergeHistories(keptHistory, historyOf(back.map(({ unit }) => unit))));
  const units = merged.slice(0, kept.length);
  for (const [i, { index }] of back.entries()) {
    units.splice(Math.min(index, units.length), 0, merged[kept.length + i]!);
  }
  return historyOf(units);
}
