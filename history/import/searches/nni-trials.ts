import type { ParameterValue, RecordValue } from '../../types.ts';
import { readText } from '../files/file-text.ts';
import { folderOf, joinPath, nameOf } from '../files/file-set.ts';
import type { FileEntry } from '../files/file-set.ts';
import { isObject, memberOf } from '../flat/json/json-table.ts';
import type { FolderFormat } from '../groups/folder-format.ts';
import { flatParameters } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import type { Context } from '../types.ts';
import { jsonOfText, resultsOf } from './nni-database.ts';

/**
 * The folder of a trial of NNI: `parameter.cfg`, or `.nni/sequence_id` and the like, beside `.nni/metrics`, where each result
 * begins with `ME` and the length of its JSON in bytes, and `.nni/state`, with the exit code and the time of the end.
 */
export const nniTrial: FolderFormat = {
  name: 'nni',
  description: "NNI's folder of a trial",
  find(set) {
    return set.files.flatMap((metrics) => {
      if (nameOf(metrics.path) !== 'metrics' || nameOf(folderOf(metrics.path)) !== '.nni') return [];
      const folder = folderOf(folderOf(metrics.path));
      const [config, state] = [joinPath(folder, 'parameter.cfg'), joinPath(folder, '.nni', 'state')].map(
        (path) => set.at(path),
      );
      const files = set.below(joinPath(folder, '.nni')).concat(config ?? []);
      return [
        {
          path: folder || metrics.path,
          files,
          read: (context) => readTrial(metrics, config, state, context),
        },
      ];
    });
  },
};

async function readTrial(
  metrics: FileEntry,
  config: FileEntry | undefined,
  state: FileEntry | undefined,
  context: Context,
) {
  const messages = messagesOf(new TextDecoder().decode(await metrics.read()), context);
  const rows: LogRow[] = [];
  const summary = new Map<string, number>();
  for (const message of messages) {
    const value = memberOf(message, 'value');
    const values = resultsOf(typeof value === 'string' ? (jsonOfText(value) ?? value) : value);
    if (memberOf(message, 'type') === 'FINAL') for (const [name, value] of values) summary.set(name, value);
    else if (memberOf(message, 'type') === 'PERIODICAL') {
      const epoch = Number(memberOf(message, 'sequence') ?? rows.length) + 1;
      rows.push(new Map<string, RecordValue>([['epoch', epoch], ...values]));
    }
  }
  const chosen = config ? memberOf(jsonOfText(await readText(config)), 'parameters') : undefined;
  const parameters = isObject(chosen) ? flatParameters(chosen) : new Map<string, ParameterValue>();
  const [code] = state ? (await readText(state)).trim().split(/\s+/) : [];
  const status = code === undefined || code === '' ? 'unknown' : code === '0' ? 'completed' : 'failed';
  return [createLogRun({ format: 'nni', id: context.title, status, parameters, rows, summary }, context)];
}

/** The JSON messages of a file, each after `ME` and its length in six digits. One that is cut off is left out, with a note. */
function messagesOf(text: string, { note }: Pick<Context, 'note'>): unknown[] {
  const texts = text.split(/ME\d{6}(?=\{)/).filter((message) => message.trim() !== '');
  const messages = texts.map((message) => jsonOfText(message.trim()));
  const lost = messages.filter((message) => !isObject(message)).length;
  if (lost > 0)
    note(`${String(lost)} of ${String(texts.length)} results are damaged or cut off and are left out.`);
  return messages.filter(isObject);
}
