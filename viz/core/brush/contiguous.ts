import { picksOf, pickedLanes, type Extent } from './extent.ts';
import type { AxisScale } from '../scale/scales.ts';

/**
 * Splits extents so that each covers one contiguous part of the axis: categories that are not neighbours become separate
 * extents, lowest first. Lanes and unknown categories stay with the first one.
 */
export function splitByPlace(scale: AxisScale, extents: readonly Extent[]): readonly Extent[] {
  if (scale.type !== 'category' || scale.levels !== null) return extents;
  const result = extents.flatMap((extent) =>
    extent.kind === 'categories' ? split(scale.labels, extent) : extent,
  );
  return result.length === extents.length ? extents : result;
}

function split(labels: readonly string[], extent: Extent & { kind: 'categories' }): Extent[] {
  const stretches: string[][] = [];
  let isOpen = false;
  for (const label of labels) {
    const isTaken = extent.values.has(label);
    if (isTaken && !isOpen) stretches.push([]);
    if (isTaken) stretches.at(-1)!.push(label);
    isOpen = isTaken;
  }
  if (stretches.length < 2) return [extent];
  const known = new Set(labels);
  const absent = Array.from(extent.values).filter((name) => !known.has(name));
  return stretches.map((names, index) => ({
    kind: 'categories',
    values: new Set(index === 0 ? [...names, ...absent] : names),
    ...(index === 0 ? picksOf(pickedLanes(extent)) : {}),
  }));
}
