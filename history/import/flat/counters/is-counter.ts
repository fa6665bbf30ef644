import { looksLikeMetric } from '../../../direction.ts';
import { countKinds, isSameCell, NUMBER, TEXT } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { knownName, looksLikeHyperparameter } from '../known-names.ts';
import { finiteRows } from '../table.ts';
import type { FlatTable } from '../table.ts';
import { counterName } from './counter-names.ts';

/** Minimum number of rows, and maximum ratio of gaps, for a column with the name of a hyperparameter to be a counter. */
const MIN_ROWS = 3;
const MAX_GAP_RATIO = 4;

/**
 * Whether a column named like a counter also behaves as one: it mostly has numbers that are whole or evenly spaced. If its
 * name may also be that of a hyperparameter, it must ascend in steps of similar size, and nothing may look like a sweep.
 */
export function isCounter(table: FlatTable, column: number): boolean {
  const name = counterName(table.names[column]!);
  const cells = table.columns[column]!;
  if (name === null || 2 * countKinds(cells)[NUMBER]! <= table.length) return false;
  const values = finiteValues(cells);
  if (2 * values.length <= table.length) return false;
  if (!name.isAmbiguous) return values.every(Number.isInteger) || ascends(values);
  return values.length >= MIN_ROWS && ascends(values) && hasSimilarGaps(values) && !isSweep(table, column);
}

function finiteValues(cells: Cells): Float64Array {
  return Float64Array.from(finiteRows(cells), (row) => cells.values![row]!);
}

/** Whether numbers ascend, apart from restarts at or below an earlier number. */
function ascends(values: Float64Array): boolean {
  let restarts = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[i - 1]!) restarts++;
  return (restarts + 1) * MIN_ROWS <= values.length || restarts === 0;
}

function hasSimilarGaps(values: Float64Array): boolean {
  let [least, most] = [Infinity, 0];
  for (let i = 1; i < values.length; i++) {
    const gap = values[i]! - values[i - 1]!;
    if (gap <= 0) continue;
    least = Math.min(least, gap);
    most = Math.max(most, gap);
  }
  return most > 0 && most <= MAX_GAP_RATIO * least;
}

/** Whether some other column varies like the parameter of a sweep: texts that are no times, or a hyperparameter's numbers. */
function isSweep(table: FlatTable, counter: number): boolean {
  return table.names.some((name, column) => {
    if (column === counter || knownName(name) !== undefined || looksLikeMetric(name)) return false;
    const cells = table.columns[column]!;
    const isText = countKinds(cells)[TEXT]! > 0 && !/time|date/i.test(name);
    return (isText || isSetting(name, cells)) && varies(cells);
  });
}

/** Schedules change learning rates and momenta within a run, but not in each of few rows. */
function isSetting(name: string, cells: Cells): boolean {
  const isScheduled = /(?:^|[^a-z])(?:lr|learning[ _.-]?rate|momentum)/i.test(name) && cells.length >= 10;
  return looksLikeHyperparameter(name) && !isScheduled;
}

function varies(cells: Cells): boolean {
  for (let row = 1; row < cells.length; row++) if (!isSameCell(cells, row, 0)) return true;
  return false;
}
