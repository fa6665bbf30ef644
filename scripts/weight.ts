/** `npm run weight`: lists what the page loads before its first picture, in kB after gzip. */
import { fileURLToPath } from 'node:url';
import { describeWeight, pageWeight } from '../src/build/page-weight.ts';

process.env['NODE_ENV'] = 'production';
console.log(describeWeight(await pageWeight(fileURLToPath(new URL('../vite.config.ts', import.meta.url)))));
