import type { RunItem } from './run-items.ts';
import type { RunListSettings } from './list-settings.ts';

const { compare } = new Intl.Collator('en', { numeric: true });

/** Items in an order of the list; those of one source stay in the order that they had, and so do children. */
export function sortItems(
  items: readonly RunItem[],
  order: RunListSettings['order'],
  sourceOf: (item: RunItem) => string,
): readonly RunItem[] {
  if (order === 'objective') return items;
  const sign = order === 'source' ? 1 : -1;
  return items
    .map((item) => ({ item, source: sourceOf(item) }))
    .sort((a, b) => sign * compare(a.source, b.source))
    .map(({ item }) => item);
}
