import type { AxesView } from './setting.ts';

/** Removes the ranges and angles of hidden axes, since invisible filters are misleading. */
export function withoutBrushes(
  { brushes, negated, angles }: AxesView,
  hidden: readonly string[],
): Pick<AxesView, 'brushes' | 'negated' | 'angles'> {
  const isHidden = (name: string) => hidden.includes(name);
  return {
    brushes: brushes.filter(({ column }) => !isHidden(column)),
    negated: negated.filter((column) => !isHidden(column)),
    angles: angles.filter(({ left, right }) => !isHidden(left.column) && !isHidden(right.column)),
  };
}
