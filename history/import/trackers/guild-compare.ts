import type { ParameterValue, Run } from '../../types.ts';
import { listed } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { parameterValue } from '../shared/flat-parameters.ts';
import { createLogRun } from '../shared/log-run.ts';
import type { Format } from '../types.ts';

const ABOUT = ['run', 'operation', 'started', 'time', 'status', 'label'] as const;

const STATUS = new Map<unknown, Run['status']>([
  ['completed', 'completed'],
  ['running', 'running'],
  ['pending', 'running'],
  ['staged', 'running'],
  ['error', 'failed'],
  ['terminated', 'stopped'],
]);

/**
 * What `guild compare --csv` writes: a run for each row. Flags stand before the column `step`, the last values of scalars
 * behind it; flags that only runs of another operation have stand last, and are recognised by not being numbers.
 */
export const guildCompare: Format = {
  name: 'guild-compare',
  description: "Guild AI's compare as CSV",
  detect(content) {
    const names = content.kind === 'table' ? content.table.names : [];
    return ABOUT.every((name) => names.includes(name));
  },
  read(content, context) {
    if (content.kind !== 'table') return [];
    const { names, length, columns } = listed(typeTexts(content.table, context));
    const step = names.indexOf('step');
    const isScalar = columns.map(
      (cells, column) =>
        step >= 0 &&
        column >= step &&
        cells.every((cell) => typeof cell !== 'string' && typeof cell !== 'boolean'),
    );
    const about = new Set<string>(ABOUT);
    return Array.from({ length }, (_, row) => {
      const cell = (name: (typeof ABOUT)[number]) => columns[names.indexOf(name)]![row] ?? null;
      const parameters: [string, ParameterValue][] = [];
      const summary: [string, number | null][] = [];
      for (const [column, name] of names.entries()) {
        const value = columns[column]![row] ?? null;
        if (about.has(name)) continue;
        if (isScalar[column]) summary.push([name, typeof value === 'number' ? value : null]);
        else if (value !== null) parameters.push([name, parameterValue(value)]);
      }
      const [operation, label, time] = [cell('operation'), cell('label'), cell('time')];
      if (operation !== null) parameters.unshift(['operation', operation]);
      if (typeof time === 'number') summary.push(['time', time]);
      return createLogRun(
        {
          format: 'guild-compare',
          id: String(cell('run') ?? row + 1),
          name: String(label ?? cell('run')),
          status: STATUS.get(cell('status')) ?? 'unknown',
          started: cell('started'),
          parameters,
          summary,
        },
        context,
      );
    });
  },
};
