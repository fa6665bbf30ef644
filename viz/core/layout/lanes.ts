import { MISSING, NOT_APPLICABLE, type Column } from '../../../history/index.ts';

/**
 * Why a cell has no place on its axis proper. Each reason has a lane of its own below the axis, in this order from the
 * top: what the file does not say, what does not concern the run, and the three numbers that are not finite.
 */
export const LANES = ['missing', 'notApplicable', 'nan', 'posInf', 'negInf'] as const;

export type Lane = (typeof LANES)[number];

/** What a lane is called on its axis, where there is room for a word. */
export const laneLabels: Readonly<Record<Lane, string>> = {
  missing: 'missing',
  notApplicable: 'n/a',
  nan: 'NaN',
  posInf: '+∞',
  negInf: '−∞',
};

/** The same for screen readers and tooltips. */
export const laneTitles: Readonly<Record<Lane, string>> = {
  missing: 'missing',
  notApplicable: 'not applicable',
  nan: 'not a number',
  posInf: 'positive infinity',
  negInf: 'negative infinity',
};

/** The lane of one cell; null when the cell has a place on the axis. */
export function laneOf(column: Column, row: number): Lane | null {
  const absence = column.absence?.[row];
  if (absence === MISSING) return 'missing';
  if (absence === NOT_APPLICABLE) return 'notApplicable';
  return column.kind === 'number' ? laneOfNumber(column.values[row]!) : null;
}

/** The lane of a number that is present; null for a finite one. */
export function laneOfNumber(value: number): Lane | null {
  if (Number.isFinite(value)) return null;
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'posInf' : 'negInf';
}

/** How many of `rows` lie in each lane; lanes without any are left out. */
export function countLanes(column: Column, rows: Uint32Array): Map<Lane, number> {
  const counts = new Map<Lane, number>();
  for (const row of rows) {
    const lane = laneOf(column, row);
    if (lane !== null) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  }
  return counts;
}
