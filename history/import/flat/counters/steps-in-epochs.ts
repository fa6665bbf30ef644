import { countKinds, NUMBER } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import { knownName } from '../known-names.ts';
import type { FlatTable } from '../table.ts';
import { counterName } from './counter-names.ts';
import type { CounterName } from './counter-names.ts';

/**
 * Counts the steps of a log through its epochs, from 1, if their column starts again in each epoch, as that of a batch does: it
 * falls where the epoch rises, and nowhere else within a run. Returns any other table as it is.
 */
export function withStepsThroughEpochs(table: FlatTable, note: (sentence: string) => void): FlatTable {
  const [epoch, ...otherEpochs] = countersOf(table, 'epoch');
  const [step, ...otherSteps] = countersOf(table, 'step');
  if (epoch === undefined || step === undefined || otherEpochs.length + otherSteps.length > 0) return table;
  const [epochs, steps] = [table.columns[epoch]!.values!, table.columns[step]!.values!];
  const values = new Float64Array(table.length);
  let restarts = 0;
  for (let row = 0; row < table.length; row++) {
    const [rise, gain] =
      row === 0 ? [-1, 0] : [epochs[row]! - epochs[row - 1]!, steps[row]! - steps[row - 1]!];
    // A new run starts with its first epoch.
    if (rise < 0) {
      if (row > 0 && epochs[row] !== epochs[0]) return table;
      values[row] = 1;
      continue;
    }
    if (rise === 0 ? gain <= 0 : gain > 0) return table;
    if (rise > 0) restarts++;
    values[row] = values[row - 1]! + 1;
  }
  // An epoch has several steps: otherwise the column counts something else.
  if (restarts === 0 || 2 * (restarts + 1) > table.length) return table;
  note(`"${table.names[step]!}" starts again in each epoch: steps are counted in the order of the rows.`);
  const cells: Cells = { length: table.length, values, kinds: null, texts: [] };
  return {
    ...table,
    names: table.names.with(step, 'step'),
    columns: table.columns.with(step, cells),
  };
}

function countersOf({ names, columns, length }: FlatTable, unit: CounterName['unit']): number[] {
  return names.flatMap((name, column) => {
    const isOfUnit =
      (knownName(name) ?? counterName(name)?.unit) === unit || counterName(name)?.unit === unit;
    return isOfUnit && countKinds(columns[column]!)[NUMBER] === length ? [column] : [];
  });
}
