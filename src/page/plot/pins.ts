import { idsOfRuns, type History, type Table } from '../../../history/index.ts';

/** A row by what it stands for: a run, or one of its epochs. It holds whatever the table shows, and on another's page. */
export interface Pin {
  readonly run: string;
  /** Null for a run as a whole. */
  readonly epoch: number | null;
}

/** What rows of a table stand for; those that stand for nothing of the history are left out. */
export function pinsOf(table: Table, history: History, rows: readonly number[]): Pin[] {
  return rows.flatMap((row) => {
    const run = history.runs[table.runIndex[row] ?? -1];
    if (run === undefined) return [];
    const at = table.recordIndex[row]!;
    return { run: run.id, epoch: at < 0 ? null : (run.records[at]?.epoch ?? null) };
  });
}

/** The rows that stand for pins, in the order of these; pins that the table has no row for are left out. */
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
