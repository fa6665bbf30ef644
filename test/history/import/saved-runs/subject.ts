import { readdirSync, readFileSync, statSync } from 'node:fs';
import { importFiles, toTable } from '../../../../history/index.ts';
import type { History, ImportedFiles, Run, Table } from '../../../../history/index.ts';
import { cellsOf } from '../../cells.ts';
import type { Shown } from '../../cells.ts';
import { entryOf } from '../files.ts';
import { SAVED_RUNS } from './facts-index.ts';
import type { IndexEntry } from './facts-index.ts';
import type { Expected } from './expected.ts';

/** An entry of the index as it was imported. */
export interface Subject {
  readonly entry: IndexEntry;
  readonly expected: Expected;
  readonly imported: ImportedFiles;
  readonly history: History;
  readonly runs: readonly Run[];
  /** A row for each epoch. */
  readonly table: Table;
  /** The bytes of a single file; of a folder none. */
  readonly bytes: Uint8Array;
  /** The cells of the column that has this name in the file. */
  readonly cells: (name: string) => Shown[];
  /** The values of a column of the file where the file has them: null where it has none. */
  readonly series: (name: string, scope?: string) => Shown[];
}

const decoder = new TextDecoder();

/** Reads the files of an entry as a person would who drops them. */
export async function openSubject(entry: IndexEntry, expected: Expected): Promise<Subject> {
  const paths = entry.path.endsWith('/') ? filesBelow(entry.path) : [entry.path, ...entry.withIt];
  const tool = entry.path.split('/', 1)[0]!;
  const read = (path: string) => new Uint8Array(readFileSync(new URL(encodeURI(path), SAVED_RUNS)));
  const imported = await importFiles(paths.map((path) => entryOf(path.slice(tool.length + 1), read(path))));
  const { history } = imported;
  const table = toTable(history, { rows: 'epochs' });
  const cells = (name: string) => cellsOf(table, expected.called?.(name) ?? name);
  const subject = {
    ...{ entry, expected, imported, history, table, cells },
    runs: history.runs,
    bytes: entry.path.endsWith('/') ? new Uint8Array() : read(entry.path),
  };
  const text = decoder.decode(subject.bytes);
  return {
    ...subject,
    series: (name, scope = '') => expected.series?.({ ...subject, text, name, scope }) ?? cells(name),
  };
}

/** What tells where a column of the file went. */
export interface Sought extends Omit<Subject, 'series'> {
  readonly text: string;
  readonly name: string;
  /** What of it is meant, in words of the index: ` at budget 8.0`. */
  readonly scope: string;
}

function filesBelow(folder: string): string[] {
  const paths = readdirSync(new URL(folder, SAVED_RUNS), { recursive: true, encoding: 'utf8' });
  return paths
    .map((path) => folder + path)
    .filter((path) => statSync(new URL(encodeURI(path), SAVED_RUNS)).isFile());
}

export function isFiniteNumber(cell: Shown): cell is number {
  return typeof cell === 'number' && Number.isFinite(cell);
}

/** Whether a value is there: a number, NaN and infinities too, or a word. */
export function isPresent(cell: Shown): boolean {
  return cell !== null && cell !== undefined;
}
