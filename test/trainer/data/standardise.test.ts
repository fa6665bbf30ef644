import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standardisations, type Dataset } from '../../../trainer/index.ts';
import { measureScaling } from '../../../trainer/data/standardise.ts';

function dataOf(features: Dataset['features'], dimensions: number): Dataset {
  const count = features.length / dimensions;
  return { name: 'drawn', features, labels: new Uint8Array(count), count, dimensions, classes: 2 };
}

it.each(standardisations)('measures bytes like the same numbers: %s', (standardisation) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 2, maxLength: 60 }), (drawn) => {
      const bytes = drawn.slice(0, drawn.length - (drawn.length % 2));
      const ofBytes = measureScaling(dataOf(bytes, 2), standardisation);
      const ofNumbers = measureScaling(dataOf(Float32Array.from(bytes), 2), standardisation);
      for (const part of ['mean', 'deviation'] as const) {
        expect(ofBytes[part]).toHaveLength(ofNumbers[part].length);
        for (const [i, value] of ofBytes[part].entries()) expect(value).toBeCloseTo(ofNumbers[part][i]!, 10);
      }
    }),
    { numRuns: 30 },
  );
});
