import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront, type ParetoObjective } from '../../../analysis/index.ts';
import { MISSING, NOT_APPLICABLE, PRESENT, type NumberColumn } from '../../../history/index.ts';

type Cell = number | null | undefined;

function column(name: string, cells: readonly Cell[]): NumberColumn {
  return {
    name,
    kind: 'number',
    role: 'metric',
    direction: 'none',
    values: Float64Array.from(cells, (cell) => cell ?? NaN),
    absence: Uint8Array.from(cells, (cell) =>
      cell === null ? MISSING : cell === undefined ? NOT_APPLICABLE : PRESENT,
    ),
  };
}

const allRows = (length: number) => Uint32Array.from({ length }, (_, row) => row);

/** The definition, row against row. */
function frontByDefinition(objectives: readonly ParetoObjective[], rows: readonly number[]) {
  const cost = ({ column, direction }: ParetoObjective, row: number) =>
    direction === 'min' ? column.values[row]! : -column.values[row]!;
  const isComplete = (row: number) => objectives.every((each) => Number.isFinite(cost(each, row)));
  const complete = rows.filter(isComplete);
  const dominates = (a: number, b: number) =>
    objectives.every((each) => cost(each, a) <= cost(each, b)) &&
    objectives.some((each) => cost(each, a) < cost(each, b));
  return {
    rows: complete.filter((row) => !complete.some((other) => dominates(other, row))),
    leftOut: rows.length - complete.length,
  };
}

const ascending = (rows: Iterable<number>) => [...rows].sort((a, b) => a - b);

describe('Pareto front', () => {
  it.each([
    { name: 'a trade-off', time: [1, 2, 3], accuracy: [0.5, 0.7, 0.9], front: [0, 1, 2] },
    { name: 'a dominated row', time: [1, 2, 3], accuracy: [0.5, 0.9, 0.7], front: [0, 1] },
    { name: 'equal rows, which are all on it', time: [2, 1, 1], accuracy: [0.5, 0.5, 0.5], front: [1, 2] },
    { name: 'equal time and lower accuracy', time: [1, 1], accuracy: [0.5, 0.9], front: [1] },
    { name: 'equal accuracy and longer time', time: [1, 2], accuracy: [0.9, 0.9], front: [0] },
    { name: 'zero and negative zero as equal', time: [0, -0], accuracy: [0.5, 0.6], front: [1] },
    { name: 'only one row', time: [1], accuracy: [0], front: [0] },
    { name: 'no rows', time: [], accuracy: [], front: [] },
  ])('has $name', ({ time, accuracy, front }) => {
    const objectives: ParetoObjective[] = [
      { column: column('time', time), direction: 'min' },
      { column: column('accuracy', accuracy), direction: 'max' },
    ];
    expect([...paretoFront(objectives, allRows(time.length)).rows]).toEqual(front);
  });

  it('leaves out and counts rows without a finite value', () => {
    const objectives: ParetoObjective[] = [
      { column: column('time', [1, null, 1, -Infinity, NaN, 5]), direction: 'min' },
      { column: column('accuracy', [0.5, 1, undefined, 1, 1, Infinity]), direction: 'max' },
    ];
    expect(paretoFront(objectives, allRows(6))).toEqual({ rows: Uint32Array.of(0), leftOut: 5 });
  });

  it('is ordered from the best to the worst by the first objective', () => {
    const objectives: ParetoObjective[] = [
      { column: column('accuracy', [0.5, 0.9, 0.7]), direction: 'max' },
      { column: column('time', [1, 9, 5]), direction: 'min' },
    ];
    expect([...paretoFront(objectives, allRows(3)).rows]).toEqual([1, 2, 0]);
  });

  it('considers the given rows only', () => {
    const objectives: ParetoObjective[] = [
      { column: column('time', [1, 2, 3]), direction: 'min' },
      { column: column('loss', [1, 2, 3]), direction: 'min' },
    ];
    expect([...paretoFront(objectives, Uint32Array.of(2, 1)).rows]).toEqual([1]);
  });

  it('rejects other numbers of objectives', () => {
    const objective: ParetoObjective = { column: column('loss', [1]), direction: 'min' };
    expect(() => paretoFront([objective], allRows(1))).toThrow('expected 2 or 3 objectives, got 1');
  });

  /** Few distinct values, so that ties are frequent. */
  const cell = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -4, max: 4 }) },
    { weight: 4, arbitrary: fc.double() },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined, NaN, Infinity, -Infinity, -0) },
  );
  const direction = fc.constantFrom('min' as const, 'max' as const);

  it.each([2, 3])('is that of the definition for %i objectives', (count) => {
    const objectives = fc
      .array(fc.tuple(...Array.from({ length: count }, () => cell)), { maxLength: 40 })
      .chain((rows) =>
        fc.tuple(
          fc.constant(rows.length),
          fc.tuple(...Array.from({ length: count }, () => direction)).map((directions) =>
            directions.map((each, at): ParetoObjective => ({
              column: column(
                `objective ${String(at)}`,
                rows.map((row) => row[at]),
              ),
              direction: each,
            })),
          ),
        ),
      );
    fc.assert(
      fc.property(objectives, ([length, columns]) => {
        const found = paretoFront(columns, allRows(length));
        const expected = frontByDefinition(columns, [...allRows(length)]);
        expect(ascending(found.rows)).toEqual(expected.rows);
        expect(found.leftOut).toBe(expected.leftOut);
      }),
    );
  });

  it.each([2, 3])('is that of the definition for many rows, %i objectives with ties', (count) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let state = seed;
        const draw = () => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
          return Math.floor(((state >>> 8) / 2 ** 24) * 200);
        };
        const length = 20_000;
        const columns = Array.from({ length: count }, (_, at): ParetoObjective => ({
          column: column(`objective ${String(at)}`, Array.from({ length }, draw)),
          direction: at === 1 ? 'max' : 'min',
        }));
        const { rows } = paretoFront(columns, allRows(length));
        const isOnFront = new Set(rows);
        // Every other row is dominated by one on the front, and no row of the front by another one.
        const others = ascending(allRows(length)).filter((row) => !isOnFront.has(row));
        const front = [...rows];
        expect(frontByDefinition(columns, front).rows).toHaveLength(front.length);
        for (const row of others)
          expect(frontByDefinition(columns, [...front, row]).rows.includes(row)).toBe(false);
      }),
      { numRuns: 2 },
    );
  });
});
