import type { AxesView } from './setting.ts';

/** A filter that cannot be seen would mislead, so a hidden axis loses its ranges and its angles. */
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
