import { reportOfSample, sampleRuns } from '../../analysis/importance/index.ts';
import { createColumn } from '../../history/table/column.ts';
import { median, printTable } from '../table.ts';

const RUNS = 2000;
const PARAMETERS = 40;
const ROUNDS = 5;

/** Computes the importance report that the page's worker computes, by both measures. */
export function benchImportance(): void {
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const draws = Array.from({ length: PARAMETERS }, () => Float64Array.from({ length: RUNS }, random));
  const columns = draws.map((values, at) =>
    createColumn(
      { name: `p${String(at)}`, role: 'parameter', direction: 'none' },
      // Every fourth parameter has eight categories.
      Array.from(values, (value) => (at % 4 === 3 ? `c${String(Math.floor(8 * value))}` : value)),
    ),
  );
  const objective = createColumn(
    { name: 'accuracy', role: 'metric', direction: 'max' },
    Array.from(draws[0]!, (value, row) => 3 * value + 2 * draws[1]![row]! * draws[2]![row]! + random()),
  );
  const rows = Uint32Array.from({ length: RUNS }, (_, row) => row);
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    reportOfSample(sampleRuns({ columns, objective, direction: 'max', rows }));
    return performance.now() - start;
  });
  printTable(
    `Importance of ${PARAMETERS} parameters in ${RUNS.toLocaleString('en')} runs, ms (${ROUNDS} rounds)`,
    ['fastest', 'median', 'first'],
    [[Math.min(...times).toFixed(0), median(times).toFixed(0), times[0]!.toFixed(0)]],
  );
}
