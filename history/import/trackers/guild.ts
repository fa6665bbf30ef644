import type { Dictionary, ParameterValue, Run } from '../../types.ts';
import { readText } from '../files/file-text.ts';
import { createFileSet, joinPath, nameOf } from '../files/file-set.ts';
import type { FileSet } from '../files/file-set.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { createLogRun } from '../shared/log-run.ts';
import { isEventFile, tensorboardFolder } from '../tensorboard/tensorboard.ts';
import type { Context } from '../types.ts';
import { parseYaml } from '../files/yaml.ts';

/** A run of Guild AI: the contents of `.guild/attrs`, with the scalars in the event files of its folder. */
export const guild: FolderFormat = {
  name: 'guild',
  description: "Guild AI's run folder",
  find(set) {
    const folders = set.folders.filter(
      (folder) => nameOf(folder) === '.guild' && set.in(joinPath(folder, 'attrs')).length > 0,
    );
    return folders.map((folder) => {
      const run = folder.slice(0, -'/.guild'.length);
      const own = [...set.in(folder), ...set.in(joinPath(folder, 'attrs'))];
      const events = set.below(run).filter(({ path }) => isEventFile(path));
      return {
        path: run,
        files: [...new Set([...own, ...events])],
        read: async (context) => {
          const about = await readAttributes(run, folder, set, context);
          return withScalars(about, await readScalars(run, createFileSet(events), context));
        },
      };
    });
  },
};

async function readAttributes(path: string, folder: string, set: FileSet, context: Context): Promise<Run> {
  const attribute = async (name: string): Promise<unknown> => {
    const file = set.at(joinPath(folder, 'attrs', name));
    return file ? parseYaml(await readText(file)) : null;
  };
  const [flags, started, exit, label] = await Promise.all(
    ['flags', 'started', 'exit_status', 'label'].map(attribute),
  );
  return createLogRun(
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
  );
}

async function readScalars(path: string, events: FileSet, context: Context): Promise<Run[]> {
  const runs: Run[] = [];
  for (const unit of tensorboardFolder.find(events)) {
    const title = unit.path.slice(path.length + 1);
    for (const run of await unit.read({ ...context, title })) runs.push(run);
  }
  return runs;
}

/** The run with what its event files logged; if several folders have some, each is a child run with the same flags. */
function withScalars(about: Run, logged: readonly Run[]): Run[] {
  const { parameters, source, status, started } = about;
  const join = (run: Run): Run => ({
    ...run,
    source: {
      ...source,
      ...(run.source.firstEpoch === undefined ? {} : { firstEpoch: run.source.firstEpoch }),
    },
    started: started ?? run.started,
    status: status === 'unknown' ? run.status : status,
    parameters: joined(run.parameters, parameters),
  });
  const [first, ...others] = logged;
  if (first === undefined) return [about];
  if (others.length === 0) return [{ ...join(first), id: about.id, name: about.name }];
  return logged.map((run) => ({
    ...join(run),
    name: run.name === '' ? about.name : `${about.name} / ${run.name}`,
  }));
}

function joined(
  own: Dictionary<ParameterValue>,
  flags: Dictionary<ParameterValue>,
): Dictionary<ParameterValue> {
  const more = Object.entries(own).filter(([name]) => !Object.hasOwn(flags, name));
  return Object.fromEntries([...Object.entries(flags), ...more]);
}
