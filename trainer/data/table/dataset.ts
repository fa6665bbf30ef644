import { createRandom, shuffle } from '../../random.ts';
import { allRows, checkDataset, selectRows } from '../dataset.ts';
import type { Dataset } from '../dataset.ts';
import { validationSplit } from '../validation-split.ts';
import type { FillMethod, Filling } from '../fill.ts';
import { encode, isText, kindsOf } from './encode.ts';
import type { EncodedColumn } from './encode.ts';
import { suggestTask } from './suggest-task.ts';
import { TableError } from './types.ts';
import type { DataTable, TableColumn } from './types.ts';

export interface TableOptions {
  /** The column to predict; default: the last one. */
  readonly target?: string;
  /** Default: a regression if the target is numeric with more than 20 distinct values or with fractions. */
  readonly task?: 'classification' | 'regression';
  /** Columns that are not used as inputs. */
  readonly leaveOut?: readonly string[];
  /** Rows with equal values in this column stay on one side of every split. It is not an input. */
  readonly groups?: string;
  /**
   * Whether rows with missing cells are an error or are dropped, or how missing inputs are filled in: from the rows that a
   * run trains on, and for texts always the most frequent one. Rows without a target or group are dropped then.
   */
  readonly missing?: 'refuse' | 'drop' | FillMethod;
  /** The first of this many folds is held out as a test set; default: no test set. */
  readonly testFolds?: number;
  /** Seed for shuffling the rows; default: the order of the file. */
  readonly shuffleSeed?: number;
}

export interface TableDataset {
  readonly dataset: Dataset;
  /** Human-readable: what was dropped, and which columns are constant. */
  readonly notes: readonly string[];
}

/**
 * Converts a table to a data set. Text columns are one-hot encoded; constant columns are kept.
 *
 * @throws {TableError} with row and column, for a missing cell, a text among numbers, a text target for a regression, a
 * target with one class or nearly as many as rows, or an unknown column
 */
export function createTableDataset(table: DataTable, options: TableOptions = {}): TableDataset {
  try {
    return build(table, options);
  } catch (error) {
    if (error instanceof TableError)
      throw new TableError(`${table.name}: ${error.message}`, { cause: error });
    throw error;
  }
}

function build(table: DataTable, options: TableOptions): TableDataset {
  const target = columnOf(table, options.target ?? table.columns.at(-1)!.name, 'target');
  const groups = options.groups === undefined ? null : columnOf(table, options.groups, 'groups');
  const leftOut = (options.leaveOut ?? []).map((name) => columnOf(table, name, 'leaveOut'));
  const inputs = table.columns.filter(
    (each) => each !== target && each !== groups && !leftOut.includes(each),
  );
  if (inputs.length === 0) throw new TableError('no column is left as an input');

  const { missing = 'refuse' } = options;
  const required = [target, ...(groups ? [groups] : [])];
  const isFilled = missing !== 'refuse' && missing !== 'drop';
  const rows = isFilled
    ? completeRows(table, required, 'drop')
    : completeRows(table, [...inputs, ...required], missing);
  if (options.shuffleSeed !== undefined) shuffle(rows, createRandom(options.shuffleSeed, 'order'));
  const numbers = Array.from(rows, (row) => row + 1);
  const pick = ({ name, cells }: TableColumn): TableColumn => ({
    name,
    cells: Array.from(rows, (row) => cells[row]!),
  });

  const picked = inputs.map(pick);
  const encoded = picked.map((column) => encode(column, numbers));
  const names = encoded.flatMap((each) => each.names);
  const values = encoded.flatMap((each) => each.values);
  const features = new Float32Array(rows.length * names.length);
  for (const [column, list] of values.entries()) {
    for (let row = 0; row < list.length; row++) features[row * names.length + column] = list[row]!;
  }
  const whole: Dataset = {
    name: table.name,
    features,
    count: rows.length,
    dimensions: names.length,
    inputNames: names,
    ...(isFilled ? { filling: { method: missing, texts: textRanges(encoded) } } : {}),
    ...targetOf(pick(target), numbers, options.task),
    ...(groups ? { groups: numberKinds(pick(groups)) } : {}),
  };
  checkDataset(whole);
  const notes = [
    ...droppedNote(table, rows.length),
    ...(isFilled ? filledNote(picked, missing) : []),
    ...constantNotes(names, values),
  ];
  return { dataset: options.testFolds === undefined ? whole : holdOut(whole, options.testFolds), notes };
}

function columnOf(table: DataTable, name: string, option: string): TableColumn {
  const found = table.columns.find((column) => column.name === name);
  if (found) return found;
  const known = table.columns.map((column) => column.name).join(', ');
  throw new TableError(`${option}: no column is named "${name}", expected one of ${known}`);
}

function completeRows(
  table: DataTable,
  columns: readonly TableColumn[],
  missing: 'refuse' | 'drop',
): Uint32Array {
  const gapOf = (row: number) => columns.find(({ cells }) => cells[row] === null);
  const rows = Uint32Array.from({ length: table.count }, (_, row) => row);
  const complete = rows.filter((row) => gapOf(row) === undefined);
  if (complete.length === 0) throw new TableError('every row has a missing cell');
  if (missing === 'drop' || complete.length === table.count) return complete;
  const first = rows.find((row) => gapOf(row) !== undefined)!;
  const count = table.count - complete.length;
  throw new TableError(
    `row ${String(first + 1)}, column "${gapOf(first)!.name}": the cell is missing; fill it in, leave the column out, or drop ` +
      `the ${String(count)} of ${String(table.count)} rows with missing cells`,
  );
}

function targetOf(
  column: TableColumn,
  rowNumbers: readonly number[],
  task: TableOptions['task'],
): Pick<Dataset, 'labels' | 'targets' | 'classes' | 'classNames'> {
  const { name, cells } = column;
  const text = cells.findIndex((cell) => typeof cell === 'string');
  const kinds = kindsOf(cells);
  const isClass = isText(column, rowNumbers) || suggestTask(cells) === 'classification';
  if (task === 'regression' || (task === undefined && !isClass)) {
    if (text >= 0) {
      const got = `"${String(cells[text])}" in row ${String(rowNumbers[text]!)}`;
      throw new TableError(`target "${name}": expected numbers for a regression, got ${got}`);
    }
    return { labels: new Uint8Array(0), classes: 0, targets: Float32Array.from(cells as readonly number[]) };
  }
  if (kinds.length < 2)
    throw new TableError(`target "${name}": expected at least 2 classes, got only "${kinds[0]!}"`);
  if (kinds.length > cells.length / 2) {
    const counts = `${String(kinds.length)} classes in ${String(cells.length)} rows`;
    throw new TableError(`target "${name}": ${counts} are too many: is it a regression, or another column?`);
  }
  return { labels: numberKinds(column), classes: kinds.length, classNames: kinds };
}

function numberKinds({ cells }: TableColumn): Int32Array {
  const numbers = new Map(kindsOf(cells).map((kind, i) => [kind, i]));
  return Int32Array.from(cells, (cell) => numbers.get(String(cell))!);
}

function droppedNote(table: DataTable, kept: number): string[] {
  if (kept === table.count) return [];
  return [
    `${String(table.count - kept)} of ${String(table.count)} rows have missing cells and were dropped.`,
  ];
}

/** Where the features of each text column are. */
function textRanges(encoded: readonly EncodedColumn[]): Filling['texts'] {
  let end = 0;
  return encoded.flatMap(({ names, isText: isOneHot }) => {
    const start = end;
    end += names.length;
    return isOneHot ? [{ start, end }] : [];
  });
}

function filledNote(inputs: readonly TableColumn[], method: FillMethod): string[] {
  const gaps = inputs.flatMap(({ name, cells }) => {
    const count = cells.filter((cell) => cell === null).length;
    return count === 0 ? [] : [`${String(count)} in "${name}"`];
  });
  if (gaps.length === 0) return [];
  const value = method === 'most_frequent' ? 'most frequent value' : method;
  return [
    `Missing cells (${gaps.join(', ')}) are filled in with the ${value} of the column, text with the most frequent one, ` +
      'computed on the rows that each run trains on.',
  ];
}

function constantNotes(names: readonly string[], values: readonly Float32Array[]): string[] {
  const constant = names.filter((_, i) => {
    const present = values[i]!.filter((value) => !Number.isNaN(value));
    return present.every((value) => value === present[0]);
  });
  return constant.map(
    (name) => `Column "${name}" has the same value in every row: standardised it is 0, without information.`,
  );
}

function holdOut(whole: Dataset, folds: number): Dataset {
  const { train, test } = validationSplit(whole, folds, allRows(whole));
  return {
    ...selectRows(whole, train),
    test: { ...selectRows(whole, test), name: `${whole.name} test set` },
  };
}
