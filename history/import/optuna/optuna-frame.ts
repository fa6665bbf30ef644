import type { ParameterValue, RecordValue, Run } from '../../types.ts';
import { listed } from '../flat/table.ts';
import type { FlatCell } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { createLogRun } from '../shared/log-run.ts';
import { statusOfTrial } from './optuna-distribution.ts';
import type { Context, Format } from '../types.ts';

/**
 * `study.trials_dataframe()` of Optuna as CSV: each trial a run, its objective `value` (or `values_…`). A parameter
 * without a value does not apply to the trial. The frame does not contain the directions of objectives.
 */
export const optunaFrame: Format = {
  name: 'optuna-frame',
  description: "Optuna's trials_dataframe() as CSV",
  detect(content) {
    const names = content.kind === 'table' ? content.table.names : [];
    return names.includes('number') && names.includes('state') && names.some((name) => VALUE.test(name));
  },
  read(content, context) {
    if (content.kind !== 'table') return [];
    const { names, length, columns } = listed(typeTexts(content.table, context));
    const isLost = columns[names.indexOf('state')]!.some((state) => state === null);
    if (isLost) context.note('Some trials have no state.');
    return Array.from({ length }, (_, row) => {
      return readTrial(new Map(names.map((name, column) => [name, columns[column]![row]])), context);
    });
  },
};

const VALUE = /^values?(?:_.+)?$/;
const INTERMEDIATE = /^intermediate_values_(.+)$/;

function readTrial(cells: ReadonlyMap<string, FlatCell>, context: Context): Run {
  const parameters: [string, ParameterValue][] = [];
  const rows: Map<string, RecordValue>[] = [];
  const summary: [string, number | null][] = [];
  for (const [name, cell] of cells) {
    const parameter = /^(?:params|user_attrs)_(.*)$/s.exec(name)?.[1];
    const step = INTERMEDIATE.exec(name)?.[1];
    if (parameter !== undefined) {
      if (cell !== null && cell !== undefined) parameters.push([parameter, cell]);
    } else if (step !== undefined) {
      if (typeof cell === 'number')
        rows.push(
          new Map([
            ['step', Number(step)],
            ['intermediate_value', cell],
          ]),
        );
    } else if (VALUE.test(name)) summary.push([name, typeof cell === 'number' ? cell : null]);
    else if (name === 'duration') summary.push([name, typeof cell === 'number' ? cell : null]);
  }
  return createLogRun(
    {
      format: 'optuna-frame',
      name: `trial ${String(cells.get('number'))}`,
      status: statusOfTrial(cells.get('state')),
      started: cells.get('datetime_start'),
      parameters,
      rows,
      summary,
    },
    context,
  );
}
