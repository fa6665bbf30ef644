import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { groupBy } from '../shared/group-by.ts';
import { createFileSet, folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { createLogRun, rowOf } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import { openText } from '../open.ts';
import type { Context, Format } from '../types.ts';

/**
 * Hugging Face's `trainer_state.json`: one run, with a record for each step that something was logged at; training and
 * evaluation at the same step are one record. The closing summary (`train_runtime`, …) is the run's. The training
 * arguments lie in a pickle, which is not read; what of them is here is a parameter.
 */
export const hfTrainer: Format = {
  name: 'hf-trainer',
  description: "Hugging Face's trainer_state.json",
  detect: (content) => content.kind === 'json' && isState(content.json),
  read: (content, context) => [readState(jsonOf(content), context)],
};

/** The output folder of a training: the state of the last checkpoint has all that the earlier ones have. */
export const hfOutput: FolderFormat = {
  name: 'hf-trainer',
  description: "the output folder of Hugging Face's Trainer",
  find(set) {
    const states = set.files.filter(({ path }) => nameOf(path) === 'trainer_state.json');
    const runs = groupBy(states, ({ path }) => folderOf(path).replace(/(?:^|\/)checkpoint-\d+$/, ''));
    return [...runs].map(([folder, files]) => {
      const [latest] = files.toSorted((a, b) => checkpointOf(b) - checkpointOf(a));
      const results = ['all_results.json', 'train_results.json', 'eval_results.json', 'config.json'].flatMap(
        (name) => {
          return set.at(joinPath(folder, name)) ?? [];
        },
      );
      const own = createFileSet([latest!, ...files, ...results]).files;
      return {
        path: latest!.path,
        files: own,
        read: async (context) => {
          if (files.length > 1)
            context.note(
              `Of ${String(files.length)} checkpoints the last is taken, which has the log of all.`,
            );
          const content = openText(await latest!.read(), context);
          return [{ ...readState(jsonOf(content), context), id: folder || latest!.path }];
        },
      };
    });
  },
};

/** Without a number it is the state at the end. */
function checkpointOf({ path }: FileEntry): number {
  const number = /(?:^|\/)checkpoint-(\d+)\/[^/]*$/.exec(path)?.[1];
  return number === undefined ? Infinity : Number(number);
}

function isState(json: unknown): boolean {
  return Array.isArray(memberOf(json, 'log_history')) && memberOf(json, 'global_step') !== undefined;
}

const SETTINGS = ['num_train_epochs', 'max_steps', 'train_batch_size'];

function readState(state: unknown, context: Context): Run {
  const log = (memberOf(state, 'log_history') as unknown[] | undefined) ?? [];
  const entries = log.filter(isObject);
  const isClosing = (entry: object) => Object.hasOwn(entry, 'train_runtime');
  const rows = entries.filter((entry) => !isClosing(entry)).map((entry) => rowOf(entry));
  const closing = entries.filter(isClosing).flatMap((entry) => [...rowOf(entry)]);
  const summary = closing.filter((entry): entry is [string, number] => {
    return typeof entry[1] === 'number' && entry[0] !== 'step' && entry[0] !== 'epoch';
  });
  const settings = SETTINGS.flatMap((key): [string, ParameterValue][] => {
    const value = memberOf(state, key);
    return typeof value === 'number' && value > 0 ? [[key, value]] : [];
  });
  const trial = flatParameters(memberOf(state, 'trial_params') ?? {});
  const name = memberOf(state, 'trial_name');
  const [step, last] = [memberOf(state, 'global_step'), memberOf(state, 'max_steps')];
  return createLogRun(
    {
      format: 'hf-trainer',
      ...(typeof name === 'string' ? { name } : {}),
      status: typeof step === 'number' && step === last ? 'completed' : 'unknown',
      parameters: [...settings, ...trial],
      rows,
      summary: new Map(summary),
      directions: directionsOf(rows, memberOf(state, 'best_metric')),
    },
    context,
  );
}

/** The best value that the file names is the smallest or the largest of some metric, which determines its direction. */
function directionsOf(rows: readonly LogRow[], best: unknown): Map<string, Direction> {
  const directions = new Map<string, Direction>();
  if (typeof best !== 'number') return directions;
  const names = new Set(rows.flatMap((row) => [...row.keys()].filter((name) => name.startsWith('eval_'))));
  for (const name of names) {
    const values = rows
      .map((row) => row.get(name))
      .filter((value: RecordValue | undefined) => typeof value === 'number');
    if (!values.includes(best) || new Set(values).size < 2) continue;
    if (values.every((value) => value >= best)) directions.set(name, 'min');
    else if (values.every((value) => value <= best)) directions.set(name, 'max');
  }
  return directions;
}
