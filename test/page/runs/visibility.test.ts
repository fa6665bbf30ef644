import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from '../../../history/index.ts';
import { initialRows, tableOfRows } from '../../../src/page/experiments/rows.ts';
import {
  allShown,
  hiddenRows,
  visibilitySetting,
  visibilityTest,
  withShown,
  type RunVisibility,
} from '../../../src/page/runs/visibility.ts';
import { initialPage, readLink, writeLink } from '../../../src/page/shell/link/link.ts';
import { makeRun } from '../../history/make.ts';

const ids = ['a', 'b', 'c', 'd, e', 'run 1', 'run 2', 'run 3', 'run 4', 'run 5'];
const visibility: fc.Arbitrary<RunVisibility> = fc.record({
  only: fc.boolean(),
  runs: fc.oneof(
    fc.subarray(ids),
    fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 4 }),
  ),
});

describe('the visibility of runs', () => {
  it('shows and hides the runs that are named, and no others', () => {
    fc.assert(
      fc.property(visibility, fc.subarray(ids), fc.boolean(), (before, changed, isShown) => {
        const isShownBefore = visibilityTest(before);
        const isShownAfter = visibilityTest(withShown(before, changed, isShown));
        for (const id of [...ids, ...before.runs, 'unknown']) {
          expect(isShownAfter(id)).toBe(changed.includes(id) ? isShown : isShownBefore(id));
        }
      }),
    );
  });

  it('survives a link', () => {
    fc.assert(
      fc.property(visibility, (given) => {
        const page = { ...initialPage, visibility: given };
        expect(readLink(`#${writeLink(page)}`)).toEqual({ view: page, leftOut: [] });
      }),
    );
    expect(visibilitySetting.initial).toEqual(allShown);
  });

  it('hides runs, and configurations without a visible run', () => {
    const runs = ['x', 'x', 'y'].map((kind, seed) =>
      makeRun(`${kind}${String(seed)}`, { parameters: { kind, seed } }),
    );
    const set = RunSet.of(runs);
    const hidden = (level: 'runs' | 'configurations', hiddenIds: readonly string[]) => {
      const table = tableOfRows(set, { ...initialRows, level });
      const mask = hiddenRows(table, set, { only: false, runs: hiddenIds });
      return mask === null ? null : [...mask];
    };
    expect(hidden('runs', ['x0', 'y2'])).toEqual([1, 0, 1]);
    expect(hidden('configurations', ['x0', 'y2'])).toEqual([0, 1]);
    expect(hidden('configurations', ['x0', 'x1'])).toEqual([1, 0]);
    expect(hidden('runs', [])).toBeNull();
  });
});
