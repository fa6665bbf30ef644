import { countRecords, partsOfRuns, type History } from '../../../history/index.ts';

/** From this number of rows or cells on, a table is computed in slices so that the page stays responsive. */
const SLOW_ROWS = 20_000;
const SLOW_CELLS = 10 * SLOW_ROWS;

/** Whether computing the table of a history takes longer than a frame: by its epochs and the names of its columns. */
export function isSlowTable({ runs }: History): boolean {
  const rows = Math.max(runs.length, countRecords(runs));
  if (rows >= SLOW_ROWS) return true;
  const enough = SLOW_CELLS / rows;
  const names = new Set<string>();
  for (const part of partsOfRuns(runs)) {
    const heads = part.kind === 'list' ? part.runs : part.columns.shapes;
    for (const { parameters, metrics } of heads) {
      const own = Array.isArray(parameters) ? (parameters as readonly string[]) : Object.keys(parameters);
      for (const name of own) names.add(name);
      for (const name of Object.keys(metrics)) names.add(name);
      if (names.size >= enough) return true;
    }
  }
  return false;
}
