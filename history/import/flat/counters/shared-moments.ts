import { isSameCell, TEXT, kindAt } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { looksLikeMetric } from '../../../direction.ts';
import { knownName, looksLikeHyperparameter } from '../known-names.ts';
import type { Sequence } from '../sequence.ts';
import type { FlatTable } from '../table.ts';

/** Minimum number of moments, so that a small table of results is not taken for a log. */
const MIN_MOMENTS = 3;

/**
 * Finds the records of a log that several processes wrote: every moment stands equally often, one after another, and only
 * measurements differ within a moment. The last moment may be incomplete. The rows of each record end with the first in the
 * file, whose cells precede those of the others. Returns null for any other table.
 * @param axis the column of epochs or steps, with a finite number in each of the rows
 */
export function sharedMoments(
  table: FlatTable,
  rows: Uint32Array,
  axis: number,
): { readonly sequence: Sequence; readonly writers: number } | null {
  const moments = momentsOf(rows, table.columns[axis]!.values!);
  const writers = moments?.[0]?.length ?? 0;
  if (moments === null || moments.length < MIN_MOMENTS || writers < 2) return null;
  const isComplete = moments.every(
    (moment, i) => moment.length === writers || (i === moments.length - 1 && moment.length < writers),
  );
  if (!isComplete || table.names.some((_, column) => column !== axis && divides(table, moments, column)))
    return null;
  const starts = new Uint32Array(moments.length + 1);
  for (const [i, moment] of moments.entries()) starts[i + 1] = starts[i]! + moment.length;
  const ordered = moments.flatMap((moment) => moment.toReversed());
  return { sequence: { rows: Uint32Array.from(ordered), starts }, writers };
}

/** Returns the rows of each moment in ascending order; null if a row is more than one moment behind those before it. */
function momentsOf(rows: Uint32Array, positions: NonNullable<Cells['values']>): number[][] | null {
  const moments: { at: number; rows: number[] }[] = [];
  for (const row of rows) {
    const at = positions[row]!;
    const [before, last] = moments.slice(-2);
    const newest = last ?? before;
    if (newest === undefined || at > newest.at) moments.push({ at, rows: [row] });
    else if (at === newest.at) newest.rows.push(row);
    else if (last !== undefined && before?.at === at) before.rows.push(row);
    else return null;
  }
  return moments.map((moment) => moment.rows);
}

/** Whether a column divides the rows of moments into runs: a setting that differs, or the same values in every moment. */
function divides({ names, columns }: FlatTable, moments: readonly (readonly number[])[], column: number) {
  const [name, cells] = [names[column]!, columns[column]!];
  const isDifferent = moments.some((moment) => moment.some((row) => !isSameCell(cells, row, moment[0]!)));
  if (!isDifferent) return false;
  if (looksLikeMetric(name)) return false;
  if (looksLikeHyperparameter(name) || knownName(name) === 'fold') return true;
  const [first, second] = moments;
  const isText = first!.some((row) => kindAt(cells, row) === TEXT);
  const comesAgain = first!.every((row, i) => second![i] !== undefined && isSameCell(cells, row, second![i]));
  return isText ? comesAgain || !first!.some((row) => isTime(cells, row)) : comesAgain;
}

/** Whether a cell is a text with the time of day or a duration. */
function isTime(cells: Cells, row: number): boolean {
  return kindAt(cells, row) === TEXT && /\d:\d\d/.test(cells.texts[cells.values![row]!]!);
}
