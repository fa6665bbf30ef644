import { toyNames, type TableDatasetOptions } from '../../../trainer/index.ts';
import type { DataRequest } from './request.ts';
import type { TableSummary } from './summarise-table.ts';

/** What the data menu holds. */
export interface DataSettings {
  /** `mnist`, `tabular`, a toy, `idx` for a person's own images, `table` for their own table. */
  name: string;
  /** Of a toy, as typed; its usual one when empty. */
  noise: string;
  images: File | null;
  labels: File | null;
  table: TableSettings | null;
}

/** What is asked of a person's own table. */
export interface TableSettings {
  file: File;
  summary: TableSummary;
  target: string;
  /** `auto` is what the target's values suggest. */
  task: 'auto' | 'classification' | 'regression';
  /** Empty for none. */
  groups: string;
  leaveOut: string[];
  dropsMissing: boolean;
  /** Held out as a test set: the first of so many folds; empty for none. */
  testFolds: string;
  /** Whether the rows are put into an order drawn from the seed, since many tables are sorted. */
  shuffles: boolean;
}

/** Sets of points in the plane, which can be drawn with what a network makes of the plane. */
export const planeNames: readonly string[] = ['spiral', ...toyNames];

/** Sets that come with the page. */
export const builtInNames: readonly string[] = ['mnist', 'tabular', ...planeNames];

export function isPlane(name: string): boolean {
  return planeNames.includes(name);
}

/** What the rows of a data set are. */
export function kindOf(name: string): 'table' | 'images' | 'points' {
  if (isPlane(name)) return 'points';
  return name === 'table' || name === 'tabular' ? 'table' : 'images';
}

/** The data set as runs name it: the toy with its noise, the file. */
export function dataNameOf({ name, noise, images, table }: DataSettings): string {
  if (name === 'idx') return images?.name ?? 'idx';
  if (name === 'table') return table?.file.name ?? 'table';
  return isPlane(name) && noise.trim() !== '' ? `${name}:${noise.trim()}` : name;
}

/**
 * What the settings ask the trainer to load.
 *
 * @param seed decides the order of a table's rows
 * @throws {Error} where a file is still to be chosen
 */
export function dataRequestOf(data: DataSettings, seed: number): DataRequest {
  const { name, images, labels, table } = data;
  if (name === 'idx') {
    if (!images || !labels)
      throw new Error('data: choose two IDX files, one with images and one with labels.');
    return { kind: 'idx', images, labels };
  }
  if (name === 'table') {
    if (!table) throw new Error('data: choose a table, a CSV, JSON or Parquet file.');
    return { kind: 'table', file: table.file, options: tableOptionsOf(table, seed) };
  }
  return { kind: 'built-in', name: dataNameOf(data) };
}

function tableOptionsOf(table: TableSettings, seed: number): TableDatasetOptions {
  const { target, task, groups, leaveOut, dropsMissing, testFolds, shuffles } = table;
  const folds = testFolds.trim() === '' ? null : Number(testFolds);
  if (folds !== null && !(Number.isInteger(folds) && folds >= 2)) {
    throw new Error(
      `test set: expected one of so many folds, a whole number of at least 2, got "${testFolds}"`,
    );
  }
  return {
    target,
    ...(task === 'auto' ? {} : { task }),
    ...(groups === '' ? {} : { groups }),
    leaveOut: leaveOut.filter((column) => column !== target && column !== groups),
    missing: dropsMissing ? 'drop' : 'refuse',
    ...(folds === null ? {} : { testFolds: folds }),
    ...(shuffles ? { shuffleSeed: seed } : {}),
  };
}

/** The settings that a table begins with: its last column is to be learned from the others. */
export function tableSettings(file: File, summary: TableSummary): TableSettings {
  return {
    file,
    summary,
    target: summary.columns.at(-1)!.name,
    task: 'auto',
    groups: '',
    // What tells every row apart is a name, and nothing to learn from.
    leaveOut: summary.columns.slice(0, -1).flatMap(({ name, isName }) => (isName ? [name] : [])),
    dropsMissing: false,
    testFolds: '',
    shuffles: true,
  };
}
