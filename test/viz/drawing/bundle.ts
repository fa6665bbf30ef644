import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** A module of this folder and what it imports as one script, without workers. */
export async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      rolldownOptions: { output: { codeSplitting: false } },
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['es'] },
    },
  });
  return (result as Rolldown.RolldownOutput[])[0]!.output[0].code;
}
