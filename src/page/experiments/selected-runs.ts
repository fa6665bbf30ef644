import { hasConfigurations, type Table } from '../../../history/index.ts';

/** The runs of rows of a table, in the order of their first rows, as indices in the history; all runs of a configuration. */
export function runsOfRows(table: Table, rows: Uint32Array): Uint32Array {
  const runs = new Set<number>();
  for (const row of rows) {
    if (hasConfigurations(table)) for (const run of table.members[row]!) runs.add(run);
    else runs.add(table.runIndex[row]!);
  }
  return Uint32Array.from(runs);
}

/** Per run of a history the first row of a table that shows it; -1 if none does. */
export function firstRows(table: Table, runCount: number): Int32Array {
  const rows = new Int32Array(runCount).fill(-1);
  for (let row = table.length - 1; row >= 0; row--) {
    if (hasConfigurations(table)) for (const run of table.members[row]!) rows[run] = row;
    else rows[table.runIndex[row]!] = row;
  }
  return rows;
}

/** Per run of a history the number of its configuration in a table; null if the rows are not configurations. */
export function configurationsOfRuns(table: Table, runCount: number): Uint32Array | null {
  if (!hasConfigurations(table)) return null;
  const configurations = new Uint32Array(runCount);
  for (const [row, members] of table.members.entries()) {
    for (const run of members) configurations[run] = row;
  }
  return configurations;
}
