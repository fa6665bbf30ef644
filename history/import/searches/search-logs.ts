import type { Direction, ParameterValue, RecordValue, Run } from '../../types.ts';
import { readHeadText, readSibling } from '../files/file-text.ts';
import { nameOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { readJsonLines } from '../json-lines.ts';
import { rowOf } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import { createTrialRuns } from '../shared/trials.ts';
import type { Trial } from '../shared/trials.ts';
import type { Context } from '../types.ts';

/** The logs of that name with the files beside them that share the prefix of their names: `a__results.json`, `a__configs.json`. */
function logsBeside(set: FileSet, log: string, ...beside: readonly string[]) {
  return set.files
    .filter(({ path }) => nameOf(path).endsWith(log))
    .flatMap((file) => {
      const prefix = file.path.slice(0, -log.length);
      const others = beside.map((name) => set.at(prefix + name));
      return others[0] === undefined ? [] : [{ file, others }];
    });
}

/** Number of characters that are compared with the form of a file. */
const HEAD_LENGTH = 1000;

/** Whether each file begins in the given form; an unreadable one does not. */
async function begin(...forms: readonly (readonly [file: FileEntry, form: RegExp])[]): Promise<boolean> {
  try {
    for (const [file, form] of forms)
      if (!form.test((await readHeadText(file)).slice(0, HEAD_LENGTH))) return false;
    return true;
  } catch {
    return false;
  }
}

/** A line of BOHB's logs: the id of a configuration as three numbers, then a budget or the parameters. */
const RESULT_LINE = /^\s*\[\s*\[[\d\s,]*\]\s*,\s*[-\d.]/;
const CONFIG_LINE = /^\s*\[\s*\[[\d\s,]*\]\s*,\s*\{/;

async function linesOf(file: FileEntry, context: Context): Promise<unknown[][]> {
  return (await readJsonLines(file, context)).filter((line): line is unknown[] => Array.isArray(line));
}

/** BOHB's `results.json`, a list on each line (`[id, budget, times, result, error]`), with `configs.json` beside it. */
export const bohb: FolderFormat = {
  name: 'bohb',
  description: "BOHB's results.json with configs.json",
  find(set) {
    return logsBeside(set, 'results.json', 'configs.json').map(({ file, others: [configs] }) => ({
      path: file.path,
      files: [file, configs!],
      matches: () => begin([file, RESULT_LINE], [configs!, CONFIG_LINE]),
      async read(context) {
        const known = new Map(
          (await linesOf(configs!, context)).map(([id, config]) => [
            JSON.stringify(id),
            flatParameters(config),
          ]),
        );
        const trials = (await linesOf(file, context)).map(([id, budget, times, result, error]): Trial => {
          const key = JSON.stringify(id);
          const numbers = isObject(result)
            ? [...rowOf(result)].filter(([, value]) => typeof value === 'number')
            : [];
          return {
            key,
            name: `config ${[id].flat().join('-')}`,
            parameters: known.get(key) ?? [],
            budget: numberOfJson(budget) ?? null,
            values: new Map(numbers.length > 0 ? numbers : [['loss', null]]),
            status: error === null && result !== null ? 'completed' : 'failed',
            started: memberOf(times, 'started'),
          };
        });
        return createTrialRuns(trials, 'bohb', new Map([['loss', 'min']]), context);
      },
    }));
  },
};

const DIRECTIONS = new Map<unknown, Direction>([
  ['upper', 'max'],
  ['lower', 'min'],
]);

/**
 * DeepCAVE's `history.jsonl`, a list on each line (`[config, budget, seed, costs, start, end, status, more]`), with the
 * parameters in `configs.json` and the names of the objectives in `meta.json`.
 */
export const deepcave: FolderFormat = {
  name: 'deepcave',
  description: "DeepCAVE's history.jsonl with configs.json and meta.json",
  find(set) {
    const found = logsBeside(
      set,
      'history.jsonl',
      'configs.json',
      'meta.json',
      'configspace.json',
      'origins.json',
      'models.json',
    );
    return found.map(({ file, others: [configs, meta, ...more] }) => ({
      path: file.path,
      files: [file, ...[configs, meta, ...more].filter((each) => each !== undefined)],
      matches: () => begin([file, /^\s*\[/]),
      read: (context) => readDeepcave(file, configs!, meta, context),
    }));
  },
};

async function readDeepcave(
  file: FileEntry,
  configs: FileEntry,
  meta: FileEntry | undefined,
  context: Context,
): Promise<Run[]> {
  const known = await readSibling(configs, context);
  const objectives = [memberOf(await readSibling(meta, context), 'objectives') ?? []].flat();
  const nameOfObjective = (i: number) => String(memberOf(objectives[i], 'name') ?? `cost_${String(i)}`);
  const directions = new Map(
    objectives.map((each, i) => [nameOfObjective(i), DIRECTIONS.get(memberOf(each, 'optimize')) ?? 'none']),
  );
  const trials = (await linesOf(file, context)).map(([id, budget, seed, costs, start, , status]): Trial => {
    const hasSeed = seed !== null && seed !== -1;
    const seeds: [string, ParameterValue][] = hasSeed ? [['seed', numberOfJson(seed) ?? null]] : [];
    const values = [costs]
      .flat()
      .map((cost, i): [string, RecordValue] => [nameOfObjective(i), numberOfJson(cost) ?? null]);
    return {
      key: hasSeed ? `${String(id)}/seed ${String(seed)}` : String(id),
      name: `config ${String(id)}`,
      parameters: [...flatParameters(memberOf(known, String(id))), ...seeds],
      budget: numberOfJson(budget) ?? null,
      values: new Map(values),
      status: status === 1 ? 'completed' : status === 6 ? 'running' : 'failed',
      started: start,
    };
  });
  return createTrialRuns(trials, 'deepcave', directions, context);
}
