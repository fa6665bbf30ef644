import type { Direction } from '../../../history/index.ts';
import { formatValue } from '../../../viz/index.ts';
import type { RunItem } from './run-items.ts';

/** From here on five digits would end in zeros that the value does not have. */
const FIVE_DIGITS = 1e5;

/** A value with five significant digits, or as elsewhere on the page if it is larger; a dash for none. */
export function textOf(value: number | null): string {
  if (value === null) return '–';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+∞' : '−∞';
  return formatValue(Math.abs(value) < FIVE_DIGITS ? Number(value.toPrecision(5)) : value);
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
