import { sampleRows, type RuleInput } from '../../../analysis/index.ts';
import type { Column, Table } from '../../../history/index.ts';

/** The rows that a rule is about, and the selected ones among them; both ascending. */
export interface Units {
  readonly rows: Uint32Array;
  readonly selection: Uint32Array;
}

/**
 * The rows to explain a selection by. The epochs of a run agree in its parameters, so one row stands for the run, which is
 * selected if some epoch of it is.
 */
export function unitsOf(table: Table, rows: Uint32Array, selection: Uint32Array): Units {
  if (rows.every((row) => table.recordIndex[row] === -1)) return { rows, selection };
  const first = new Map<number, number>();
  for (const row of rows) {
    const run = table.runIndex[row]!;
    if (!first.has(run)) first.set(run, row);
  }
  const selected = new Set(Array.from(selection, (row) => first.get(table.runIndex[row]!)!));
  return { rows: Uint32Array.from(first.values()), selection: Uint32Array.from(selected).sort() };
}

/** Rules are searched in a sample of at most this number of rows. */
const MAX_ROWS = 4000;

/**
 * The input of the search for a rule about parameters: a sample of the rows, with columns of their own, to send to a worker.
 * Null if nothing or everything is selected.
 */
export function ruleInputOf(table: Table, units: Units, excluded: ReadonlySet<string>): RuleInput | null {
  const { rows, selection } = units;
  if (selection.length === 0 || selection.length === rows.length) return null;
  const sample = sampleRows(rows, MAX_ROWS);
  const isSelected = new Uint8Array(table.length);
  for (const row of selection) isSelected[row] = 1;
  const columns = table.columns.filter(({ name, role }) => role === 'parameter' && !excluded.has(name));
  return {
    columns: columns.map((column) => gather(column, sample)),
    rows: Uint32Array.from(sample.keys()),
    selection: Uint32Array.from(sample.keys()).filter((at) => isSelected[sample[at]!] === 1),
  };
}

function gather(column: Column, rows: Uint32Array): Column {
  const absence = column.absence && Uint8Array.from(rows, (row) => column.absence![row]!);
  return column.kind === 'number'
    ? { ...column, absence, values: Float64Array.from(rows, (row) => column.values[row]!) }
    : { ...column, absence, codes: Uint32Array.from(rows, (row) => column.codes[row]!) };
}
