import { idsOfRuns, renameRuns } from '../../runs/run-parts.ts';
import type { Run } from '../../types.ts';
import { createFileSet, folderOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import type { ReadOptions } from '../files/pieces.ts';
import { FOLDER_FORMATS } from '../folders.ts';
import type { ImportGroup } from './folder-format.ts';
import { constantsOf } from './one-role.ts';
import { createParameterFinder, isParameterFile, joinParameters } from './joined-parameters.ts';
import { joinPathParameters } from './path-parameters.ts';
import { readEntry } from './read-bytes.ts';
import { titlesOf } from '../files/title.ts';
import type { Context } from '../types.ts';

/** A group of files of any format. */
export interface PlannedGroup {
  readonly path: string;
  readonly files: readonly FileEntry[];
  /**
   * Reads its runs, with ids that are stable for this path, and the name of the format.
   * @throws the errors of the readers
   */
  readonly read: (
    note: Context['note'],
    readOptions: ReadOptions,
  ) => Promise<{
    runs: readonly Run[];
    format: string;
    /** Names of parameters that are columns of the log which did not change. */
    constants?: ReadonlySet<string>;
    /** See `FileReport`. */
    definitions?: unknown;
  }>;
}

/**
 * Splits a set into groups: those found by the folder formats, then each remaining file with its parameter files. Parameter
 * files without a log form no group unless there are no other files.
 * @param numbered logs in pieces, whose files no other group gets
 */
export async function planGroups(
  all: FileSet,
  numbered: readonly ImportGroup[] = [],
): Promise<PlannedGroup[]> {
  const pieces = new Set(numbered.flatMap(({ files }) => files.map(({ path }) => path)));
  const set = pieces.size === 0 ? all : createFileSet(all.files.filter(({ path }) => !pieces.has(path)));
  const taken = new Set<string>();
  let rest = set;
  const found: { readonly name: string; readonly group: ImportGroup }[] = numbered.map((group) => ({
    name: 'records',
    group,
  }));
  for (const { name, find } of FOLDER_FORMATS) {
    const before = taken.size;
    for (const group of find(rest)) {
      if (group.matches && !(await group.matches())) continue;
      for (const { path } of group.files) taken.add(path);
      found.push({ name, group });
    }
    if (taken.size > before) rest = createFileSet(rest.files.filter(({ path }) => !taken.has(path)));
  }
  const free = set.files.filter(({ path }) => !taken.has(path));
  const singles = free.filter(({ path }) => !isParameterFile(path));
  const single = singles.length > 0 || found.length > 0 ? singles : free;
  const titles = titlesOf([
    ...found.map(({ group }) => ({ path: group.path, isFolder: all.at(group.path) === undefined })),
    ...single.map(({ path }) => ({ path, isFolder: false })),
  ]);
  const contextOf = (path: string, note: Context['note']): Context => {
    return { fileName: path, title: titles.get(path)!, note };
  };
  const groups = found.map(({ name, group }): PlannedGroup => {
    const read: PlannedGroup['read'] = async (note) => {
      const runs = await group.read(contextOf(group.path, note));
      const place = all.at(group.path) === undefined ? `${group.path}/` : group.path;
      const isBare = runs.every(({ parameters }) => Object.keys(parameters).length === 0);
      return { runs: isBare ? joinPathParameters(runs, place, note) : runs, format: name };
    };
    return { path: group.path, files: group.files, read };
  });
  const parametersOf = createParameterFinder(set);
  return [...groups, ...single.map((file) => planFile(file, parametersOf(file), contextOf))];
}

function planFile(
  file: FileEntry,
  parameters: readonly FileEntry[],
  contextOf: (path: string, note: Context['note']) => Context,
): PlannedGroup {
  const read: PlannedGroup['read'] = async (note, readOptions) => {
    let definitions: unknown;
    const define = (each: unknown) => (definitions = each);
    const context = { ...contextOf(file.path, note), define };
    const { format, runs } = await readEntry(file, context, readOptions);
    const logged = await runs;
    const constants = format === 'heddle' ? new Set<string>() : constantsOf(logged);
    const beside = await joinParameters(logged, parameters, note);
    const joined = parameters.length === 0 ? joinPathParameters(beside, file.path, note) : beside;
    // Ids in a Heddle file are kept.
    return {
      format,
      constants,
      runs: format === 'heddle' ? joined : withPathIds(joined, file.path),
      definitions,
    };
  };
  return { path: file.path, files: [file, ...parameters], read };
}

/** Makes ids unique by the path of the file; a file without a folder keeps its ids. */
function withPathIds(runs: readonly Run[], path: string): readonly Run[] {
  if (folderOf(path) === '') return runs;
  const idOf = (id: string) => (runs.length === 1 ? path : `${path}/${id}`);
  return renameRuns(runs, idsOfRuns(runs).map(idOf), idOf);
}
