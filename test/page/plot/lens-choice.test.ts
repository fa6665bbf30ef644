import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lens } from '../../../history/index.ts';
import { initialRows } from '../../../src/page/experiments/rows.ts';
import { lensText } from '../../../src/page/experiments/rows-link.ts';
import { lensOfKind, withMetricLens, withNumber } from '../../../src/page/plot/rows/lens-choice.ts';
import { describeLens, LENS_NAMES } from '../../../src/page/plot/rows/lens-words.ts';

const context = { epochs: 25, metrics: ['loss', 'accuracy'], objective: null };
const kinds = Object.keys(LENS_NAMES) as Lens['kind'][];

describe('the choice of a lens', () => {
  it.each(kinds)('begins with a parameter that a link can hold: %s', (kind) => {
    const lens = lensOfKind(kind, context);
    expect(lens.kind).toBe(kind);
    expect(lensText.read(lensText.write(lens), () => undefined)).toEqual(lens);
  });

  it.each([
    [{ kind: 'epoch', epoch: 3 }, '7', { kind: 'epoch', epoch: 7 }],
    [{ kind: 'epoch', epoch: 3 }, '0', null],
    [{ kind: 'epoch', epoch: 3 }, '1.5', null],
    [{ kind: 'meanOfLast', count: 5 }, '2', { kind: 'meanOfLast', count: 2 }],
    [{ kind: 'meanOfLast', count: 5 }, '', null],
    [{ kind: 'epochsUntil', threshold: 0.9 }, '-0.5', { kind: 'epochsUntil', threshold: -0.5 }],
    [{ kind: 'epochsUntil', threshold: 0.9 }, '1e', null],
    [{ kind: 'best' }, '3', null],
  ] as const)('takes a number that suits it: %j, "%s"', (lens, text, next) => {
    expect(withNumber(lens, text)).toEqual(next);
  });

  it.each([
    [{ kind: 'epoch', epoch: 12 }, 'at epoch 12'],
    [{ kind: 'bestOf', metric: 'valid_loss' }, 'at the best epoch of valid_loss'],
    [{ kind: 'meanOfLast', count: 5 }, 'mean of the last 5'],
    [{ kind: 'last' }, 'last'],
  ] as const)('is described: %j', (lens, words) => expect(describeLens(lens)).toBe(words));
});

describe('the lens of one metric', () => {
  const metric = fc.constantFrom('loss', 'accuracy', 'f1');
  const lens = fc.constantFrom(...kinds).map((kind) => lensOfKind(kind, context));

  it('is the one chosen last, until it is removed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(metric, fc.option(lens))), (choices) => {
        let rows = initialRows;
        const wanted = new Map<string, Lens>();
        for (const [name, each] of choices) {
          rows = withMetricLens(rows, name, each);
          if (each === null) wanted.delete(name);
          else wanted.set(name, each);
        }
        expect(rows.perMetric).toEqual(Array.from(wanted, ([name, each]) => ({ metric: name, lens: each })));
        expect({ ...rows, perMetric: [] }).toEqual(initialRows);
      }),
    );
  });
});
