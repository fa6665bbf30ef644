import type { Extent } from '../../viz/core/brush/extent.ts';
import { noFilter, type Filter } from '../../viz/core/brush/filter.ts';

/** The filter of rows whose values of all `columns` are in `extent`. */
export function filterOf(columns: readonly string[], extent: Extent): Filter {
  return { ...noFilter, brushes: new Map(columns.map((name) => [name, [extent]])) };
}
