import { createColumn, type RawCell } from '../../../../history/table/column.ts';
import type { ColumnRole, Table } from '../../../../history/index.ts';

export interface StudyOptions {
  readonly rows?: number;
  /** Null for no objective. */
  readonly objective?: string | null;
}

export interface Study {
  readonly table: Table;
  readonly objective: { readonly metric: string; readonly direction: 'min' | 'max' } | null;
}

/**
 * Runs of a network whose accuracy depends most on the learning rate, then on the activation function, and in relu networks
 * on dropout, which some lack.
 */
export function makeStudy({ rows = 240, objective = 'accuracy' }: StudyOptions): Study {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const column = (name: string, role: ColumnRole, cells: readonly RawCell[]) =>
    createColumn({ name, role, direction: role === 'metric' ? 'max' : 'none' }, cells);
  const draw = <Value>(make: (row: number) => Value) => Array.from({ length: rows }, (_, row) => make(row));
  const lr = draw(() => 10 ** (-4 + 3 * random()));
  const activation = draw(() => ['relu', 'tanh', 'gelu', 'sigmoid'][Math.floor(4 * random())]!);
  const dropout = draw((row) => (row % 7 === 0 ? undefined : Math.round(50 * random()) / 100));
  const width = draw(() => 32 * 2 ** Math.floor(5 * random()));
  const momentum = draw(random);
  const accuracy = draw((row) => {
    if (row % 41 === 40) return NaN;
    const loss =
      0.12 * (Math.log10(lr[row]!) + 2.5) ** 2 +
      (activation[row] === 'sigmoid' ? 0.2 : 0) +
      (activation[row] === 'relu' ? 0.2 * (dropout[row] ?? 0.5) : 0);
    return Math.max(0.1, 0.97 - loss - 0.02 * random());
  });
  const columns = [
    column(
      'run',
      'identity',
      draw((row) => `run ${String(row)}`),
    ),
    column('learning_rate', 'parameter', lr),
    column('activation', 'parameter', activation),
    column('dropout', 'parameter', dropout),
    column('width', 'parameter', width),
    column('momentum', 'parameter', momentum),
    column(
      'depth',
      'parameter',
      draw(() => 3),
    ),
    column(
      'uid',
      'parameter',
      draw((row) => `u${String(row)}`),
    ),
    column(
      'loss',
      'metric',
      accuracy.map((each) => 1 - each),
    ),
    column('accuracy', 'metric', accuracy),
  ];
  return {
    table: {
      length: rows,
      columns,
      runIndex: Uint32Array.from({ length: rows }, (_, row) => row),
      recordIndex: new Int32Array(rows).fill(-1),
    },
    objective: objective === null ? null : { metric: objective, direction: 'max' },
  };
}
