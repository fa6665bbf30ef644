import { LANES, type BrushExtent, type Lane, type LanePicks } from './types.ts';

export function pickedLanes(extents: readonly BrushExtent[]): Lane[] {
  return LANES.filter((lane) => extents.some((extent) => extent[lane]));
}

export function picksOf(lanes: readonly Lane[]): LanePicks {
  return Object.fromEntries(lanes.map((lane) => [lane, true]));
}

/** Returns equivalent extents with all categories in one of them, and all lanes in the first. */
export function normalize(extents: readonly BrushExtent[]): BrushExtent[] {
  const lanes = picksOf(pickedLanes(extents));
  const values = new Set(extents.flatMap((each) => (each.kind === 'categories' ? [...each.values] : [])));
  const proper: BrushExtent[] = extents.flatMap((each) =>
    each.kind === 'range' ? [{ kind: 'range', min: each.min, max: each.max }] : [],
  );
  if (values.size > 0) proper.push({ kind: 'categories', values });
  const [first, ...rest] = proper;
  if (first !== undefined) return [{ ...first, ...lanes }, ...rest];
  return Object.keys(lanes).length > 0 ? [{ kind: 'lanes', ...lanes }] : [];
}

/** The intersection; an empty list if it is empty. */
export function intersect(left: readonly BrushExtent[], right: readonly BrushExtent[]): BrushExtent[] {
  const others = new Set(pickedLanes(right));
  const lanes = pickedLanes(left).filter((lane) => others.has(lane));
  const proper = left.flatMap((one) => right.flatMap((other) => intersectValues(one, other)));
  return normalize([...proper, { kind: 'lanes', ...picksOf(lanes) }]);
}

function intersectValues(one: BrushExtent, other: BrushExtent): BrushExtent[] {
  if (one.kind === 'range' && other.kind === 'range') {
    const [min, max] = [Math.max(one.min, other.min), Math.min(one.max, other.max)];
    return min <= max ? [{ kind: 'range', min, max }] : [];
  }
  if (one.kind === 'categories' && other.kind === 'categories') {
    return [
      { kind: 'categories', values: new Set([...one.values].filter((name) => other.values.has(name))) },
    ];
  }
  return [];
}
