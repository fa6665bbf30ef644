import { expect, it } from 'vitest';
import { sourceHash } from '../../../scripts/kernels.ts';
import * as binaries from '../../../trainer/kernels/operations/binaries.ts';

it('has binaries built from the current sources: run `npm run kernels` after a change', () => {
  expect(binaries.sources).toBe(sourceHash());
});
