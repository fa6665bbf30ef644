import { flagOf } from '../../best-flags.ts';
import { looksLikeMetric } from '../../direction.ts';
import type { Direction } from '../../types.ts';
import { directionOf } from '../shared/flags.ts';
import type { Group } from './group.ts';
import { knownName } from './known-names.ts';
import { mergedCell } from './table.ts';
import type { FlatCell, FlatTable } from './table.ts';

/** What becomes of a column: a parameter, a metric, another key of records, the fold, or nothing more. */
export interface ColumnUse {
  readonly use: 'parameter' | 'metric' | 'record' | 'fold';
  readonly column: number;
  /** What it is called in the runs. */
  readonly name: string;
  readonly direction: Direction;
  /** A flag that was written as 0 and 1. */
  readonly isBit: boolean;
}

/** What `toTable` adds to the name of a parameter that meets the name of another column. */
const PARAMETER_SUFFIX = / \(parameter\)$/;

/** The columns that `used` does not name already, each with what becomes of it. In a log rows are epochs of runs. */
export function classify(
  table: FlatTable,
  groups: readonly Group[],
  isLog: boolean,
  used: ReadonlySet<number>,
): ColumnUse[] {
  const names = new Set(table.names);
  // Only where some run has several rows can a column show that it does not change within a run.
  const hasSequence = groups.some(({ records }) => records.length > 1);
  return table.names.flatMap((name, column): ColumnUse[] => {
    if (used.has(column)) return [];
    const cells = table.columns[column]!;
    const common = {
      column,
      name: name.replace(PARAMETER_SUFFIX, ''),
      direction: 'none' as const,
      isBit: false,
    };
    if (isFold(name, cells)) return [{ ...common, use: 'fold' }];
    if (PARAMETER_SUFFIX.test(name)) return [{ ...common, use: 'parameter' }];
    const isMetric = looksLikeMetric(name);
    // A column without any value is what its name says.
    const isNumeric =
      cells.every(isNumberOrNone) && (isMetric || cells.some((cell) => typeof cell === 'number'));
    if (isLog) {
      const metric = name.slice(0, -flagOf('').length);
      const isFlag = name === flagOf(metric) && names.has(metric);
      if (isFlag && cells.every(isBitOrNone)) return [{ ...common, use: 'record', isBit: isNumeric }];
      if (knownName(name) === 'progress') return [{ ...common, use: 'record' }];
      const isSteady = !isMetric || !isNumeric;
      if (isSteady && (!hasSequence || isConstant(table, groups, column)))
        return [{ ...common, use: 'parameter' }];
      if (!isNumeric) return [{ ...common, use: 'record' }];
    } else if (!isNumeric || !isMetric) return [{ ...common, use: 'parameter' }];

    const flag = table.names.indexOf(flagOf(name));
    const runs = groups.map(({ records }) => ({
      values: records.map((rows) => mergedCell(table, rows, column)),
      flags: flag < 0 ? [] : records.map((rows) => mergedCell(table, rows, flag)),
    }));
    return [{ ...common, use: 'metric', direction: directionOf(name, runs) }];
  });
}

function isNumberOrNone(cell: FlatCell): boolean {
  return typeof cell === 'number' || cell === null || cell === undefined;
}

function isBitOrNone(cell: FlatCell): boolean {
  return typeof cell === 'boolean' || cell === 0 || cell === 1 || cell === null || cell === undefined;
}

function isFold(name: string, cells: readonly FlatCell[]): boolean {
  if (knownName(name) !== 'fold') return false;
  return (
    cells.every((cell) => !(typeof cell === 'number' && !(Number.isSafeInteger(cell) && cell >= 0))) &&
    cells.every(isNumberOrNone)
  );
}

function isConstant(table: FlatTable, groups: readonly Group[], column: number): boolean {
  const cells = table.columns[column]!;
  return groups.every(({ records }) => {
    const first = cells[records[0]![0]!];
    return records.every((rows) => rows.every((row) => Object.is(cells[row], first)));
  });
}
