import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withSettingsTable } from '../../../scripts/settings-table.ts';

it('The README lists the settings that there are: `npm run docs` renews the list', async () => {
  const readme = readFileSync(new URL('../../../viz/README.md', import.meta.url), 'utf8');
  expect(readme).toBe(await withSettingsTable(readme));
});
