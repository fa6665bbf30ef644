import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeWeight, pageWeight } from '../../src/build/page-weight.ts';

/** Scripts and styles before the first picture, in bytes after gzip. */
const BUDGET = 150_000;

// Svelte compiles for development in any other environment.
beforeEach(() => vi.stubEnv('NODE_ENV', 'production'));
afterEach(() => vi.unstubAllEnvs());

it('loads no more before the first picture than the budget allows', async () => {
  const weight = await pageWeight(fileURLToPath(new URL('../../vite.config.ts', import.meta.url)));
  const names = weight.parts.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(['svelte', 'styles', 'viz/core']));
  expect(weight.total, describeWeight(weight)).toBeLessThanOrEqual(BUDGET);
});
