import { selectionFacts } from '../../analysis/index.ts';
import { setOf } from '../core/persistent.ts';
import { profileOf } from '../core/rows/columns.ts';
import { describeFacts } from '../core/rows/selection-sentences.ts';
import { describeSelection } from '../core/rows/summary.ts';
import { timeUnit } from '../core/scale/dates.ts';
import { formatTime, formatValue } from '../core/scale/format.ts';
import { finish, type Steps } from '../core/scale/steps.ts';
import type { PlotState } from './plot.svelte.ts';

/**
 * A description of the selection: the number of selected rows and the brushes, what the rows have in common that others
 * lack, and the best row. Takes time proportional to rows and parameters, so call it after a gesture.
 *
 * @param noun the plural noun for rows
 */
export function summaryOf(plot: PlotState, noun = 'rows'): string {
  return finish(summaryInSteps(plot, noun));
}

/** The same in steps, for many rows. */
export function* summaryInSteps(plot: PlotState, noun = 'rows'): Steps<string> {
  const { rows, selection, brushes, shownColumns, target } = plot;
  const count = describeSelection(selection.length, rows.length, plot, noun, inFront(plot), (name, value) =>
    formatNumber(plot, name, value),
  );
  const all = [...shownColumns.values()];
  const parameters = all.filter(({ role }) => role === 'parameter');
  const facts = yield* selectionFacts({
    columns:
      parameters.length > 0
        ? parameters
        : all.filter(({ name, role }) => role !== 'identity' && name !== target),
    brushed: setOf(brushes.keys()),
    rows,
    selection,
    target: target === undefined ? undefined : shownColumns.get(target),
    rangeOf: (column) => {
      const { min, max, lanes } = profileOf(column);
      return { min, max, isComplete: lanes.size === 0 };
    },
  });
  const sentences = describeFacts(facts, {
    isSingle: selection.length === 1,
    nameOf: (row) => (isOfWholeRun(plot, target!, row) ? plot.nameAmong(row, []).head : plot.rowName(row)),
    formatNumber: (name, value) => formatNumber(plot, name, value),
  });
  return [count, ...sentences].join(' ');
}

/** Whether a column has one value per run, as a test after training does. */
function isOfWholeRun({ table, shownColumns }: PlotState, name: string, row: number): boolean {
  const names = table.columns.find(({ role }) => role === 'identity');
  const column = shownColumns.get(name);
  if (column?.kind !== 'number' || names === undefined) return false;
  const runs = names.kind === 'number' ? names.values : names.codes;
  const [run, value] = [runs[row], column.values[row]];
  let count = 0;
  for (let other = 0; other < runs.length; other++) {
    if (runs[other] !== run) continue;
    if (column.values[other] !== value) return false;
    count++;
  }
  return count > 1;
}

/** `the best 20 by loss`; null if all selected rows are highlighted. */
function inFront({ front, selection, bestBy }: PlotState): string | null {
  if (front.length === selection.length) return null;
  return `the best ${front.length.toLocaleString('en')} by ${bestBy!}`;
}

function formatNumber({ shownColumns, scales }: PlotState, name: string, value: number): string {
  const column = shownColumns.get(name);
  if (column?.kind !== 'number' || scales.get(name) !== 'time') return formatValue(value);
  return formatTime(value * (timeUnit(column) ?? 1));
}
