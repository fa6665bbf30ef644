import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeLeft, remainingSeconds } from '../../../src/page/train/running/time-left.ts';

describe('remainingSeconds', () => {
  it.each([
    { left: 0.5, measured: 0.5, elapsed: 10, expected: 10 },
    { left: 0.9, measured: 0.1, elapsed: 10, expected: 90 },
    { left: 0, measured: 1, elapsed: 10, expected: 0 },
    // Half was done on an earlier visit.
    { left: 0.25, measured: 0.25, elapsed: 10, expected: 10 },
    // Nothing is known yet.
    { left: 1, measured: 0, elapsed: 10, expected: null },
    { left: 0.9999, measured: 0.0001, elapsed: 0.01, expected: null },
  ])(
    'of $left left, after $measured in $elapsed s, is $expected',
    ({ left, measured, elapsed, expected }) => {
      expect(remainingSeconds(left, measured, elapsed)).toBe(expected);
    },
  );
});

describe('The time left', () => {
  const seconds = fc.integer({ min: 1, max: 100 });

  it('at a constant speed is that of the rest, whatever pauses and single steps there were', () => {
    const phase = fc.record({ runs: seconds, pauses: fc.nat(10_000), stepped: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(phase, { minLength: 1, maxLength: 8 }), seconds, (phases, rest) => {
        const total = phases.reduce((sum, { runs, stepped }) => sum + runs + stepped, rest);
        let [now, done] = [0, 0];
        const estimate = createTimeLeft(() => now * 1000, 0);
        for (const { runs, pauses, stepped } of phases) {
          estimate.start();
          now += runs;
          done += runs;
          expect(estimate.advance(done / total)).toBeCloseTo(total - done, 6);
          estimate.stop();
          now += pauses;
          done += stepped;
          estimate.advance(done / total);
        }
        estimate.start();
        expect(estimate.advance(done / total)).toBeCloseTo(rest, 6);
      }),
      { numRuns: 50 },
    );
  });

  it('does not count the work of an earlier visit', () => {
    let now = 0;
    const estimate = createTimeLeft(() => now, 0.5);
    estimate.start();
    now = 10_000;
    expect(estimate.advance(0.75)).toBeCloseTo(10, 9);
  });
});
