import type { Column } from '../../history/index.ts';
import { axisKind } from './axis-kinds.ts';

/** Words of measures that say how long something took, which is seldom what runs are about. */
const PACE = /(?:^|[^a-z])(?:time|timestamp|dur|duration|elapsed|runtime|seconds?)(?:[^a-z]|$)/;

/**
 * What runs are about, of columns in the order of their axes: the rightmost metric that has a direction, else the rightmost
 * that is no time, else the rightmost metric, else the rightmost column of numbers; undefined where there is none.
 */
export function targetOf(columns: readonly Column[]): Column | undefined {
  const numbers = columns.filter(({ kind }) => kind === 'number');
  const metrics = numbers.filter(({ role }) => role === 'metric');
  return (
    numbers.findLast((column) => axisKind(column) === 'goal') ??
    metrics.findLast(({ name }) => !PACE.test(name.toLowerCase())) ??
    metrics.at(-1) ??
    numbers.at(-1)
  );
}
