import type { Filter } from './filter.ts';
import { pickedLanes, type Extent } from './extent.ts';
import { formatValue } from './format.ts';
import { laneTitles } from './lanes.ts';

/** Names of more categories than these are counted, not told. */
const mostNames = 4;

/** What is selected, in a sentence that can be read aloud. */
export function describeSelection(selected: number, total: number, filter: Filter): string {
  const count = `${selected.toLocaleString('en')} of ${total.toLocaleString('en')} rows selected`;
  const parts = Array.from(filter.brushes, ([name, extents]) => {
    const ranges = extents.map(describeExtent).join(' or ');
    return `${name} ${filter.negated.has(name) ? 'not ' : ''}${ranges}`;
  });
  if (parts.length === 0) return `${count}.`;
  return `${count}: ${parts.join(filter.combine === 'all' ? ' and ' : ', or ')}.`;
}

/** `0.1 to 0.5 or missing`, `relu, tanh`. */
export function describeExtent(extent: Extent): string {
  return [...describeValues(extent), ...pickedLanes(extent).map((lane) => laneTitles[lane])].join(' or ');
}

function describeValues(extent: Extent): string[] {
  if (extent.kind === 'lanes') return [];
  if (extent.kind === 'range') return [`${formatValue(extent.min)} to ${formatValue(extent.max)}`];
  const names = Array.from(extent.values);
  return [names.length > mostNames ? `${names.length} categories` : names.join(', ')];
}
