import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, gatherCells, type Cell } from '../../../history/runs/cells.ts';
import { packCells } from '../../../history/runs/growing-cells.ts';

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.double(),
  fc.constantFrom('a', 'b', ''),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);

describe('gathered cells', () => {
  it('are the cells of their rows, not applicable beyond the last', () => {
    fc.assert(
      fc.property(fc.array(anyCell), fc.array(fc.nat(12)), (list, rows) => {
        const gathered = gatherCells(packCells(list), Uint32Array.from(rows));
        expect(rows.map((_, i) => cellAt(gathered, i))).toEqual(rows.map((row) => list[row]));
      }),
    );
  });
});
