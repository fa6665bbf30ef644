import { describe, expect, it } from 'vitest';
import { createColumn, type Table } from '../../../history/index.ts';
import { PlotState } from '../../../viz/index.ts';

const values = [1, 2, 3, 4];
const table: Table = {
  length: values.length,
  columns: [createColumn({ name: 'x', role: 'metric', direction: 'max' }, values)],
  runIndex: Uint32Array.from(values.keys()),
  recordIndex: new Int32Array(values.length).fill(-1),
};

describe('hidden rows', () => {
  it('are neither selected nor counted, and are not those that Exclude set aside', () => {
    const plot = new PlotState(table);
    plot.hideRows(Uint8Array.of(0, 1, 0, 0));
    expect([...plot.rows]).toEqual([0, 2, 3]);
    plot.setBrush('x', { kind: 'range', min: 0, max: 3 });
    expect([...plot.selection]).toEqual([0, 2]);
    expect(plot.setAsideCount).toBe(0);
    plot.exclude();
    expect([...plot.rows]).toEqual([3]);
    expect(plot.setAsideCount).toBe(3);
    plot.hideRows(null);
    expect([...plot.rows]).toEqual([3]);
    plot.restore();
    expect([...plot.rows]).toEqual([0, 1, 2, 3]);
  });

  it('are none where the mask is for another table', () => {
    const plot = new PlotState(table);
    plot.hideRows(Uint8Array.of(1, 1));
    expect(plot.total).toBe(4);
  });
});
