import { max, min } from 'd3';
import type { Column } from '../../../history/index.ts';
import { parseDate } from '../scale/dates.ts';
import { LANES, type Lane } from '../layout/lanes.ts';

/** The lanes that a brush includes in addition to its values. */
export type LanePicks = Readonly<Partial<Record<Lane, boolean>>>;

/** Numbers from `min` to `max`, both ends included. */
export type RangeExtent = { readonly kind: 'range'; readonly min: number; readonly max: number } & LanePicks;

/** The named categories. */
export type CategoriesExtent = {
  readonly kind: 'categories';
  readonly values: ReadonlySet<string>;
} & LanePicks;

/** Only lanes, no values of the axis. */
export type LanesExtent = { readonly kind: 'lanes' } & LanePicks;

/** What a brush selects, in the column's units, so that it is independent of scale, size and rows. */
export type Extent = RangeExtent | CategoriesExtent | LanesExtent;

/** The lanes of an extent, in the order of `LANES`. */
export function pickedLanes(extent: Extent): Lane[] {
  return LANES.filter((lane) => extent[lane]);
}

/** The lane properties of an extent that includes `lanes`. */
export function picksOf(lanes: Iterable<Lane>): LanePicks {
  return Object.fromEntries(Array.from(lanes, (lane) => [lane, true]));
}

/**
 * Converts an extent to the kind of `column`: a range for numbers, names for categories. The kinds only differ if a column
 * changed since a view was saved; numeric names then become their range, and a range the names within it.
 */
export function fitExtent(extent: Extent, column: Column): Extent {
  const lanes = picksOf(pickedLanes(extent));
  if (column.kind === 'number' && extent.kind === 'categories') {
    const numbers = Array.from(extent.values, numberOf).filter(Number.isFinite);
    if (numbers.length === 0) return { kind: 'lanes', ...lanes };
    return { kind: 'range', min: min(numbers)!, max: max(numbers)!, ...lanes };
  }
  if (column.kind === 'category' && extent.kind === 'range') {
    const inside = column.categories.filter(
      (name) => numberOf(name) >= extent.min && numberOf(name) <= extent.max,
    );
    return { kind: 'categories', values: new Set(inside), ...lanes };
  }
  return extent;
}

/** The number of a category on a numeric axis: a date's time, or the parsed number. */
function numberOf(name: string): number {
  return parseDate(name) ?? (name.trim() === '' ? NaN : Number(name));
}

/** Whether two extents select the same values. */
export function sameExtent(a: Extent, b: Extent): boolean {
  if (LANES.some((lane) => Boolean(a[lane]) !== Boolean(b[lane]))) return false;
  if (a.kind === 'range' && b.kind === 'range') return a.min === b.min && a.max === b.max;
  if (a.kind === 'categories' && b.kind === 'categories') {
    return a.values.size === b.values.size && Array.from(a.values).every((value) => b.values.has(value));
  }
  return a.kind === b.kind;
}

/**
 * Toggles one value in `extents`: a category by its name, or a single number.
 */
export function toggleValue(extents: readonly Extent[], value: string | number): Extent[] {
  if (typeof value === 'number') {
    const point: Extent = { kind: 'range', min: value, max: value };
    const others = extents.filter((extent) => !sameExtent(extent, point));
    return others.length < extents.length ? others : [...extents, point];
  }
  const values = new Set(
    extents.flatMap((extent) => (extent.kind === 'categories' ? [...extent.values] : [])),
  );
  if (!values.delete(value)) values.add(value);
  const lanes = picksOf(extents.flatMap(pickedLanes));
  if (values.size > 0) return [{ kind: 'categories', values, ...lanes }];
  return Object.keys(lanes).length > 0 ? [{ kind: 'lanes', ...lanes }] : [];
}

/** Toggles a lane in `extents`. */
export function toggleLane(extents: readonly Extent[], lane: Lane): Extent[] {
  if (extents.some((extent) => extent[lane])) {
    return extents
      .map((extent) => ({ ...extent, [lane]: false }))
      .filter((extent) => extent.kind !== 'lanes' || pickedLanes(extent).length > 0);
  }
  const values = extents.filter(({ kind }) => kind !== 'lanes');
  const lanes = extents.filter(({ kind }) => kind === 'lanes').flatMap(pickedLanes);
  return [...values, { kind: 'lanes', ...picksOf([...lanes, lane]) }];
}

/** Whether any of the extents includes this category or number. */
export function takesIn(extents: readonly Extent[], value: string | number): boolean {
  return extents.some((extent) => {
    if (typeof value === 'string') return extent.kind === 'categories' && extent.values.has(value);
    return extent.kind === 'range' && value >= extent.min && value <= extent.max;
  });
}
