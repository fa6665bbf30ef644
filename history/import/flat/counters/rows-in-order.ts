import { looksLikeMetric } from '../../../direction.ts';
import { isNumbersOrNone } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { isOutcomeName, knownName } from '../known-names.ts';
import type { FlatTable } from '../table.ts';

/** The name of the column that is added. */
const COUNTER = 'epoch';

/**
 * Counts the rows of a history that has no counter of its own, from 1 and anew at each restart, in an added column `epoch`.
 * The row numbers of a data frame, if the table has them, count instead; from 0 they are shifted to count from 1. Returns the
 * table itself if it has a counter, or may be a table of results.
 */
export function withRowsInOrder(table: FlatTable): FlatTable {
  if (!isUncountedHistory(table)) return table;
  const { index, length } = table;
  const restarts = new Set(table.restarts);
  const values = new Float64Array(length);
  const first = index?.values
    ? Array.from(index.values).reduce((least, each) => Math.min(least, each), Infinity)
    : null;
  for (let row = 0; row < length; row++) {
    const at = index?.values?.[row];
    if (at !== undefined && row > 0 && at < index!.values![row - 1]!) restarts.add(row);
    if (at !== undefined) values[row] = first === 0 ? at + 1 : at;
    else values[row] = row === 0 || restarts.has(row) ? 1 : values[row - 1]! + 1;
  }
  const cells: Cells = { length, values, kinds: null, texts: [] };
  return { ...table, names: [COUNTER, ...table.names], columns: [cells, ...table.columns], restarts };
}

/**
 * Whether the rows of a table can only be moments of a training: all columns have numbers named like measurements, among them
 * a loss, or one value of training and of validation; or there is a single column of measurements. Whole numbers of any other name may be labels or predictions.
 */
function isUncountedHistory({ names, columns, length }: FlatTable): boolean {
  if (length < 2 || names.length === 0 || !columns.every(isNumbersOrNone)) return false;
  if (names.some((name) => knownName(name) !== undefined)) return false;
  if (names.length === 1)
    return looksLikeMetric(names[0]!) || isOutcomeName(names[0]!) || hasFractions(columns[0]!);
  const known = new Set(names.map((name) => name.toLowerCase()));
  const hasPair = [...known].some((name) => PAIR.test(name) && known.has(name.replace(PAIR, '')));
  const isMeasured = (name: string) => looksLikeMetric(name) || (hasPair && SCHEDULED.test(name));
  return names.every(isMeasured) && (hasPair || names.some((name) => LOSS.test(name)));
}

/** Prefixes for values of validation, beside the same name without them. */
const PAIR = /^(?:val|valid|validation|dev|eval|test)[_./ -]/;

/** Learning rates and the like, which schedules change within a training. */
const SCHEDULED = /^(?:lr|learning[ _.-]?rate|momentum)$/i;

const LOSS = /loss|verlust|perte|p[ée]rdida|perda|perdita|потер|损失|損失|손실/i;

function hasFractions({ values }: Cells): boolean {
  return values?.some((value) => !Number.isInteger(value)) ?? false;
}
