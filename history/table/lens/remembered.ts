import type { RunColumns } from '../../runs/run-list.ts';

/** Cache of arrays computed from columns, by name. Columns are immutable. */
const derived = new WeakMap<RunColumns, Map<string, unknown>>();

export function remembered<Made>(of: RunColumns, name: string, make: () => Made): Made {
  let all = derived.get(of);
  if (all === undefined) derived.set(of, (all = new Map()));
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as Made;
}
