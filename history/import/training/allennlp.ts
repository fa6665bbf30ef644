import type { RecordValue } from '../../types.ts';
import { readSibling } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { isObject } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { countFromOne } from '../shared/count-from-one.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { groupBy } from '../shared/group-by.ts';
import { createLogRun, rowOf } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import { numberOfJson } from '../shared/numbers.ts';
import type { Context } from '../types.ts';
import { clockSeconds } from '../values/durations.ts';

/** The file of an epoch. */
export const ALLENNLP_EPOCH = /^metrics_epoch_(\d+)\.json$/;

/** Keys that count epochs too. */
const BOOKKEEPING = /^(?:epoch|training_epochs|training_start_epoch)$/;

/**
 * The serialization directory of AllenNLP: `metrics_epoch_N.json` for each epoch, `metrics.json` with those of the best epoch
 * and of the test, and `config.json` with the parameters.
 */
export const allennlp: FolderFormat = {
  name: 'allennlp',
  description: "AllenNLP's serialization directory",
  find(set) {
    const epochs = set.files.filter(({ path }) => ALLENNLP_EPOCH.test(nameOf(path)));
    return [...groupBy(epochs, ({ path }) => folderOf(path))].map(([folder, files]) => {
      const [whole, config] = ['metrics.json', 'config.json'].map((name) => set.at(joinPath(folder, name)));
      return {
        path: folder || files[0]!.path,
        files: [...files, whole, config].filter((file) => file !== undefined),
        read: (context) => readRun(folder, files, whole, config, context),
      };
    });
  },
};

async function readRun(
  folder: string,
  files: readonly FileEntry[],
  whole: FileEntry | undefined,
  config: FileEntry | undefined,
  context: Context,
) {
  const rows: (readonly [number, LogRow])[] = [];
  for (const file of files) {
    const json = await readSibling(file, context);
    if (isObject(json)) rows.push([Number(ALLENNLP_EPOCH.exec(nameOf(file.path))![1]), rowOf(json)]);
  }
  rows.sort(([a], [b]) => a - b);
  const final = await readSibling(whole, context);
  const test = isObject(final) ? Object.entries(final).filter(([key]) => key.startsWith('test_')) : [];
  const summary = test.flatMap(([key, value]): [string, number][] => {
    const number = numberOfJson(value);
    return number === undefined ? [] : [[key, number]];
  });
  const parameters = await readSibling(config, context);
  const run = createLogRun(
    {
      format: 'allennlp',
      id: folder || context.title,
      parameters: isObject(parameters) ? flatParameters(parameters) : [],
      rows: rows.map(([epoch, row], i) => recordOf(epoch, row, rows[i - 1]?.[1])),
      summary,
    },
    context,
  );
  return countFromOne([run], context);
}

/** The values of an epoch; the durations in the files are sums since the start. */
function recordOf(epoch: number, row: LogRow, before: LogRow | undefined): LogRow {
  const values = new Map<string, RecordValue>([['epoch', epoch]]);
  const [until, since] = [secondsOf(row), before ? secondsOf(before) : 0];
  if (until !== undefined && since !== undefined && until >= since) values.set('dur', until - since);
  for (const [key, value] of row)
    if (!BOOKKEEPING.test(key) && key !== 'training_duration') values.set(key, value);
  return values;
}

function secondsOf(row: LogRow): number | undefined {
  const text = row.get('training_duration');
  return typeof text === 'string' ? clockSeconds(text) : undefined;
}
