import type { RecordValue } from '../../types.ts';
import { jsonOf } from '../content.ts';
import { readText } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import { typeJson } from '../flat/json/json-cells.ts';
import { isObject, tableOfJson } from '../flat/json/json-table.ts';
import { listed } from '../flat/table.ts';
import type { FlatTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { parseCsv } from '../flat/csv/csv-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { countFromOne } from '../shared/count-from-one.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context, Format } from '../types.ts';

/** What XGBoost and LightGBM keep of their evaluations, for each data set of each metric a list: a round is an epoch. */
export const boosting: Format = {
  name: 'boosting',
  description: "XGBoost's and LightGBM's evaluation results as JSON",
  detect: (content) => content.kind === 'json' && isResults(content.json),
  read(content, context) {
    const rounds: Map<string, RecordValue>[] = [];
    for (const [set, metrics] of Object.entries(jsonOf(content) as object)) {
      for (const [metric, values] of Object.entries(metrics as object)) {
        for (const [i, value] of (values as unknown[]).entries()) {
          rounds[i] ??= new Map([['epoch', i + 1]]);
          rounds[i].set(`${set}/${metric}`, numberOfJson(value) ?? null);
        }
      }
    }
    return [createLogRun({ format: 'boosting', rows: rounds }, context)];
  },
};

function isResults(json: unknown): boolean {
  const sets = isObject(json) ? Object.values(json) : [];
  return (
    sets.length > 0 &&
    sets.every((metrics) => {
      const lists = isObject(metrics) ? Object.values(metrics) : [];
      return (
        lists.length > 0 &&
        lists.every(
          (list) =>
            Array.isArray(list) &&
            list.length > 0 &&
            list.every((value) => numberOfJson(value) !== undefined),
        )
      );
    })
  );
}

/** The result of `xgb.cv` and `lgb.cv`: means and standard deviations over the folds, one row per round. */
export const boostingFolds: Format = {
  name: 'boosting-cv',
  description: "results of XGBoost's and LightGBM's cv, as CSV or JSON",
  detect(content) {
    if (content.kind === 'table') return areFolds(content.table.names.filter((name) => !isIndex(name)));
    const lists = content.kind === 'json' && isObject(content.json) ? content.json : {};
    return (
      areFolds(Object.keys(lists)) &&
      Object.values(lists).every((list) => Array.isArray(list) || isObject(list))
    );
  },
  read(content, context) {
    const json = tableOfJson(jsonOf(content), context);
    const table =
      content.kind === 'table' ? typeTexts(content.table, context) : json && typeJson(json, context);
    return table ? [createLogRun({ format: 'boosting-cv', rows: rowsOfTable(table) }, context)] : [];
  },
};

/** `train-rmse-mean` and `train-rmse-std`; `valid l2-mean` and `valid l2-stdv`. */
function areFolds(names: readonly string[]): boolean {
  const all = new Set(names);
  return (
    names.some((name) => name.endsWith('-mean')) &&
    names.every((name) => {
      const metric = /^(.+)-(?:mean|stdv?)$/.exec(name)?.[1];
      return metric !== undefined && all.has(`${metric}-mean`);
    })
  );
}

/** The column without a name in which pandas writes the number of the row. */
function isIndex(name: string): boolean {
  return name === '' || /^Unnamed: \d+$/.test(name);
}

function rowsOfTable(table: FlatTable): LogRow[] {
  const { names, length, columns } = listed(table);
  return Array.from(
    { length },
    (_, row) =>
      new Map<string, RecordValue>([
        ['epoch', row + 1],
        ...names.map((name, column): [string, RecordValue] => [name, columns[column]![row] ?? null]),
      ]),
  );
}

/** `catboost_info`: errors on the training and test data, each round a line. */
export const catboostInfo: FolderFormat = {
  name: 'catboost',
  description: "CatBoost's catboost_info folder",
  find(set) {
    const folders = new Set(
      set.files.flatMap(({ path }) => (nameOf(path) === 'learn_error.tsv' ? [folderOf(path)] : [])),
    );
    return [...folders].map((folder) => {
      const at = (name: string) => set.at(joinPath(folder, name));
      const [learn, test, times] = ['learn_error.tsv', 'test_error.tsv', 'time_left.tsv'].map(at);
      const others = [
        at('catboost_training.json'),
        times,
        ...set.below(joinPath(folder, 'learn')),
        ...set.below(joinPath(folder, 'test')),
      ];
      const files = [learn, test, ...others].filter((file) => file !== undefined);
      return {
        path: folder || learn!.path,
        files,
        read: async (context) => {
          const rows = [
            ...roundsOf(await readText(learn!), 'learn', context),
            ...(test ? roundsOf(await readText(test), 'test', context) : []),
            ...(times ? durationsOf(roundsOf(await readText(times), 'time', context)) : []),
          ];
          // All these folders have the same name: the parent distinguishes them.
          const name = context.title.replace(/\/catboost_info$/, '');
          const run = createLogRun({ format: 'catboost', id: folder || context.title, name, rows }, context);
          return countFromOne([run], context);
        },
      };
    });
  },
};

function roundsOf(text: string, set: string, context: Context): LogRow[] {
  const texts = text === '' ? null : parseCsv(text, context);
  if (!texts) return [];
  const { names, length, columns } = listed(typeTexts(texts, context));
  return Array.from(
    { length },
    (_, row) =>
      new Map(
        names.map((name, column): [string, RecordValue] => {
          return [name === 'iter' ? 'epoch' : `${set}/${name}`, columns[column]![row] ?? null];
        }),
      ),
  );
}

/** The duration of each round in seconds, from the milliseconds passed until its end. */
function durationsOf(rounds: readonly LogRow[]): LogRow[] {
  return rounds.flatMap((row, i): LogRow[] => {
    const [passed, before] = [row.get('time/Passed'), i === 0 ? 0 : rounds[i - 1]!.get('time/Passed')];
    const epoch = row.get('epoch') ?? null;
    const isKnown = typeof passed === 'number' && typeof before === 'number' && passed >= before;
    return isKnown
      ? [
          new Map<string, RecordValue>([
            ['epoch', epoch],
            ['dur', (passed - before) / 1000],
          ]),
        ]
      : [];
  });
}
