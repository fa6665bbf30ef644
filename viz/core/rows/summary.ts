import type { AngleBrush } from '../brush/angles.ts';
import type { Filter } from '../brush/filter.ts';
import { pickedLanes, type Extent } from '../brush/extent.ts';
import { formatValue } from '../scale/format.ts';
import { laneTitles } from '../layout/lanes.ts';

/** More categories than this are counted, not listed. */
const maxNames = 4;

/**
 * Describes the selection and its brushes in a sentence for screen readers. `noun`: the plural of what rows are; `front`:
 * describes the rows in front, if not all; `format`: formats a number of a column.
 */
export function describeSelection(
  selected: number,
  total: number,
  filter: Filter,
  noun = 'rows',
  front: string | null = null,
  format: (name: string, value: number) => string = (_, value) => formatValue(value),
): string {
  const count = `${selected.toLocaleString('en')} of ${total.toLocaleString('en')} ${noun} selected${front === null ? '' : `, ${front} in front`}`;
  const parts = Array.from(filter.brushes, ([name, extents]) => {
    const ranges = extents
      .map((extent) => describeExtent(extent, (value) => format(name, value)))
      .join(' or ');
    return `${name} ${filter.negated.has(name) ? 'not ' : ''}${ranges}`;
  });
  parts.push(...filter.angles.map(describeAngle));
  if (parts.length === 0) return `${count}.`;
  return `${count}: ${parts.join(filter.combine === 'all' ? ' and ' : ', or ')}.`;
}

/** `slope from lr to acc −0.2 to 0.1`. */
export function describeAngle({ left, right, min, max, negated }: AngleBrush): string {
  const range = `${formatSlope(min)} to ${formatSlope(max)}`;
  return `slope from ${left.column} to ${right.column} ${negated ? 'not ' : ''}${range}`;
}

/** A slope in fractions of an axis. */
export function formatSlope(slope: number): string {
  return slope.toFixed(2).replace('-', '−');
}

/** `0.1 to 0.5 or missing`, `relu, tanh`. */
export function describeExtent(extent: Extent, format = formatValue): string {
  return [...describeValues(extent, format), ...pickedLanes(extent).map((lane) => laneTitles[lane])].join(
    ' or ',
  );
}

function describeValues(extent: Extent, format: (value: number) => string): string[] {
  if (extent.kind === 'lanes') return [];
  if (extent.kind === 'range') return [`${format(extent.min)} to ${format(extent.max)}`];
  const names = Array.from(extent.values);
  return [names.length > maxNames ? `${names.length} categories` : names.join(', ')];
}
