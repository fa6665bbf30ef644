import type { Direction } from '../../../history/index.ts';
import { formatValue } from '../../../viz/index.ts';
import type { RunItem } from './run-items.ts';

/** A value with at most five digits; a dash for none. */
export function textOf(value: number | null): string {
  if (value === null) return '–';
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? formatValue(Number(value.toPrecision(5))) : value > 0 ? '+∞' : '−∞';
}

/** The value of the objective in full, with its spread; empty without an objective. */
export function describeValue(
  { value, sd, n }: RunItem,
  objective: { readonly metric: string; readonly direction: Direction } | null,
): string {
  if (objective === null) return '';
  if (value === null) return `No value of ${objective.metric}`;
  const exact = Number.isFinite(value) ? formatValue(value) : textOf(value);
  if (n < 2) return `${objective.metric} ${exact}`;
  return `${objective.metric} ${exact} ± ${formatValue(sd)} (standard deviation of ${String(n)} runs)`;
}
