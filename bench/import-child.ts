/** Reads a file with one reader and prints the time and memory, for `import.ts`. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import papaparse from 'papaparse';
import { importFile } from '../history/index.ts';

const readers: Record<string, (bytes: Uint8Array, name: string) => unknown> = {
  heddle: (bytes, name) => importFile(bytes, name).history.runs.length,
  papaparse: (bytes) =>
    papaparse.parse(new TextDecoder().decode(bytes), { header: true, dynamicTyping: true }).data.length,
  'JSON.parse': (bytes) => (JSON.parse(new TextDecoder().decode(bytes)) as unknown[]).length,
};

const [reader = '', path = ''] = process.argv.slice(2);
const bytes: Uint8Array = readFileSync(path);
const before = process.memoryUsage().rss;
const began = performance.now();
readers[reader]!(bytes, basename(path));
const seconds = (performance.now() - began) / 1000;
// `maxRSS` is in kilobytes and for the whole process, so memory used before reading is subtracted.
const peakBytes = process.resourceUsage().maxRSS * 1024 - before + bytes.length;
console.log(JSON.stringify({ seconds, peakBytes }));
