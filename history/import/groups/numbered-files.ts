import { JsonError, parseJson } from '../../file/json.ts';
import { looksLikeMetric } from '../../direction.ts';
import type { RecordValue } from '../../types.ts';
import { folderOf, nameOf } from '../files/file-set.ts';
import type { FileEntry, FileSet } from '../files/file-set.ts';
import { counterName } from '../flat/counters/counter-names.ts';
import { knownName } from '../flat/known-names.ts';
import { isObject } from '../flat/json/json-table.ts';
import { ALLENNLP_EPOCH } from '../training/allennlp.ts';
import { countFromOne } from '../shared/count-from-one.ts';
import { groupBy } from '../shared/group-by.ts';
import { createLogRun, rowOf } from '../shared/log-run.ts';
import type { LogRow } from '../shared/log-run.ts';
import type { Context } from '../types.ts';
import type { ImportGroup } from './folder-format.ts';

/** Maximum size of a file with the values of one epoch. */
const MAX_BYTES = 2 ** 16;

/** A folder of one epoch or step, with a file in it. */
const NUMBERED_FOLDER = /(^|\/)((?:epoch|step|iter|iteration)[-_. ]?)\d+\/([^/]+\.json)$/i;

/**
 * Finds logs in pieces: JSON files in a folder whose names differ in a number only, such as `epoch_0.json`, or in folders of
 * such names, `epoch_0/metrics.json`. Each holds one object, perhaps in a list, with metrics and with a counter, whose value
 * differs from file to file; else the number in the name counts if it is one of an epoch or step. Other files are left to
 * other formats.
 */
export async function findNumberedFiles(set: FileSet): Promise<ImportGroup[]> {
  const candidates = set.files.filter(
    ({ path, size }) =>
      size <= MAX_BYTES &&
      !ALLENNLP_EPOCH.test(nameOf(path)) &&
      (/\d[^/\d]*\.json$/i.test(nameOf(path)) || NUMBERED_FOLDER.test(path)),
  );
  const series = groupBy(candidates, ({ path }) =>
    NUMBERED_FOLDER.test(path)
      ? path.replace(NUMBERED_FOLDER, '$1$2#/$3')
      : path.replace(/\d+(?=[^/\d]*\.json$)/i, '#'),
  );
  const groups: ImportGroup[] = [];
  for (const files of series.values()) {
    const rows = files.length < 2 ? null : await rowsOf(files);
    const counter = rows && counterOf(rows);
    if (counter !== null && rows !== null) groups.push(groupOf(files, rows, counter));
  }
  return groups;
}

/** The values of each file; null if some file is not a JSON object, or broken. */
async function rowsOf(files: readonly FileEntry[]): Promise<LogRow[] | null> {
  const rows: LogRow[] = [];
  for (const file of files) {
    try {
      const json = onlyItem(parseJson(new TextDecoder().decode(await file.read())));
      if (!isObject(json)) return null;
      const lists = new Set<string>();
      const row = rowOf(json, lists);
      // Folders of checkpoints have the logs of tools, which are lists.
      const isInFolder = NUMBERED_FOLDER.test(file.path);
      if (isInFolder && lists.size > 0) return null;
      rows.push(withCountOfName(row, isInFolder ? `${nameOf(folderOf(file.path))}.json` : nameOf(file.path)));
      if (rows.length === 1 && counterOf(rows) === null) return null;
    } catch (error) {
      if (error instanceof JsonError) return null;
      throw error;
    }
  }
  return rows;
}

/** Returns the item of a list that has only one, and any other JSON as it is. */
function onlyItem(json: unknown): unknown {
  return Array.isArray(json) && json.length === 1 ? (json as unknown[])[0] : json;
}

/** Adds the number in a name such as `epoch_3.json` or `metrics-step-200.json` to values that nothing counts. */
function withCountOfName(row: LogRow, name: string): LogRow {
  const found = /(?:^|[^a-z])(epoch|step|iter|iteration)[-_. ]?(\d+)[^/\d]*\.json$/i.exec(name);
  if (!found || [...row.keys()].some(isCounter)) return row;
  const unit = found[1]!.toLowerCase() === 'epoch' ? 'epoch' : 'step';
  return new Map<string, RecordValue>([[unit, Number(found[2])], ...row]);
}

function isCounter(key: string): boolean {
  return ['epoch', 'step'].includes(knownName(key) ?? '') || counterName(key)?.isAmbiguous === false;
}

/** The key that counts: whole numbers that differ in all files, each of which has metrics too. */
function counterOf(rows: readonly LogRow[]): string | null {
  const counts = (key: string) => {
    const values = rows.map((row) => row.get(key));
    return values.every(Number.isInteger) && new Set(values).size === rows.length;
  };
  const counter = [...rows[0]!.keys()].find((key) => isCounter(key) && counts(key));
  const hasMetric = (row: LogRow) =>
    [...row].some(([key, value]) => typeof value === 'number' && looksLikeMetric(key));
  return counter !== undefined && rows.every(hasMetric) ? counter : null;
}

function groupOf(files: readonly FileEntry[], rows: readonly LogRow[], counter: string): ImportGroup {
  const unit = counterName(counter)?.unit === 'step' ? 'step' : 'epoch';
  const named = rows.map(
    (row) => new Map<string, RecordValue>([[unit, row.get(counter)!], ...without(row, counter)]),
  );
  const { path } = files[0]!;
  const own = folderOf(path);
  const folder = NUMBERED_FOLDER.test(path) ? folderOf(own) : own;
  const name =
    folder === '' ? nameOf(path).replace(/[^a-z]*\d+[^/\d]*\.json$/i, '') || nameOf(path) : nameOf(folder);
  return {
    path,
    files,
    read: (context: Context) => {
      context.note(`${String(files.length)} files that differ in a number are one log: ${nameOf(path)}, ….`);
      const run = createLogRun({ format: 'records', id: path, name, rows: named }, context);
      return Promise.resolve(unit === 'epoch' ? countFromOne([run], context) : [run]);
    },
  };
}

function without(row: LogRow, key: string): [string, RecordValue][] {
  return [...row].filter(([name]) => name !== key);
}
