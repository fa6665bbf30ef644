import { cellAt, countKinds, gatherCells, kindAt, NUMBER, TEXT } from '../../runs/cells.ts';
import type { Cell, Cells } from '../../runs/cells.ts';
import { packCells } from '../../runs/growing-cells.ts';
import { MISSING } from '../../table/table.ts';
import { looksLikeMetric } from '../../direction.ts';
import type { Context } from '../types.ts';
import { knownName } from './known-names.ts';
import { partition } from './runs/partition.ts';
import { allRows } from './table.ts';
import type { FlatTable } from './table.ts';

/** Columns of the name of what was measured. */
const NAME_COLUMN =
  /^(?:metrics?|metric[_ ]?(?:name|key)|variables?|variable_name|measures?|measure_name|measurement|quantity|indicator|statistic|score_name|tag|key|series|kennzahl|metrik|métrique|metrique|métrica|metrica|指标)$/i;

/** Columns of the measured value. */
const VALUE_COLUMN =
  /^(?:values?|metric[_ ]?value|val|result|score|measurement|number|amount|wert|valeur|valor|valore|值|値)$/i;

/** Columns of the mean of a measurement, where another column names what was measured. */
const MEAN_COLUMN = /^(?:mean|avg|average|mittelwert|moyenne|media)$/i;

/** Columns that describe the measured value further. */
const STATISTIC_COLUMN =
  /^(?:std|stdev|std_?dev|stddev|sd|sem|se|std_?err|stderr|var|variance|min|max|median|lower|upper|ci_?(?:low|high|lower|upper))$/i;

/** Columns of the time of a measurement, which may differ between measurements of one run. */
const TIME_COLUMN = /^(?:timestamp|wall_?time|time|date|datetime|logged_at|created_at)$/i;

/** Maximum number of metrics. */
const MAX_METRICS = 1000;

/**
 * Converts a long (tidy) table, with one measurement per row, to one with a column per metric. One column has the names of
 * the metrics, another their values, and further ones perhaps their deviations or limits; the others identify the run and the
 * record. Measurements that nothing else distinguishes are counted by their order. Returns any other table as it is.
 */
export function widened(table: FlatTable, { note }: Pick<Context, 'note'>): FlatTable {
  const found = columnsOf(table);
  if (!found) return table;
  const { name, value } = found;
  const metrics = [...new Set(table.columns[name]!.texts)];
  const isStatistic = (column: number) =>
    STATISTIC_COLUMN.test(table.names[column]!) && isOfNumbers(table.columns[column]!);
  const statistics = table.names.flatMap((_, column) =>
    column !== value && isStatistic(column) ? [column] : [],
  );
  const others = table.names.flatMap((_, column) =>
    column === name || column === value || statistics.includes(column) ? [] : [column],
  );
  const rows = allRows(table.length);
  const isShared = (columns: readonly number[]) =>
    partition(table, rows, columns).some((part) =>
      part.some((row) => cellAt(table.columns[name]!, row) !== cellAt(table.columns[name]!, part[0]!)),
    );
  const untimed = others.filter((column) => !TIME_COLUMN.test(table.names[column]!));
  const keys = [others, untimed].find(isShared);
  if (!keys || metrics.some((metric) => keys.some((column) => table.names[column] === metric))) return table;

  const records: { readonly row: number; readonly cells: Map<string, Cell>; readonly order: number }[] = [];
  for (const part of partition(table, rows, keys)) {
    const counts = new Map<string, number>();
    const first = records.length;
    for (const row of part) {
      const metric = String(cellAt(table.columns[name]!, row));
      const order = counts.get(metric) ?? 0;
      counts.set(metric, order + 1);
      const record = (records[first + order] ??= { row, cells: new Map(), order });
      record.cells.set(metric, cellAt(table.columns[value]!, row));
      for (const column of statistics) {
        record.cells.set(`${metric} ${table.names[column]!}`, cellAt(table.columns[column]!, row));
      }
    }
  }
  const isRepeated = records.some(({ order }) => order > 0);
  if (isRepeated && keys.some((column) => isCounter(table.names[column]!))) return table;

  note(
    `Each row has one measurement: "${table.names[name]!}" names the metric, "${table.names[value]!}" has its value.`,
  );
  const left = others.filter((column) => !keys.includes(column));
  if (left.length > 0)
    note(
      `Left out as times of single measurements: ${left.map((column) => `"${table.names[column]!}"`).join(', ')}.`,
    );
  if (isRepeated) note('Repeated measurements of a run are counted by their order.');
  const taken = Uint32Array.from(records, ({ row }) => row);
  const counter = isRepeated ? [{ name: 'step', cells: packCells(records.map(({ order }) => order)) }] : [];
  const measured = metrics.flatMap((metric) => [
    metric,
    ...statistics.map((column) => `${metric} ${table.names[column]!}`),
  ]);
  const columns = [
    ...keys.map((column) => ({
      name: table.names[column]!,
      cells: gatherCells(table.columns[column]!, taken),
    })),
    ...counter,
    ...measured.map((metric) => ({
      name: metric,
      cells: packCells(records.map(({ cells }) => cells.get(metric))),
    })),
  ];
  return {
    names: columns.map((column) => column.name),
    length: records.length,
    columns: columns.map((column) => column.cells),
    restarts: new Set(),
    metrics: new Set(measured),
  };
}

function isCounter(name: string): boolean {
  return ['epoch', 'step', 'counter'].includes(knownName(name) ?? '');
}

/** Finds the columns of names and values: at least one is called so, and the other fits. */
function columnsOf({
  names,
  columns,
  length,
}: FlatTable): { readonly name: number; readonly value: number } | null {
  const findNumbers = (pattern: RegExp) =>
    names.findIndex((name, column) => pattern.test(name) && isOfNumbers(columns[column]!));
  const called = findNumbers(VALUE_COLUMN);
  const hasNames = names.some((name) => NAME_COLUMN.test(name));
  const value = called < 0 && hasNames ? findNumbers(MEAN_COLUMN) : called;
  const isOfNames = (column: number) => column !== value && countKinds(columns[column]!)[TEXT] === length;
  const named = names.findIndex((name, column) => NAME_COLUMN.test(name) && isOfNames(column));
  if (length === 0 || (value < 0 && named < 0)) return null;
  const distinct = (column: number) => columns[column]!.texts;
  const name =
    named >= 0
      ? named
      : names.findIndex(
          (_, column) =>
            isOfNames(column) && distinct(column).length > 1 && distinct(column).every(looksLikeMetric),
        );
  if (name < 0 || distinct(name).length > MAX_METRICS || new Set(distinct(name)).size < 2) return null;
  if (value >= 0) return { name, value };
  const last = names.length - 1;
  const isLast = last !== name && isOfNumbers(columns[last]!) && knownName(names[last]!) === undefined;
  return isLast && !looksLikeMetric(names[last]!) && distinct(name).some(looksLikeMetric)
    ? { name, value: last }
    : null;
}

function isOfNumbers(cells: Cells): boolean {
  let numbers = 0;
  for (let row = 0; row < cells.length; row++) {
    const kind = kindAt(cells, row);
    if (kind === NUMBER) numbers++;
    else if (kind !== MISSING) return false;
  }
  return numbers > 0;
}
