import { clamp } from '../../../history/index.ts';

/**
 * What somebody did to the axes, kept by name: names may come and go with the table without spoiling it.
 */
export interface Arrangement {
  /** Names in the order somebody gave them; the rest stand where the inferred order has them. */
  readonly order: readonly string[];
  /** Names that are not to be shown. */
  readonly hidden: ReadonlySet<string>;
  /** Names that are shown though they would not be inferred. */
  readonly shown: ReadonlySet<string>;
}

export const untouched: Arrangement = { order: [], hidden: new Set(), shown: new Set() };

/**
 * The visible axes from left to right: the inferred ones but for the hidden, and the shown ones that are known. A name
 * that nobody placed follows the one it follows in the inferred order.
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

/** `names` and only these, in this order; columns that are not known yet may join them later. */
export function chooseAxes(names: readonly string[], known: ReadonlySet<string>): Arrangement {
  const chosen = new Set(names);
  return {
    order: [...chosen],
    shown: chosen,
    hidden: new Set(Array.from(known).filter((name) => !chosen.has(name))),
  };
}

/** `name` at `index` among the visible `axes`; an index beyond the ends means the end. */
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
