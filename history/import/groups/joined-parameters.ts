import { countRecords } from '../../runs/run-parts.ts';
import { parseJson } from '../../file/json.ts';
import type { Run } from '../../types.ts';
import { textOfBytes } from '../files/bytes.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import { groupBy } from '../shared/group-by.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import type { Context } from '../types.ts';
import { parseYaml } from '../files/yaml.ts';

/** Names of files with the parameters of the run whose log is in the same folder. */
const NAME =
  /(?:^|[^a-z0-9])(?:h?params|parameters|hyp|hyper_?parameters|config|args|opt|flags|settings)\.(?:json|ya?ml)$/i;

/** Whether a file name is that of a parameter file. */
export function isParameterFile(path: string): boolean {
  return NAME.test(nameOf(path));
}

/** A file of parameters, and how the names of the files begin that it belongs to. */
interface ParameterFile {
  readonly file: FileEntry;
  readonly prefix: string;
  /** Its place among the files of its folder. */
  readonly place: number;
}

/**
 * Returns a function that finds the parameter files of a log: `params.json`, `hparams.yaml`, `config.yaml`, `args.yaml`, …
 * in its folder, and Hydra's in `.hydra`. One with a prefix, `run7__params.json`, belongs to files with the same prefix.
 */
export function createParameterFinder(set: FileSet): (file: FileEntry) => readonly FileEntry[] {
  // Indexed by folder and prefix: to compare each file of a folder with each other takes quadratic time.
  const folders = new Map<string, Map<string, ParameterFile[]>>();
  const indexOf = (folder: string) => {
    let index = folders.get(folder);
    if (index === undefined) folders.set(folder, (index = groupBy(filesIn(folder), ({ prefix }) => prefix)));
    return index;
  };
  const filesIn = (folder: string) =>
    set.in(folder).flatMap((file, place): ParameterFile[] => {
      const name = nameOf(file.path);
      const match = NAME.exec(name);
      if (!match) return [];
      return [{ file, prefix: name.slice(0, match.index + (/^[a-z]/i.test(match[0]) ? 0 : 1)), place }];
    });
  return (file) => {
    const folder = folderOf(file.path);
    const index = indexOf(folder);
    const name = nameOf(file.path);
    const found: ParameterFile[] = [];
    for (let length = 0; index.size > 0 && length <= name.length; length++) {
      for (const each of index.get(name.slice(0, length)) ?? []) if (each.file !== file) found.push(each);
    }
    const beside = found.sort((a, b) => a.place - b.place).map((each) => each.file);
    const hydra = set.at(joinPath(folder, '.hydra', 'config.yaml'));
    return hydra ? [...beside, hydra] : beside;
  };
}

/**
 * Adds the parameters of these files to the runs, except those that a run already has. Runs without epochs are unchanged,
 * since the rows of a table of runs have their own. A file that cannot be read is left out, with a note.
 */
export async function joinParameters(
  runs: readonly Run[],
  files: readonly FileEntry[],
  note: Context['note'],
): Promise<readonly Run[]> {
  if (files.length === 0 || countRecords(runs) === 0) return runs;
  const found = new Map<string, Run['parameters'][string]>();
  for (const file of files) {
    const fileName = nameOf(file.path);
    try {
      const text = textOfBytes(await file.read(), { fileName });
      const json = /\.json$/i.test(fileName) ? parseJson(text) : parseYaml(text);
      const parameters = flatParameters(json);
      for (const [name, value] of parameters) if (!found.has(name)) found.set(name, value);
      if (parameters.size > 0) note(`The parameters are from ${fileName}.`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      note(`The parameters in ${fileName} are left out: ${reason.replace(/\.$/, '')}.`);
    }
  }
  return runs.map((run) => ({
    ...run,
    parameters: Object.fromEntries([...Object.entries(run.parameters), ...without(found, run.parameters)]),
  }));
}

function without<Value>(found: ReadonlyMap<string, Value>, known: object): [string, Value][] {
  return [...found].filter(([name]) => !Object.hasOwn(known, name));
}
