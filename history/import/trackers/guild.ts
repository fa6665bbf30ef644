import type { Run } from '../../types.ts';
import { readText } from '../files/file-text.ts';
import { joinPath, nameOf } from '../files/file-set.ts';
import type { FileSet } from '../files/file-set.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject } from '../flat/json-table.ts';
import type { FolderFormat } from '../units/folder-format.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { Context } from '../types.ts';
import { parseYaml } from '../files/yaml.ts';

/** A run of Guild AI: what stands in `.guild/attrs`. Its scalars are event files, which are read by themselves. */
export const guild: FolderFormat = {
  name: 'guild',
  description: "Guild AI's run folder",
  find(set) {
    const folders = set.folders.filter(
      (folder) => nameOf(folder) === '.guild' && set.in(joinPath(folder, 'attrs')).length > 0,
    );
    return folders.map((folder) => {
      const run = folder.slice(0, -'/.guild'.length);
      const files = [...set.in(folder), ...set.in(joinPath(folder, 'attrs'))];
      return { path: run, files, read: (context) => readRun(run, folder, set, context) };
    });
  },
};

async function readRun(path: string, folder: string, set: FileSet, context: Context): Promise<Run[]> {
  const attribute = async (name: string): Promise<unknown> => {
    const file = set.at(joinPath(folder, 'attrs', name));
    return file ? parseYaml(await readText(file)) : null;
  };
  const [flags, started, exit, label] = await Promise.all(
    ['flags', 'started', 'exit_status', 'label'].map(attribute),
  );
  return [
    createLogRun(
      {
        format: 'guild',
        id: path,
        ...(typeof label === 'string' && label !== '' ? { name: label } : {}),
        status: exit === 0 ? 'completed' : typeof exit === 'number' ? 'failed' : 'unknown',
        // Microseconds.
        started: typeof started === 'number' ? started / 1e6 : null,
        parameters: isObject(flags) ? flatParameters(flags) : [],
      },
      context,
    ),
  ];
}
