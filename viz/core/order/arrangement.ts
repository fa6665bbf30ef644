import { clamp } from '../../../history/index.ts';

/**
 * The user's changes to the axes, stored by name, so that they survive changes of the table.
 */
export interface Arrangement {
  /** Names in the chosen order; all others follow the inferred order. */
  readonly order: readonly string[];
  /** Names that are hidden. */
  readonly hidden: ReadonlySet<string>;
  /** Names that are shown in addition to the inferred ones. */
  readonly shown: ReadonlySet<string>;
}

export const untouched: Arrangement = { order: [], hidden: new Set(), shown: new Set() };

/**
 * The visible axes from left to right: the inferred ones without the hidden, and the shown ones that are known. A name
 * without a chosen position follows its predecessor in the inferred order.
 */
export function arrangeAxes(
  arrangement: Arrangement,
  inferred: readonly string[],
  known: ReadonlySet<string>,
): string[] {
  const { order, hidden, shown } = arrangement;
  const natural = [...inferred, ...Array.from(shown).filter((name) => known.has(name))];
  const visible = new Set(natural.filter((name) => !hidden.has(name)));
  const axes = Array.from(new Set(order)).filter((name) => visible.has(name));
  let previous: string | null = null;
  for (const name of visible) {
    if (!axes.includes(name)) axes.splice(previous === null ? 0 : axes.indexOf(previous) + 1, 0, name);
    previous = name;
  }
  return axes;
}

/** Shows only `names`, in this order, among the known columns; columns that are added later may appear too. */
export function chooseAxes(names: readonly string[], known: ReadonlySet<string>): Arrangement {
  const chosen = new Set(names);
  return {
    order: [...chosen],
    shown: chosen,
    hidden: new Set(Array.from(known).filter((name) => !chosen.has(name))),
  };
}

/** Moves `name` to `index` among the visible `axes`; the index is clamped. */
export function moveAxis(
  arrangement: Arrangement,
  axes: readonly string[],
  name: string,
  index: number,
): Arrangement {
  if (!axes.includes(name)) return arrangement;
  const rest = axes.filter((axis) => axis !== name);
  const at = clamp(Math.round(index), 0, rest.length);
  const visible = [...rest.slice(0, at), name, ...rest.slice(at)];
  const absent = arrangement.order.filter((axis) => !visible.includes(axis));
  return { ...arrangement, order: [...visible, ...absent] };
}

export function hideAxis(arrangement: Arrangement, name: string): Arrangement {
  const shown = new Set(arrangement.shown);
  shown.delete(name);
  return { ...arrangement, shown, hidden: new Set(arrangement.hidden).add(name) };
}

export function showAxis(arrangement: Arrangement, name: string): Arrangement {
  const hidden = new Set(arrangement.hidden);
  hidden.delete(name);
  return { ...arrangement, hidden, shown: new Set(arrangement.shown).add(name) };
}
