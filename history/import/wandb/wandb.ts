import type { Run } from '../../types.ts';
import { readSibling } from '../files/file-text.ts';
import { joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { readJsonLines } from '../json-lines.ts';
import { createLogRun } from '../shared/log-run.ts';
import { numbersOfSummary, parametersOfConfig, rowsOfHistory, startOfHistory } from './wandb-values.ts';
import type { Context, Format } from '../types.ts';

/** The files of a run folder that are read, here or one folder below in `files`. */
interface RunFiles {
  readonly summary: FileEntry | undefined;
  readonly config: FileEntry | undefined;
  readonly history: FileEntry | undefined;
  readonly others: readonly FileEntry[];
}

/**
 * The folder of a Weights & Biases run without its `.wandb` file: the last values in `wandb-summary.json`, the parameters
 * in `config.yaml`, and the steps in `wandb-history.jsonl` where an old version wrote one.
 */
export const wandbFolder: FolderFormat = {
  name: 'wandb',
  description: 'the folder of a Weights & Biases run',
  find(set) {
    const folders = set.folders.filter((folder) =>
      ['wandb-summary.json', 'wandb-history.jsonl'].some((name) => set.at(joinPath(folder, name))),
    );
    const roots = new Set(
      folders.map((folder) => (nameOf(folder) === 'files' ? folder.slice(0, -'/files'.length) : folder)),
    );
    return [...roots].map((folder) => {
      const files = filesOf(set, folder);
      const own = [files.summary, files.config, files.history, ...files.others].filter(
        (file) => file !== undefined,
      );
      return {
        path: folder || own[0]!.path,
        files: own,
        read: (context) => readFolder(folder, files, context),
      };
    });
  },
};

/** Finds the files of a run beside its `.wandb` file, whatever the folder is called. */
export function filesBeside(set: FileSet, folder: string): readonly FileEntry[] {
  const { summary, config, history, others } = filesOf(set, folder);
  const known = [summary, config, history].filter((file) => file !== undefined);
  // A configuration alone may be that of anything.
  return known.some((file) => file !== config) || others.length > 0 ? [...known, ...others] : [];
}

function filesOf(set: FileSet, folder: string): RunFiles {
  const at = (name: string) => set.at(joinPath(folder, name)) ?? set.at(joinPath(folder, 'files', name));
  const others = [
    'wandb-metadata.json',
    'wandb-events.jsonl',
    'output.log',
    'requirements.txt',
    'conda-environment.yaml',
    'diff.patch',
  ];
  return {
    summary: at('wandb-summary.json'),
    config: at('config.yaml'),
    history: at('wandb-history.jsonl'),
    others: [...others.flatMap((name) => at(name) ?? []), ...set.below(joinPath(folder, 'logs'))],
  };
}

async function readFolder(
  folder: string,
  { summary, config, history }: RunFiles,
  context: Context,
): Promise<Run[]> {
  const lines = history ? (await readJsonLines(history, context)).filter(isObject) : [];
  const id = /^(?:offline-)?run-\d{8}_\d{6}-(\w+)$/.exec(nameOf(folder))?.[1];
  const run = createLogRun(
    {
      format: 'wandb',
      id: folder || (id ?? context.title),
      ...(id === undefined ? {} : { name: id }),
      started: startOfHistory(lines),
      parameters: parametersOfConfig(await readSibling(config, context)),
      rows: rowsOfHistory(lines, context),
      summary: numbersOfSummary(await readSibling(summary, context)),
    },
    context,
  );
  return [withoutRepeats(run)];
}

/** Omits summary values that the records contain. */
export function withoutRepeats(run: Run): Run {
  const summary = Object.entries(run.summary).filter(
    ([name]) => !run.records.some((record) => Object.hasOwn(record, name)),
  );
  return { ...run, summary: Object.fromEntries(summary) };
}

/** History lines of W&B, as an old version or a call of its API writes them. */
export const wandbHistory: Format = {
  name: 'wandb-history',
  description: "Weights & Biases' history lines",
  detect(content) {
    const list =
      content.kind === 'lines'
        ? content.lines
        : content.kind === 'json' && Array.isArray(content.json)
          ? (content.json as unknown[])
          : [];
    return memberOf(list[0], '_step') !== undefined && memberOf(list[0], '_runtime') !== undefined;
  },
  read(content, context) {
    const list =
      content.kind === 'lines' ? content.lines : content.kind === 'json' ? (content.json as unknown[]) : [];
    const lines = list.filter(isObject);
    return [
      createLogRun(
        { format: 'wandb-history', started: startOfHistory(lines), rows: rowsOfHistory(lines, context) },
        context,
      ),
    ];
  },
};
