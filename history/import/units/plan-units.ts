import { idsOfRuns, renameRuns } from '../../runs/run-parts.ts';
import type { Run } from '../../types.ts';
import { createFileSet, folderOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import type { Follower } from '../files/pieces.ts';
import { FOLDER_FORMATS } from '../folders.ts';
import { createParameterFinder, isParameterFile, joinParameters } from './joined-parameters.ts';
import { joinPathParameters } from './path-parameters.ts';
import { readEntry } from './read-bytes.ts';
import { titlesOf } from '../files/title.ts';
import type { Context } from '../types.ts';

/** A unit of a set, whatever its format. */
export interface PlannedUnit {
  readonly path: string;
  readonly files: readonly FileEntry[];
  /**
   * Its runs, with ids that are the same whenever this path is read, and the name of the format.
   * @throws what the readers throw.
   */
  readonly read: (
    note: Context['note'],
    follower: Follower,
  ) => Promise<{ runs: readonly Run[]; format: string }>;
}

/**
 * Parts a set into units: what the folder formats find, then each file that is left by itself, together with the
 * parameters beside it. Parameters beside nothing make no unit of their own unless they are all there is.
 */
export function planUnits(set: FileSet): PlannedUnit[] {
  const taken = new Set<string>();
  let rest = set;
  const found = FOLDER_FORMATS.flatMap(({ name, find }) => {
    const units = find(rest);
    const before = taken.size;
    for (const { files } of units) for (const { path } of files) taken.add(path);
    if (taken.size > before) rest = createFileSet(rest.files.filter(({ path }) => !taken.has(path)));
    return units.map((unit) => ({ name, unit }));
  });
  const free = set.files.filter(({ path }) => !taken.has(path));
  const singles = free.filter(({ path }) => !isParameterFile(path));
  const single = singles.length > 0 || found.length > 0 ? singles : free;
  const titles = titlesOf([
    ...found.map(({ unit }) => ({ path: unit.path, isFolder: set.at(unit.path) === undefined })),
    ...single.map(({ path }) => ({ path, isFolder: false })),
  ]);
  const contextOf = (path: string, note: Context['note']): Context => {
    return { fileName: path, title: titles.get(path)!, note };
  };
  const units = found.map(({ name, unit }): PlannedUnit => {
    const read: PlannedUnit['read'] = async (note) => {
      const runs = await unit.read(contextOf(unit.path, note));
      const place = set.at(unit.path) === undefined ? `${unit.path}/` : unit.path;
      const isBare = runs.every(({ parameters }) => Object.keys(parameters).length === 0);
      return { runs: isBare ? joinPathParameters(runs, place, note) : runs, format: name };
    };
    return { path: unit.path, files: unit.files, read };
  });
  const parametersOf = createParameterFinder(set);
  return [...units, ...single.map((file) => planFile(file, parametersOf(file), contextOf))];
}

function planFile(
  file: FileEntry,
  parameters: readonly FileEntry[],
  contextOf: (path: string, note: Context['note']) => Context,
): PlannedUnit {
  const read: PlannedUnit['read'] = async (note, follower) => {
    const { format, runs } = await readEntry(file, contextOf(file.path, note), follower);
    const beside = await joinParameters(await runs, parameters, note);
    const joined = parameters.length === 0 ? joinPathParameters(beside, file.path, note) : beside;
    // Whoever keeps ids in a file of its own means them.
    return { format, runs: format === 'heddle' ? joined : withPathIds(joined, file.path) };
  };
  return { path: file.path, files: [file, ...parameters], read };
}

/** In a folder the path says which run is which; a lone file has no folder, and its runs are known by their names. */
function withPathIds(runs: readonly Run[], path: string): readonly Run[] {
  if (folderOf(path) === '') return runs;
  const idOf = (id: string) => (runs.length === 1 ? path : `${path}/${id}`);
  return renameRuns(runs, idsOfRuns(runs).map(idOf), idOf);
}
