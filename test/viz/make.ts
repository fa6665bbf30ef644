import { importFile, toTable, type Column, type Table } from '../../history/index.ts';
import { createColumn, type RawCell } from '../../history/table/column.ts';

/** A column of these cells, as history makes it: null is missing, undefined does not apply. */
export function columnOf(cells: readonly RawCell[], name = 'x'): Column {
  return createColumn({ name, role: 'parameter', direction: 'none' }, cells);
}

export function tableOf(...columns: Column[]): Table {
  const [first] = columns;
  const length = first === undefined ? 0 : first.kind === 'number' ? first.values.length : first.codes.length;
  return { length, columns, runIndex: new Uint32Array(length), recordIndex: new Int32Array(length).fill(-1) };
}

/** The column `x` of a CSV file with these texts in it. */
export function columnOfCsv(texts: readonly string[]): Column {
  const lines = texts.map((text, row) => `r${String(row)},"${text.replaceAll('"', '""')}"`);
  const { history } = importFile(new TextEncoder().encode(`run,x\n${lines.join('\n')}\n`), 'runs.csv');
  return toTable(history, { rows: 'runs', value: 'last' }).columns.find(({ name }) => name === 'x')!;
}
