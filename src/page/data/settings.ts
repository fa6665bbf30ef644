import { toyNames, type TableDatasetOptions } from '../../../trainer/index.ts';
import type { DataRequest } from './request.ts';
import type { TableSummary } from './summarise-table.ts';

/** The settings of the data menu. */
export interface DataSettings {
  /** `mnist`, `tabular`, a toy, `idx` for images from files, `table` for a table from a file. */
  name: string;
  /** The noise of a toy, as typed; its default when empty. */
  noise: string;
  images: File | null;
  labels: File | null;
  table: TableSettings | null;
}

/** The settings of a table from a file. */
export interface TableSettings {
  file: File;
  summary: TableSummary;
  target: string;
  /** `auto` infers it from the target's values. */
  task: 'auto' | 'classification' | 'regression';
  /** Empty for none. */
  groups: string;
  leaveOut: string[];
  /** What becomes of missing cells. */
  missing: NonNullable<TableDatasetOptions['missing']>;
  /** Number of folds of which the first is held out as a test set; empty for none. */
  testFolds: string;
  /** Whether the rows are shuffled with the seed, since many tables are sorted. */
  shuffles: boolean;
}

/** Sets of points in the plane, which can be drawn with a network's predictions. */
export const planeNames: readonly string[] = ['spiral', ...toyNames];

/** The built-in sets. */
export const builtInNames: readonly string[] = ['mnist', 'tabular', ...planeNames];

export function isPlane(name: string): boolean {
  return planeNames.includes(name);
}

/** The kind of a data set's rows. */
export function kindOf(name: string): 'table' | 'images' | 'points' {
  if (isPlane(name)) return 'points';
  return name === 'table' || name === 'tabular' ? 'table' : 'images';
}

/** The name of the data set in runs: the toy with its noise, or the file. */
export function dataNameOf({ name, noise, images, table }: DataSettings): string {
  if (name === 'idx') return images?.name ?? 'idx';
  if (name === 'table') return table?.file.name ?? 'table';
  return isPlane(name) && noise.trim() !== '' ? `${name}:${noise.trim()}` : name;
}

/**
 * The data request of the settings.
 *
 * @param seed shuffles a table's rows
 * @throws {Error} if no file is chosen
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
  const { target, task, groups, leaveOut, missing, testFolds, shuffles } = table;
  const folds = testFolds.trim() === '' ? null : Number(testFolds);
  if (folds !== null && !(Number.isInteger(folds) && folds >= 2)) {
    throw new Error(
      `test set: expected the number of folds, a whole number of at least 2, got "${testFolds}"`,
    );
  }
  return {
    target,
    ...(task === 'auto' ? {} : { task }),
    ...(groups === '' ? {} : { groups }),
    leaveOut: leaveOut.filter((column) => column !== target && column !== groups),
    missing,
    ...(folds === null ? {} : { testFolds: folds }),
    ...(shuffles ? { shuffleSeed: seed } : {}),
  };
}

/** The initial settings of a table: its last column is the target. */
export function tableSettings(file: File, summary: TableSummary): TableSettings {
  return {
    file,
    summary,
    target: summary.columns.at(-1)!.name,
    task: 'auto',
    groups: '',
    // A column that is unique in every row is a name, not an input.
    leaveOut: summary.columns.slice(0, -1).flatMap(({ name, isName }) => (isName ? [name] : [])),
    missing: 'refuse',
    testFolds: '',
    shuffles: true,
  };
}
