/** `npm run docs`: writes the table of settings in `viz/README.md` from the settings themselves. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withSettingsTable } from './settings-table.ts';

const file = new URL('../../viz/README.md', import.meta.url);
writeFileSync(file, await withSettingsTable(readFileSync(file, 'utf8')));
