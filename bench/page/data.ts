import type { Table } from '../../history/index.ts';

export const axisCount = 10;

/** The same numbers for all: axis `a` of row `r`, from 0 to 1, clustered and correlated as metrics are. */
export function value(row: number, axis: number): number {
  const random = Math.sin(row * 12.9898 + axis * 78.233) * 43758.5453;
  return 0.5 * (random - Math.floor(random)) + 0.5 * ((row * 0.618034 * (1 + (axis % 3))) % 1);
}

/** The numbers as Heddle takes them, in columns. */
export function tableOf(length: number): Table {
  const columns = Array.from({ length: axisCount }, (_, axis) => {
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

/** The numbers as peers take them, row by row. */
export function rowsOf(length: number): number[][] {
  return Array.from({ length }, (_, row) => Array.from({ length: axisCount }, (_, axis) => value(row, axis)));
}
