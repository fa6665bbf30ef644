import { listOfCells } from '../../runs/cells.ts';
import { packCells } from '../../runs/growing-cells.ts';
import { HistoryError } from '../../error.ts';
import { describeValue } from '../../file/issue.ts';
import { isObject, memberOf, nameOfJson, tableOfRecords } from '../flat/json/json-table.ts';
import type { JsonTable } from '../flat/json/json-table.ts';
import { typeJson } from '../flat/json/json-cells.ts';
import { runsOfTable } from '../flat/runs/rows-to-runs.ts';
import type { FlatTable } from '../flat/table.ts';
import type { Context, Format } from '../types.ts';

/**
 * A HiPlot experiment, bare or as its server sends it, with its datapoints as a list or compressed. A key that a
 * datapoint lacks does not apply; in the compressed form HiPlot has made null of it, so there it is missing.
 *
 * With a column `epoch`, chains of datapoints along `from_uid` are runs; otherwise each datapoint is a run, and its
 * parent the one that it came from. Of the definitions of columns the type is used, to distinguish numbers from categories;
 * all of them are passed on for a plot.
 */
export const hiplot: Format = {
  name: 'hiplot',
  description: "HiPlot's experiment JSON",
  detect: (content) => content.kind === 'json' && isExperiment(experimentOf(content.json)),
  read(content, context) {
    const experiment = content.kind === 'json' ? experimentOf(content.json) : undefined;
    const table = typeJson(datapointsOf(experiment), context, numericColumns(experiment));
    passDefinitions(experiment, context);
    return runsOfTable(withCategories(table, experiment), 'hiplot', context);
  },
};

function experimentOf(json: unknown): unknown {
  const inner = memberOf(json, 'experiment');
  return isExperiment(inner) ? inner : json;
}

function isExperiment(json: unknown): boolean {
  return Array.isArray(memberOf(json, 'datapoints')) || isObject(memberOf(json, 'datapoints_compressed'));
}

function datapointsOf(experiment: unknown): JsonTable {
  const points = memberOf(experiment, 'datapoints');
  return Array.isArray(points)
    ? tableOfPoints(points)
    : tableOfCompressed(memberOf(experiment, 'datapoints_compressed'));
}

const LINKS = ['uid', 'from_uid'];

function tableOfPoints(points: readonly unknown[]): JsonTable {
  const links = points.map((point, index) => [
    memberOf(point, 'uid') ?? String(index),
    memberOf(point, 'from_uid'),
  ]);
  const values = points.map((point, index) => {
    const own = memberOf(point, 'values');
    if (isObject(own)) return own;
    throw new HistoryError(
      `datapoints[${String(index)}].values: expected an object, got ${describeValue(own)}`,
    );
  });
  const { names, rows } = tableOfRecords(values);
  refuseLinks(names, 'datapoints[].values');
  return { names: [...LINKS, ...names], rows: rows.map((row, index) => [...links[index]!, ...row]) };
}

function tableOfCompressed(compressed: unknown): JsonTable {
  const columns = memberOf(compressed, 'columns');
  const rows = memberOf(compressed, 'rows');
  if (!Array.isArray(columns) || !Array.isArray(rows)) {
    throw new HistoryError('datapoints_compressed: expected an object with the lists columns and rows');
  }
  const names = columns.map(nameOfJson);
  refuseLinks(names, 'datapoints_compressed.columns');
  return {
    names: [...LINKS, ...names],
    rows: rows.map((row: unknown, index) => {
      if (Array.isArray(row) && row.length === names.length + LINKS.length) return row as unknown[];
      const expected = `a list of ${String(names.length + LINKS.length)}`;
      const path = `datapoints_compressed.rows[${String(index)}]`;
      throw new HistoryError(`${path}: expected ${expected}, got ${describeValue(row)}`);
    }),
  };
}

function refuseLinks(names: readonly string[], path: string): void {
  const [link] = names.filter((name) => LINKS.includes(name));
  if (link !== undefined) throw new HistoryError(`${path}: expected no column named ${describeValue(link)}`);
}

function typeOf(experiment: unknown, column: string): unknown {
  return memberOf(memberOf(memberOf(experiment, 'parameters_definition'), column), 'type');
}

function numericColumns(experiment: unknown): ReadonlySet<string> {
  const definitions = memberOf(experiment, 'parameters_definition');
  const columns = isObject(definitions) ? Object.keys(definitions) : [];
  return new Set(
    columns.filter((column) => /^(?:numeric|timestamp)/.test(String(typeOf(experiment, column)))),
  );
}

/** Converts numbers in columns that the experiment declares categorical to text. */
function withCategories(table: FlatTable, experiment: unknown): FlatTable {
  const isCategory = table.names.map((name) => typeOf(experiment, name) === 'categorical');
  if (!isCategory.includes(true)) return table;
  const columns = table.columns.map((cells, column) => {
    if (!isCategory[column]) return cells;
    return packCells(listOfCells(cells).map((cell) => (typeof cell === 'number' ? String(cell) : cell)));
  });
  return { ...table, columns };
}

/** Keys of a column's definition with what they say. */
const COLUMN_SETTINGS = [
  ['colors', 'colours'],
  ['colormap', 'colour maps'],
  ['force_range', 'ranges'],
  ['label_css', 'styles of labels'],
  ['label_html', 'labels as HTML'],
] as const;

/** Settings of an experiment with what they say. */
const EXPERIMENT_SETTINGS = [
  ['weightcolumn', 'column of weights'],
  ['colorby', 'column of the colours'],
  ['colormap', 'colour map'],
] as const;

/** The colour map of an experiment that chose none. */
const DEFAULT_COLORS = 'interpolateTurbo';

/** Passes the definitions of columns and the settings of the experiment on, or names them as left out. */
function passDefinitions(experiment: unknown, { note, define }: Context): void {
  const definitions = memberOf(experiment, 'parameters_definition');
  const columns = isObject(definitions) ? Object.keys(definitions) : [];
  const details = COLUMN_SETTINGS.flatMap(([key, what]) => {
    const set = columns.filter((column) => isSet(memberOf(memberOf(definitions, column), key)));
    return set.length === 0 ? [] : [`${what} of ${set.map((column) => `"${column}"`).join(', ')}`];
  });
  const scaled = columns.filter((column) => /^numeric./.test(String(typeOf(experiment, column))));
  const scaleOf = (column: string) => String(typeOf(experiment, column)).slice('numeric'.length);
  if (scaled.length > 0)
    details.push(`scales: ${scaled.map((column) => `"${column}" ${scaleOf(column)}`).join(', ')}`);
  const left = [
    ...(columns.length > 0
      ? [`colours and scales of columns${details.length > 0 ? ` (${details.join('; ')})` : ''}`]
      : []),
    ...(isSet(memberOf(experiment, 'display_data')) ? ['settings of displays'] : []),
    ...EXPERIMENT_SETTINGS.flatMap(([key, what]) => {
      const value = memberOf(experiment, key);
      return isSet(value) && value !== DEFAULT_COLORS ? [`${what} (${describeValue(value)})`] : [];
    }),
  ];
  if (left.length === 0) return;
  if (define && isObject(experiment)) {
    define(Object.fromEntries(Object.entries(experiment).filter(([key]) => !key.startsWith('datapoints'))));
  }
  note(
    `HiPlot's ${left.join(' and ')} are ${define ? 'settings for the plot, not of the runs' : 'left out'}.`,
  );
}

function isSet(value: unknown): boolean {
  return isObject(value) ? Object.keys(value).length > 0 : value !== null && value !== undefined;
}
