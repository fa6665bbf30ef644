/** Writes history/file/schema.json, the published form of the schema: `npx tsx scripts/docs/schema.ts`. */
import { writeFileSync } from 'node:fs';
import { historyJsonSchema } from '../../history/file/json-schema.ts';

const file = new URL('../../history/file/schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(historyJsonSchema(), null, 2)}\n`);
