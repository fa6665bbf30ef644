import { HistoryError } from '../../error.ts';
import { describeValue } from '../../file/issue.ts';
import type { Dictionary, Direction, ParameterValue, Run, RunStatus, Source } from '../../types.ts';
import { listOfCells } from '../../runs/cells.ts';
import { jsonOf } from '../content.ts';
import { isObject, memberOf, nameOfJson, tableOfJson } from '../flat/json/json-table.ts';
import type { TextTable } from '../flat/csv/csv-table.ts';
import type { JsonTable } from '../flat/json/json-table.ts';
import { describeDifferences } from '../flat/runs/name-runs.ts';
import { listed } from '../flat/table.ts';
import type { ListedTable } from '../flat/table.ts';
import { numberOfText, typeTexts } from '../flat/text-cells.ts';
import { itemsOfDict, valueOfRepr } from '../shared/python.ts';
import type { Content, Context, Format } from '../types.ts';

/**
 * scikit-learn's `cv_results_`, as JSON or CSV: a run for each candidate, with the means, deviations and ranks as its
 * summary, and below it a run for each fold, with `test_score` (and `train_score`) as summary. scikit-learn's scores
 * are always better when larger, its ranks when smaller.
 *
 * A candidate has the number of its row in the data frame, from 0, also if the rows were sorted or some left out: it is part
 * of the run's id, and of its name unless parameters distinguish the candidates.
 */
export const cvResults: Format = {
  name: 'cv_results',
  description: "scikit-learn's cv_results_ as JSON or CSV",
  detect: (content) => isCvResults(namesOf(content)),
  read(content, context) {
    const json = jsonOf(content);
    const table =
      content.kind === 'table' ? rowsOf(listed(typeTexts(content.table, context))) : tableOfJson(json);
    return table ? readCandidates(table, numbersOfRows(content, table.rows.length), context) : [];
  },
};

/** Returns the numbers of the candidates: the index of the data frame if it has distinct whole numbers, else their order. */
function numbersOfRows(content: Content, length: number): readonly number[] {
  const index = (content.kind === 'table' ? indexOfTable(content.table) : indexOfJson(jsonOf(content))).map(
    Number,
  );
  const isNumbered =
    index.length === length &&
    new Set(index).size === length &&
    index.every((number) => Number.isSafeInteger(number) && number >= 0);
  return isNumbered ? index : Array.from({ length }, (_, row) => row);
}

function indexOfTable({ index }: TextTable): readonly unknown[] {
  return index ? listOfCells(index) : [];
}

/** Returns the index in pandas' forms `orient="split"` and `orient="columns"`; other forms have none. */
function indexOfJson(json: unknown): readonly unknown[] {
  const index = memberOf(json, 'index');
  if (Array.isArray(index)) return index;
  const columns = isObject(json) ? Object.values(json) : [];
  return columns.every(isObject) ? [...new Set(columns.flatMap((cells) => Object.keys(cells)))] : [];
}

function rowsOf({ names, length, columns }: ListedTable): JsonTable {
  return { names, rows: Array.from({ length }, (_, row) => columns.map((cells) => cells[row])) };
}

function namesOf(content: Content): readonly string[] {
  if (content.kind === 'table') return content.table.names;
  const whole = jsonOf(content);
  const json = Array.isArray(whole) ? (whole[0] as unknown) : whole;
  if (!isObject(json)) return [];
  const columns = Object.hasOwn(json, 'columns') ? json.columns : undefined;
  return Array.isArray(columns) ? columns.map(nameOfJson) : Object.keys(json);
}

function isCvResults(names: readonly string[]): boolean {
  const isAny = (pattern: RegExp) => names.some((name) => pattern.test(name));
  return isAny(/^(?:mean|rank)_test_/) && isAny(/^(?:params$|param_|split\d+_test_)/);
}

/** The contents of a column, by its name. */
const SUMMARY = /^(?:(?:mean|std)_(?:fit_time|score_time)|(?:mean|std|rank)_(?:test|train)_.+)$/;
const SPLIT = /^split(\d+)_((?:test|train)_.+)$/;

function directionOf(metric: string): Direction {
  if (/^rank_/.test(metric)) return 'min';
  return /^(?:mean_)?(?:test|train)_/.test(metric) ? 'max' : 'none';
}

function readCandidates(
  table: JsonTable,
  numbers: readonly number[],
  { fileName, title, note }: Context,
): Run[] {
  const source: Source = { format: 'cv_results', file: fileName };
  const all = table.rows.map((row) => parametersOf(table.names, row));
  const names = describeDifferences(all) ?? numbers.map((number) => `candidate ${String(number + 1)}`);
  const runs = table.rows.flatMap((row, i) => {
    const common = { source, started: null, records: [], parameters: all[i]! };
    const id = `${title}/${String(numbers[i])}`;
    const name = table.rows.length === 1 ? title : names[i]!;
    const candidate = summarise(
      numbersOf(table.names, row, i, (column) => (SUMMARY.test(column) ? column : null)),
    );
    const folds = foldsOf(table.names, row, i).map(([fold, values]): Run => {
      const parts = {
        id: `${id}/fold-${String(fold)}`,
        name: `${name} / fold ${String(fold)}`,
        parent: id,
        fold,
      };
      return { ...common, ...parts, ...summarise(values), status: statusOf([values]) };
    });
    const status = statusOf(folds.map(({ summary }) => summary));
    return [{ ...common, id, name, parent: null, fold: null, ...candidate, status } satisfies Run, ...folds];
  });
  const failed = runs.filter(({ fold, status }) => fold !== null && status === 'failed').length;
  if (numbers.some((number, i) => number !== i))
    note(
      'The rows were sorted, or some left out: the numbers of the candidates are those of the data frame.',
    );
  if (failed > 0) note(`${String(failed)} of the fits have NaN as their score: they failed.`);
  return runs;
}

function summarise(summary: Dictionary<number | null>): Pick<Run, 'metrics' | 'summary'> {
  const metrics = Object.fromEntries(
    Object.keys(summary).map((name) => [name, { direction: directionOf(name) }]),
  );
  return { metrics, summary };
}

/** scikit-learn gives a fit that raised an error NaN as its test score. */
function statusOf(all: readonly Dictionary<number | null>[]): RunStatus {
  const scores = all.flatMap((values) => {
    return Object.entries(values).flatMap(([name, value]) => (name.startsWith('test_') ? [value] : []));
  });
  if (scores.some((score) => score === null) || scores.length === 0) return 'unknown';
  return scores.every(Number.isNaN) ? 'failed' : 'completed';
}

function foldsOf(names: readonly string[], row: readonly unknown[], index: number) {
  const numbers = new Set(names.flatMap((name) => SPLIT.exec(name)?.[1] ?? []));
  return [...numbers].map(Number).map((fold) => {
    const inFold = (column: string) => {
      const match = SPLIT.exec(column);
      return Number(match?.[1] ?? -1) === fold ? match![2]! : null;
    };
    return [fold, numbersOf(names, row, index, inFold)] as const;
  });
}

/** The numbers of the columns that `nameOf` gives a name for. */
function numbersOf(
  names: readonly string[],
  row: readonly unknown[],
  index: number,
  nameOf: (column: string) => string | null,
): Dictionary<number | null> {
  const entries = names.flatMap((column, i): [string, number | null][] => {
    const name = nameOf(column);
    return name === null ? [] : [[name, numberAt(row[i], `[${String(index)}].${column}`)]];
  });
  return Object.fromEntries(entries);
}

function numberAt(cell: unknown, path: string): number | null {
  if (cell === null || cell === undefined) return null;
  const number = typeof cell === 'string' ? numberOfText(cell) : cell;
  if (typeof number !== 'number')
    throw new HistoryError(`${path}: expected a number, got ${describeValue(cell)}`);
  return number;
}

/**
 * The parameters of a candidate, without `param_`. A masked one has no key: `params`, which has all applicable ones,
 * distinguishes it from None; without `params`, a parameter without a value is masked.
 */
function parametersOf(names: readonly string[], row: readonly unknown[]): Dictionary<ParameterValue> {
  const applying = itemsOf(row[names.indexOf('params')]);
  const entries = names.flatMap((column, i): [string, ParameterValue][] => {
    if (column === 'params' || SUMMARY.test(column) || SPLIT.test(column)) return [];
    const name = column.replace(/^param_/, '');
    const value = parameterOf(row[i]);
    if (value !== null) return [[name, value]];
    return applying?.has(name) ? [[name, null]] : [];
  });
  const known = new Set(entries.map(([name]) => name));
  const others = [...(applying ?? [])].filter(([name]) => !known.has(name));
  return Object.fromEntries([
    ...entries,
    ...others.map(([name, value]) => [name, parameterOf(value)] as const),
  ]);
}

function itemsOf(params: unknown): ReadonlyMap<string, unknown> | null {
  if (isObject(params)) return new Map(Object.entries(params));
  return typeof params === 'string' ? itemsOfDict(params) : null;
}

function parameterOf(cell: unknown): ParameterValue {
  switch (typeof cell) {
    case 'string':
      return valueOfRepr(cell);
    case 'number':
    case 'boolean':
      return cell;
    case 'object':
      return cell === null ? null : JSON.stringify(cell);
    default:
      return null;
  }
}
