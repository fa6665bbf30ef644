import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialScatter, scatterSetting, type ScatterSettings } from '../../../src/page/scatter/settings.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { link } = scatterSetting;
const write = (settings: ScatterSettings) => writeParts(link, settings, initialScatter);
const read = (hash: string) => readParts(link, hash, initialScatter);

const name = fc.string({ minLength: 1 });
const settings: fc.Arbitrary<ScatterSettings> = fc.record({
  x: fc.option(name),
  y: fc.option(name),
  size: fc.option(name),
  pareto: fc.boolean(),
  objectives: fc.option(
    fc.array(fc.record({ metric: name, direction: fc.constantFrom('min' as const, 'max' as const) }), {
      maxLength: 3,
    }),
  ),
  lineage: fc.boolean(),
});

describe('the settings of the scatter view in a link', () => {
  it('are those that were written', () => {
    fc.assert(
      fc.property(settings, (written) => {
        expect(read(write(written))).toEqual({ value: written, leftOut: [] });
      }),
    );
  });

  it('are readable', () => {
    const objectives = [
      { metric: 'time', direction: 'min' },
      { metric: 'val acc', direction: 'max' },
    ] as const;
    expect(write({ ...initialScatter, x: 'lr', pareto: true, objectives })).toBe(
      'scatter.x=lr&scatter.pareto=on&scatter.objectives=time:min,val%20acc:max',
    );
  });

  it('are not written if nothing was chosen', () => {
    expect(write(initialScatter)).toBe('');
  });

  it.each([
    ['scatter.pareto=yes', 'yes'],
    ['scatter.x=', ''],
    ['scatter.objectives=acc', 'acc'],
    ['scatter.objectives=acc:up', 'acc:up'],
  ])('leave out what cannot be read: %s', (hash, text) => {
    expect(read(hash).leftOut).toEqual([{ key: hash.split('=')[0], text }]);
  });
});
