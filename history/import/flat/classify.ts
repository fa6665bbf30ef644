import { flagOf } from '../../best-flags.ts';
import { cellAt, countKinds, isNumbersOrNone, NUMBER } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import { looksLikeMetric } from '../../direction.ts';
import type { Direction } from '../../types.ts';
import { directionOf } from '../shared/flags.ts';
import type { FlaggedValues } from '../shared/flags.ts';
import { isClock } from './runs/about-runs.ts';
import { counterName } from './counters/counter-names.ts';
import { hasSequence } from './runs/group.ts';
import { isOutcomeName, knownName, looksLikeHyperparameter } from './known-names.ts';
import { cellsOfRecords, countRuns, isConstantInRuns, recordOfRun } from './table.ts';
import type { FlatTable, Layout } from './table.ts';

/** The role of a column: a parameter, a metric, another key of records, or the fold. */
export interface ColumnUse {
  readonly use: 'parameter' | 'metric' | 'record' | 'fold';
  readonly column: number;
  /** Its name in the runs. */
  readonly name: string;
  readonly direction: Direction;
  /** Whether it is a flag written as 0 and 1. */
  readonly isBit: boolean;
}

/** The suffix that `toTable` adds to a parameter with the name of another column. */
const PARAMETER_SUFFIX = / \(parameter\)$/;

/** Classifies the columns that are not in `used`. In a log, rows are epochs of runs. */
export function classify(
  table: FlatTable,
  layout: Layout,
  isLog: boolean,
  used: ReadonlySet<number>,
): ColumnUse[] {
  /** The first column of each name. */
  const names = new Map<string, number>();
  for (const [column, name] of table.names.entries()) if (!names.has(name)) names.set(name, column);
  // A column can be constant within runs only if some run has several rows.
  const isSequence = hasSequence(layout);
  const outcome = isLog ? onlyColumn(table, used) : outcomeOf(table, used);
  // A log by epochs may have a column of steps that has one step per epoch.
  const step = table.names.findIndex((name, column) => !used.has(column) && isStepName(name));
  return table.names.flatMap((name, column): ColumnUse[] => {
    if (used.has(column)) return [];
    const cells = table.columns[column]!;
    const common = {
      column,
      name: name.replace(PARAMETER_SUFFIX, ''),
      direction: 'none' as const,
      isBit: false,
    };
    const isOnlyNumbers = isNumbersOrNone(cells);
    if (isFold(name, cells, isOnlyNumbers)) return [{ ...common, use: 'fold' }];
    if (PARAMETER_SUFFIX.test(name)) return [{ ...common, use: 'parameter' }];
    const isMetric = looksLikeMetric(name) || column === outcome || table.metrics?.has(name) === true;
    // A column without values is classified by its name.
    const isNumeric = isOnlyNumbers && (isMetric || countKinds(cells)[NUMBER]! > 0);
    if (isLog) {
      const metric = name.slice(0, -flagOf('').length);
      const isFlag = name === flagOf(metric) && names.has(metric);
      if (isFlag && isBits(cells)) return [{ ...common, use: 'record', isBit: isNumeric }];
      if (knownName(name) === 'progress') return [{ ...common, use: 'record' }];
      if (isNumeric && countsToo(name, cells, layout)) {
        const isStep = column === step && !names.has('step');
        return [{ ...common, ...(isStep && { name: 'step' }), use: 'record' }];
      }
      if (isClock(name, cells) || (isNumeric && isWriter(name) && !isConstantInRuns(cells, layout)))
        return [];
      const mayBeParameter = !isMetric || !isNumeric || isWriter(name);
      if (mayBeParameter && (!isSequence || isConstantInRuns(cells, layout)))
        return [{ ...common, use: 'parameter' }];
      if (!isNumeric) return [{ ...common, use: 'record' }];
    } else if (!isNumeric || !isMetric) return [{ ...common, use: 'parameter' }];

    const flag = names.get(flagOf(name)) ?? -1;
    const runs = flag < 0 ? [] : flaggedRuns(cells, table.columns[flag]!, layout);
    return [{ ...common, use: 'metric', direction: directionOf(name, runs) }];
  });
}

/** Returns the only column beside the counters of a log, which is what was measured; null if there are several. */
function onlyColumn({ names }: FlatTable, used: ReadonlySet<number>): number | null {
  const others = names.flatMap((_, column) => (used.has(column) ? [] : [column]));
  return others.length === 1 && knownName(names[others[0]!]!) === undefined ? others[0]! : null;
}

function isStepName(name: string): boolean {
  return knownName(name) === 'step' || counterName(name)?.unit === 'step';
}

/** Whether a column of a log is a further counter, which is neither a metric nor, if it varies, a parameter. */
function countsToo(name: string, cells: Cells, layout: Layout): boolean {
  const known = knownName(name);
  if (known === 'step' || known === 'epoch') return true;
  return known === 'counter' && !isConstantInRuns(cells, layout);
}

/**
 * Returns the column of a general outcome, `value` or `result`: the last one beside hyperparameters, if no other column is
 * named like a metric. Null if there is none.
 */
function outcomeOf({ names }: FlatTable, used: ReadonlySet<number>): number | null {
  const last = names.findLastIndex((_, column) => !used.has(column));
  if (last < 0 || !isOutcomeName(names[last]!)) return null;
  const others = names.filter((_, column) => column !== last && !used.has(column));
  return others.some(looksLikeHyperparameter) && !others.some(looksLikeMetric) ? last : null;
}

/** Names of the process that wrote a row, which is no rank of a result. */
function isWriter(name: string): boolean {
  return /^(?:(?:local|global|node|process|worker)[_ ]?)?rank$|^(?:worker|process|proc|gpu)(?:[_ ]?id)?$/i.test(
    name,
  );
}

function isBits(cells: Cells): boolean {
  for (let row = 0; row < cells.length; row++) {
    const cell = cellAt(cells, row);
    if (typeof cell === 'string' || (typeof cell === 'number' && cell !== 0 && cell !== 1)) return false;
  }
  return true;
}

function isFold(name: string, cells: Cells, isOnlyNumbers: boolean): boolean {
  if (knownName(name) !== 'fold' || !isOnlyNumbers) return false;
  for (let row = 0; row < cells.length; row++) {
    const cell = cellAt(cells, row);
    if (typeof cell === 'number' && !(Number.isSafeInteger(cell) && cell >= 0)) return false;
  }
  return true;
}

function flaggedRuns(cells: Cells, flags: Cells, layout: Layout): FlaggedValues[] {
  const [values, flagged] = [cellsOfRecords(cells, layout), cellsOfRecords(flags, layout)];
  return Array.from({ length: countRuns(layout) }, (_, run) => {
    const begin = recordOfRun(layout, run);
    const length = recordOfRun(layout, run + 1) - begin;
    const listOf = (column: Cells) => Array.from({ length }, (_, i) => cellAt(column, begin + i));
    return { values: listOf(values), flags: listOf(flagged) };
  });
}
