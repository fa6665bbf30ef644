import { mergeHistories, type History } from '../../../history/index.ts';
import { historyOf, idsOf, isColumns, MAX_SINGLE_RUNS, unitsOf, type Unit } from './units.ts';

/** A unit that an act removed, and its previous index among all units. */
export interface RemovedUnit {
  readonly index: number;
  /** Null once it is stored: it is read when the act is undone. */
  readonly unit: Unit | null;
  /** Its key in the store; null while it is not stored. */
  readonly key: string | null;
}

/** A unit that an act added. Its ids identify it after it has grown or was read from the store. */
export interface AddedUnit {
  readonly unit: Unit | null;
  /** Of a large table of runs only the first id. */
  readonly ids: readonly string[];
}

/** An undoable change of the runs, as a difference. */
export interface Act {
  readonly id: string;
  /** A description in the imperative: `Clear the runs`. */
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

/** The difference between two histories; null if there is none. Units are compared by identity. */
export function differenceOf(before: History, after: History): Pick<ReadyAct, 'removed' | 'added'> | null {
  const [old, fresh] = [unitsOf(before), unitsOf(after)];
  const [wasThere, isThere] = [new Set(old), new Set(fresh)];
  const removed = old.flatMap((unit, index) => (isThere.has(unit) ? [] : [{ index, unit, key: null }]));
  const added = fresh.flatMap((unit) => (wasThere.has(unit) ? [] : [{ unit, ids: idsKept(unit) }]));
  return removed.length + added.length === 0 ? null : { removed, added };
}

function idsKept(unit: Unit): readonly string[] {
  if (!isColumns(unit) || unit.length <= MAX_SINGLE_RUNS) return idsOf(unit);
  return idsOf({ ...unit, length: 1 });
}

/**
 * Reverts an act: removes what it added and restores what it removed at its place. Later additions are kept; if one of
 * them has the id of a restored run, the restored run gets another id.
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
