import { fromBrushes, parseFilter, printFilter, toBrushes, type Condition } from '../../../analysis/index.ts';
import type { Column } from '../../../history/index.ts';
import type { PlotState } from '../../../viz/index.ts';

type Filter = Pick<PlotState['filter'], 'brushes' | 'negated' | 'combine' | 'condition'>;

/** The conditions that all selected rows meet: those of the brushes and those that brushes cannot express. */
export function conditionsOfFilter(
  { brushes, negated, combine, condition }: Filter,
  columns: readonly Column[],
): Condition[] {
  const brushed = fromBrushes({ brushes, negated, combine }, columns);
  const parsed = condition === '' ? null : parseFilter(condition);
  const rest = parsed?.ok === true ? parsed.ast : null;
  return [brushed, rest].flatMap((each): Condition[] => {
    if (each === null) return [];
    return each.kind === 'and' ? [...each.conditions] : [each];
  });
}

/** The filter of rows that meet all conditions: brushes where brushes can express them. */
export function filterOfConditions(conditions: readonly Condition[], columns: readonly Column[]): Filter {
  const all = allOf(conditions);
  if (all === null) return { brushes: new Map(), negated: new Set(), combine: 'all', condition: '' };
  const { rest, ...brushes } = toBrushes(all, columns);
  return { ...brushes, condition: rest === null ? '' : printFilter(rest) };
}

/** The conditions joined by `and`; null if there are none. */
export function allOf(conditions: readonly Condition[]): Condition | null {
  return conditions.length > 1 ? { kind: 'and', conditions } : (conditions[0] ?? null);
}
