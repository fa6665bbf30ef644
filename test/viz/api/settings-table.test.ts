import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withSettingsTable } from '../../../scripts/docs/settings-table.ts';

it('The table of settings in the README is up to date (`npm run docs`)', async () => {
  const readme = readFileSync(new URL('../../../viz/README.md', import.meta.url), 'utf8');
  expect(readme).toBe(await withSettingsTable(readme));
});
