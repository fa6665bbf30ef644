import { counterName } from '../flat/counters/counter-names.ts';
import type { CounterName } from '../flat/counters/counter-names.ts';
import { knownName } from '../flat/known-names.ts';
import type { Context } from '../types.ts';
import type { LogRow } from './log-run.ts';

/** Rows with `epoch`, `step` or both, and the keys that count them. */
interface CountedRows {
  readonly rows: readonly LogRow[];
  readonly counters: ReadonlySet<string>;
}

/**
 * Finds the keys that count the rows of a log, whatever their spelling, and names the first of each unit `epoch` and `step`
 * where no row has these; `measured` keys never count. Rows that nothing counts get their place as the step, from 0, with a note.
 */
export function countedRows(
  rows: readonly LogRow[],
  measured: ReadonlySet<string>,
  { note }: Pick<Context, 'note'>,
): CountedRows {
  const keys = new Set(rows.flatMap((row) => [...row.keys()]));
  const counters = new Set(['epoch', 'step']);
  const renamed = new Map<string, 'epoch' | 'step'>();
  const isRenamed = (unit: string) => [...renamed.values()].some((each) => each === unit);
  for (const unit of ['epoch', 'step', 'other'] as const) {
    // Episodes or generations are epochs only if nothing else counts.
    const name = unit === 'other' ? 'epoch' : unit;
    const isFree = () =>
      !keys.has(name) && !isRenamed(name) && (unit !== 'other' || !(keys.has('step') || isRenamed('step')));
    for (const key of keys) {
      if (measured.has(key) || counters.has(key) || unitOf(key) !== unit) continue;
      const isCounting = counts(rows, key);
      // What starts again within a run counts too, but not the records.
      if (isCounting || counterName(key)?.isAmbiguous === false) counters.add(key);
      if (isCounting && isFree()) renamed.set(key, name);
    }
  }
  if (rows.length > 0 && !keys.has('epoch') && !keys.has('step') && renamed.size === 0) {
    note('No key counts the entries: they are counted as steps in their order, from 0.');
    return { rows: rows.map((row, step) => new Map([['step', step], ...row])), counters };
  }
  if (renamed.size === 0) return { rows, counters };
  const named = rows.map((row) => new Map([...row].map(([key, value]) => [renamed.get(key) ?? key, value])));
  return { rows: named, counters };
}

function unitOf(key: string): CounterName['unit'] | undefined {
  return knownName(key) === 'step' ? 'step' : counterName(key)?.unit;
}

/** Whether all values of a key are numbers that never decrease, and some differ. */
function counts(rows: readonly LogRow[], key: string): boolean {
  const values = rows.map((row) => row.get(key)).filter((value) => value !== undefined && value !== null);
  const numbers = values.filter((value) => typeof value === 'number' && Number.isFinite(value));
  const isAscending = numbers.every((value, i) => i === 0 || value >= numbers[i - 1]!);
  const isVarying = numbers.some((value) => value !== numbers[0]);
  return numbers.length === values.length && isAscending && isVarying;
}
