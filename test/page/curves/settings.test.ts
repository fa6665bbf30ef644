import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERIES_AXES } from '../../../history/index.ts';
import {
  curvesSetting,
  initialCurves,
  MAX_SMOOTHING,
  type CurvesSettings,
} from '../../../src/page/curves/settings.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { initial, link } = curvesSetting;
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('settings of curves in a link', () => {
  it('are read as they were written', () => {
    const anySettings: fc.Arbitrary<CurvesSettings> = fc.record({
      metric: fc.option(fc.string({ unit: 'grapheme' })),
      by: fc.option(fc.string({ unit: 'grapheme' })),
      x: fc.constantFrom(...SERIES_AXES),
      smoothing: fc.double({ min: 0, max: MAX_SMOOTHING, noNaN: true }),
      isLog: fc.boolean(),
      band: fc.constantFrom('none', 'range', 'sd', 'ci'),
      zoom: fc.option(
        fc
          .tuple(finite, finite)
          .filter(([a, b]) => a !== b)
          .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
      ),
    });
    fc.assert(
      fc.property(anySettings, (settings) => {
        const text = writeParts(link, settings, initial);
        const { value, leftOut } = readParts(link, text, initial);
        expect(leftOut).toEqual([]);
        // A link does not have the sign of zero.
        expect(JSON.stringify(value)).toBe(JSON.stringify(settings));
      }),
    );
  });

  it('are absent where nothing was chosen', () => {
    expect(writeParts(link, initialCurves, initial)).toBe('');
  });

  it.each([
    ['curves.x=hours'],
    ['curves.smoothing=1'],
    ['curves.smoothing=-0.1'],
    ['curves.smoothing='],
    ['curves.y=ln'],
    ['curves.band=box'],
    ['curves.zoom=5'],
    ['curves.zoom=5~5'],
    ['curves.zoom=5~1'],
    ['curves.zoom=1~2~3'],
    ['curves.metric=%'],
    ['curves.by=%'],
  ])('leave out %s', (text) => {
    const { value, leftOut } = readParts(link, text, initial);
    expect(value).toEqual(initial);
    expect(leftOut).toEqual([{ key: text.split('=')[0], text: text.split('=')[1] }]);
  });
});
