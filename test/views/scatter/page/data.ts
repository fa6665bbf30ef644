import { makeRun } from '../../../history/make.ts';
import {
  MISSING,
  RunSet,
  type CategoryColumn,
  type NumberColumn,
  type Table,
} from '../../../../history/index.ts';

const base = { absence: null, direction: 'none' } as const;

/** A generator of numbers from 0 to 1 that is the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function numbers(
  name: string,
  role: NumberColumn['role'],
  direction: NumberColumn['direction'],
  values: Float64Array,
): NumberColumn {
  return { ...base, kind: 'number', name, role, direction, values };
}

/** A sweep: accuracy rises with the logarithm of the learning rate up to a point, time with the width. */
export function sweep(length: number): Table {
  const random = createRandom(7);
  const normal = () => random() + random() + random() - 1.5;
  const [lr, width, accuracy, time] = Array.from({ length: 4 }, () => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const codes = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const exponent = -5 + 4 * random();
    lr[row] = 10 ** exponent;
    width[row] = 16 * 2 ** Math.floor(6 * random());
    codes[row] = Math.floor(4 * random());
    const fit = 0.95 - 0.06 * (exponent + 2.5) ** 2 - 1.5 / width[row]! - 0.02 * codes[row]!;
    accuracy[row] = Math.min(0.999, fit + 0.05 * normal());
    time[row] = 4 + width[row]! / 10 + 6 * random();
  }
  const activation: CategoryColumn = {
    ...{ ...base, kind: 'category', name: 'activation', role: 'parameter', codes },
    categories: ['relu', 'tanh', 'leaky_relu', 'sigmoid'],
  };
  return {
    length,
    columns: [
      numbers('lr', 'parameter', 'none', lr),
      numbers('width', 'parameter', 'none', width),
      activation,
      numbers('accuracy', 'metric', 'max', accuracy),
      numbers('loss', 'metric', 'min', time),
    ],
    runIndex: Uint32Array.from({ length }, (_, row) => row),
    recordIndex: new Int32Array(length).fill(-1),
  };
}

/** The sweep with cells that have no place on the axes: NaN and infinite accuracies, and missing learning rates. */
export function sweepWithGaps(length: number): Table {
  const table = sweep(length);
  const columns = table.columns.map((column) => {
    if (column.name === 'accuracy' && column.kind === 'number') {
      const values = column.values.map((value, row) =>
        row % 9 === 3 ? NaN : row % 31 === 5 ? -Infinity : value,
      );
      return { ...column, values };
    }
    if (column.name !== 'lr' || column.kind !== 'number') return column;
    const absence = Uint8Array.from({ length }, (_, row) => (row % 11 === 7 ? MISSING : 0));
    return { ...column, values: column.values.map((value, row) => (absence[row] ? NaN : value)), absence };
  });
  return { ...table, columns };
}

/** Runs of which each was forked from an earlier one, by thirds. */
export function forkedRuns(length: number): RunSet {
  return RunSet.of(
    Array.from({ length }, (_, index) =>
      makeRun(`run ${String(index)}`, {
        parent: index === 0 ? null : `run ${String(Math.floor((index - 1) / 3))}`,
      }),
    ),
  );
}
