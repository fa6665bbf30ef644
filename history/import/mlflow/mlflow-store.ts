import type { Run } from '../../types.ts';
import { readJsonFile, readText } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import { memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat, ImportGroup } from '../groups/folder-format.ts';
import { createMlflowRun, noteTags, pointsOfText } from './mlflow.ts';
import type { MlflowPoint } from './mlflow.ts';
import { ForeignFileError } from '../types.ts';
import type { Context } from '../types.ts';

/** MLflow's file store, `mlruns`: each folder with `meta.yaml` and `metrics`, `params` or `tags` is a run. */
export const mlflowStore: FolderFormat = {
  name: 'mlflow',
  description: "MLflow's file store",
  find(set) {
    const metas = set.files.filter(({ path }) => nameOf(path) === 'meta.yaml');
    const isRun = ({ path }: FileEntry) =>
      ['metrics', 'params', 'tags', 'artifacts'].some(
        (name) => set.below(joinPath(folderOf(path), name)).length > 0,
      );
    const experiments = new Set(metas.map(({ path }) => folderOf(path)));
    // An experiment has its own tags, and contains its runs.
    const runs = metas.filter((meta) => {
      const folder = folderOf(meta.path);
      return isRun(meta) && (experiments.has(folderOf(folder)) || !hasRuns(set, folder));
    });
    const groups = runs.map((meta): ImportGroup => {
      const folder = folderOf(meta.path);
      // The files of an experiment itself belong to its first run; the first group with a file keeps it.
      const above = set.in(folderOf(folder)).filter(({ path }) => nameOf(path) === 'meta.yaml');
      return {
        path: folder,
        files: [...set.below(folder), ...above],
        read: (context) => readRun(set, meta, context),
      };
    });
    const known = new Set(groups.flatMap(({ files }) => files));
    const bare = metas.filter((meta) => !known.has(meta));
    return [
      ...groups,
      ...bare.map((meta): ImportGroup => ({
        path: meta.path,
        files: [meta],
        read: () => refuseExperiment(meta),
      })),
    ];
  },
};

/** @throws {ForeignFileError} saying that an experiment has no runs, or that this is no file of MLflow. */
async function refuseExperiment(meta: FileEntry): Promise<never> {
  const about = await readJsonFile(meta);
  const name = memberOf(about, 'name');
  throw new ForeignFileError(
    memberOf(about, 'experiment_id') === undefined
      ? `"${meta.path}" is YAML of no known format.`
      : `The experiment ${JSON.stringify(name)} has no runs.`,
  );
}

function hasRuns(set: FileSet, folder: string): boolean {
  return set
    .below(folder)
    .some(({ path }) => nameOf(path) === 'meta.yaml' && folderOf(folderOf(path)) === folder);
}

async function readRun(set: FileSet, meta: FileEntry, context: Context): Promise<Run[]> {
  const folder = folderOf(meta.path);
  const about = await readJsonFile(meta);
  const texts = async (kind: string): Promise<Map<string, string>> => {
    const start = joinPath(folder, kind).length + 1;
    const files = set.below(joinPath(folder, kind));
    return new Map(
      await Promise.all(files.map(async (file) => [file.path.slice(start), await readText(file)] as const)),
    );
  };
  const [metrics, parameters, tags] = await Promise.all([texts('metrics'), texts('params'), texts('tags')]);
  const text = (key: string) => {
    const value = memberOf(about, key);
    return typeof value === 'string' ? value : null;
  };
  const isDeleted = memberOf(about, 'lifecycle_stage') === 'deleted';
  if (isDeleted) context.note('The run is marked as deleted.');
  noteTags(tags.keys(), context.note);
  const points = [...metrics].map(([name, lines]): [string, MlflowPoint[]] => [name, pointsOfText(lines)]);
  return [
    createMlflowRun(
      {
        format: 'mlflow',
        id: text('run_id') ?? text('run_uuid') ?? nameOf(folder),
        name: text('run_name'),
        status: memberOf(about, 'status'),
        started: memberOf(about, 'start_time'),
        parameters,
        tags,
        metrics: new Map(points),
      },
      context,
    ),
  ];
}
