import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const SOURCE = fileURLToPath(new URL('../page/offline/service.worker.ts', import.meta.url));

/** Not stored at the first visit: data sets are large and stored when they are used. */
const LEFT_OUT = /^(?:mnist\/|index\.html$|icons\/|manifest\.webmanifest$)|\.map$/;

/** Adds the service worker, `service-worker.js`, which stores the files of the build in the browser. */
export const offline: Plugin = {
  name: 'heddle:offline',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      const { version, files, entry } = precacheOf(Object.values(bundle));
      this.emitFile({
        type: 'asset',
        fileName: 'service-worker.js',
        source: `const precache = ${JSON.stringify({ version, files, entry })};\n${await scriptOf(SOURCE)}`,
      });
    },
  },
};

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

/** Returns what the service worker stores. The version changes whenever any of the files does. */
function precacheOf(outputs: readonly Output[]) {
  const sorted = outputs.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1));
  const hash = createHash('sha256');
  for (const output of sorted) hash.update(output.type === 'asset' ? output.source : output.code);
  const entry = sorted.find((output) => output.type === 'chunk' && output.isEntry);
  if (!entry) throw new Error('The build has no entry.');
  const files = sorted.map(({ fileName }) => fileName).filter((name) => !LEFT_OUT.test(name));
  return { version: hash.digest('hex').slice(0, 16), files, entry: entry.fileName };
}

/** Compiles a module and its imports to one classic script. */
async function scriptOf(source: string): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: source, output: { format: 'iife' } },
    },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}
