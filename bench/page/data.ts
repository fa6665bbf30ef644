import type { Table } from '../../history/index.ts';

export const axisCount = 10;

/** The value of an axis in a row, from 0 to 1, clustered and correlated like metrics. All peers use the same values. */
export function value(row: number, axis: number): number {
  const random = Math.sin(row * 12.9898 + axis * 78.233) * 43758.5453;
  return 0.5 * (random - Math.floor(random)) + 0.5 * ((row * 0.618034 * (1 + (axis % 3))) % 1);
}

/** The values in columns, for Heddle. */
export function tableOf(length: number, axes = axisCount): Table {
  const columns = Array.from({ length: axes }, (_, axis) => {
    const values = new Float64Array(length);
    for (let row = 0; row < length; row++) values[row] = value(row, axis);
    return {
      kind: 'number' as const,
      name: `c${String(axis)}`,
      role: 'metric' as const,
      direction: 'none' as const,
      absence: null,
      values,
    };
  });
  return {
    length,
    columns,
    runIndex: new Uint32Array(length),
    recordIndex: new Int32Array(length).fill(-1),
  };
}

/** The values in rows, for peers. */
export function rowsOf(length: number): number[][] {
  return Array.from({ length }, (_, row) => Array.from({ length: axisCount }, (_, axis) => value(row, axis)));
}
