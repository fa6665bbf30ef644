import { csvEncoder, csvLine } from './csv.ts';
import type { History } from '../types.ts';
import { cvTable } from './cv-table.ts';
import type { CvCell, CvTable } from './cv-table.ts';
import { floatText, pythonJson, pythonObject, pythonRepr } from './python.ts';
import { ExportError, LongText } from './types.ts';
import type { ExportContext, ExportFormat } from './types.ts';

const LOSSES = [
  'ids, names, status and start time of runs',
  'records and times of individual folds',
  'parameters of the trainer with the same value in all runs',
  'values of a run other than times, scores and ranks',
  'text that looks like a Python value',
];

/** scikit-learn's `cv_results_` as Python's `json` writes it after `.tolist()`: a list per column. */
export const cvResultsJson: ExportFormat = {
  name: 'cv-results',
  label: 'cv_results_ (JSON)',
  description: "scikit-learn's cv_results_ as JSON, one list per column",
  extension: '.json',
  losses: LOSSES,
  write(history, context) {
    const { columns, params } = tableOf(history, context);
    const members = [...columns].map(([name, cells]) => member(name, cells.map(jsonOf)));
    members.splice(indexOfParams(columns), 0, member('params', params.map(pythonObject)));
    return [{ path: `${context.title}.json`, content: new LongText(() => [`{${members.join(',\n ')}}\n`]) }];
  },
};

/** `cv_results_` as a list of objects, as pandas writes it with `orient="records"`. */
export const cvResultsRecords: ExportFormat = {
  name: 'cv-results-records',
  label: 'cv_results_ (JSON records)',
  description: "scikit-learn's cv_results_ as JSON, one object per candidate",
  extension: '.json',
  losses: LOSSES,
  write(history, context) {
    const { columns, params } = tableOf(history, context);
    const place = indexOfParams(columns);
    const rows = params.map((applying, row) => {
      const cells = [...columns].map(([name, column]) => `${JSON.stringify(name)}: ${jsonOf(column[row])}`);
      cells.splice(place, 0, `"params": ${pythonObject(applying)}`);
      return `{${cells.join(', ')}}`;
    });
    return [{ path: `${context.title}.json`, content: new LongText(() => [`[${rows.join(',\n ')}]\n`]) }];
  },
};

/** `cv_results_` as `pd.DataFrame(cv_results_).to_csv()` writes it, except that NaN is `nan` rather than empty. */
export const cvResultsCsv: ExportFormat = {
  name: 'cv-results-csv',
  label: 'cv_results_ (CSV)',
  description: "scikit-learn's cv_results_ as CSV, as pandas writes it",
  extension: '.csv',
  losses: [...LOSSES, 'the difference between missing and not applicable, except in params'],
  write(history, context) {
    const { columns, params } = tableOf(history, context);
    const encode = csvEncoder(context.rawCells ?? false);
    const names = [...columns.keys()];
    const place = indexOfParams(columns);
    names.splice(place, 0, 'params');
    const lines = params.map((applying, row) => {
      const cells = [...columns.values()].map((column) => textOf(column[row], encode));
      cells.splice(place, 0, encode(pythonRepr(applying)));
      return csvLine([String(row), ...cells]);
    });
    const content = new LongText(() => [csvLine(['', ...names.map(encode)]), ...lines]);
    return [{ path: `${context.title}.csv`, content }];
  },
};

function tableOf(history: History, { note, isSearched }: ExportContext): CvTable {
  const table = cvTable(history, isSearched);
  if (table.params.length === 0)
    throw new ExportError('No run has folds, so there are no cv_results_ to write.');
  const candidates = new Set(history.runs.flatMap(({ parent, fold }) => (fold === null ? [] : [parent])));
  const skipped = history.runs.filter(({ id, fold }) => fold === null && !candidates.has(id)).length;
  if (skipped > 0) note(`Skipped: runs without folds, ${String(skipped)} of ${String(history.runs.length)}.`);
  return table;
}

/** Returns the index of the column `params`: after the parameters, as in scikit-learn. */
function indexOfParams(columns: CvTable['columns']): number {
  const names = [...columns.keys()];
  const place = names.findLastIndex((name) => name.startsWith('param_'));
  return place < 0 ? names.filter((name) => name.endsWith('_time')).length : place + 1;
}

function member(name: string, values: readonly string[]): string {
  return `${JSON.stringify(name)}: [${values.join(', ')}]`;
}

function jsonOf(cell: CvCell): string {
  return pythonJson(cell ?? null);
}

function textOf(cell: CvCell, encode: (text: string) => string): string {
  switch (typeof cell) {
    case 'number':
      return floatText(cell);
    case 'boolean':
      return cell ? 'True' : 'False';
    case 'string':
      return encode(cell);
    default:
      return '';
  }
}
