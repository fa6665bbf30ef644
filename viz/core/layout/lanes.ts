import { MISSING, NOT_APPLICABLE, type Column } from '../../../history/index.ts';

/**
 * Lanes below the axis for cells without a position on it, from the top: missing values, not applicable ones, and the three
 * non-finite numbers.
 */
export const LANES = ['missing', 'notApplicable', 'nan', 'posInf', 'negInf'] as const;

export type Lane = (typeof LANES)[number];

/** Short labels, for axes. */
export const laneLabels: Readonly<Record<Lane, string>> = {
  missing: 'missing',
  notApplicable: 'n/a',
  nan: 'NaN',
  posInf: '+∞',
  negInf: '−∞',
};

/** Full names, for screen readers and tooltips. */
export const laneTitles: Readonly<Record<Lane, string>> = {
  missing: 'missing',
  notApplicable: 'not applicable',
  nan: 'not a number',
  posInf: 'positive infinity',
  negInf: 'negative infinity',
};

/** The lane of one cell; null if the cell has a position on the axis. */
export function laneOf(column: Column, row: number): Lane | null {
  const absence = column.absence?.[row];
  if (absence === MISSING) return 'missing';
  if (absence === NOT_APPLICABLE) return 'notApplicable';
  return column.kind === 'number' ? laneOfNumber(column.values[row]!) : null;
}

/** The lane of a non-finite number; null for a finite one. */
function laneOfNumber(value: number): Lane | null {
  if (Number.isFinite(value)) return null;
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'posInf' : 'negInf';
}

/** Number of `rows` per lane; empty lanes are omitted. */
export function countLanes(column: Column, rows: Uint32Array): Map<Lane, number> {
  const counts = new Map<Lane, number>();
  for (const row of rows) {
    const lane = laneOf(column, row);
    if (lane !== null) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  }
  return counts;
}
