import { idsOfRuns, type History, type Table } from '../../../history/index.ts';

/** Identifies a row by its run and epoch, independent of what the table shows; links hold pins in this form. */
export interface Pin {
  readonly run: string;
  /** Null for a whole run. */
  readonly epoch: number | null;
}

/** The pins of rows of a table; rows without a run in the history are left out. */
export function pinsOf(table: Table, history: History, rows: readonly number[]): Pin[] {
  return rows.flatMap((row) => {
    const run = history.runs[table.runIndex[row] ?? -1];
    if (run === undefined) return [];
    const at = table.recordIndex[row]!;
    return { run: run.id, epoch: at < 0 ? null : (run.records[at]?.epoch ?? null) };
  });
}

/** The rows of pins, in the order of the pins; pins without a row in the table are left out. */
export function rowsOfPins(table: Table, history: History, pins: readonly Pin[]): number[] {
  if (pins.length === 0) return [];
  const pinned = new Set(pins.map(({ run }) => run));
  const runs = new Map<number, string>();
  for (const [index, id] of idsOfRuns(history.runs).entries()) if (pinned.has(id)) runs.set(index, id);
  const rows = new Map<string, number>();
  for (let row = 0; row < table.length; row++) {
    if (!runs.has(table.runIndex[row]!)) continue;
    const [pin] = pinsOf(table, history, [row]);
    if (pin !== undefined) rows.set(JSON.stringify(pin), row);
  }
  return pins.flatMap(({ run, epoch }) => rows.get(JSON.stringify({ run, epoch })) ?? []);
}
