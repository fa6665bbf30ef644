import { counterName } from '../flat/counters/counter-names.ts';
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
 * where no row has these. Rows that nothing counts get their place as the step, from 0, with a note.
 */
export function countedRows(rows: readonly LogRow[], { note }: Pick<Context, 'note'>): CountedRows {
  const keys = new Set(rows.flatMap((row) => [...row.keys()]));
  const counters = new Set(['epoch', 'step']);
  const renamed = new Map<string, 'epoch' | 'step'>();
  for (const key of keys) {
    const unit = knownName(key) === 'step' ? 'step' : counterName(key)?.unit;
    if (unit === undefined || counters.has(key) || !counts(rows, key)) continue;
    counters.add(key);
    if (!keys.has(unit) && ![...renamed.values()].includes(unit)) renamed.set(key, unit);
  }
  if (rows.length > 0 && !keys.has('epoch') && !keys.has('step') && renamed.size === 0) {
    note('No key counts the entries: they are counted as steps in their order, from 0.');
    return { rows: rows.map((row, step) => new Map([['step', step], ...row])), counters };
  }
  if (renamed.size === 0) return { rows, counters };
  const named = rows.map((row) => new Map([...row].map(([key, value]) => [renamed.get(key) ?? key, value])));
  return { rows: named, counters };
}

/** Whether all values of a key are numbers that never decrease, and some differ. */
function counts(rows: readonly LogRow[], key: string): boolean {
  const values = rows.map((row) => row.get(key)).filter((value) => value !== undefined && value !== null);
  const numbers = values.filter((value) => typeof value === 'number' && Number.isFinite(value));
  const isAscending = numbers.every((value, i) => i === 0 || value >= numbers[i - 1]!);
  const isVarying = numbers.some((value) => value !== numbers[0]);
  return numbers.length === values.length && isAscending && isVarying;
}
