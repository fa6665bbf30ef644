import { defineCommand } from 'citty';
import type { ArgsDef } from 'citty';
import { codeOf, reasonOf, sentenceOf } from '../files/system-error.ts';
import { terminalLines } from '../terminal-text.ts';
import { EXIT } from '../usage.ts';
import type { TrainArguments } from './options.ts';

/** `heddle train`: trains networks and writes their history. TensorFlow.js is loaded only for this command. */
export const train = defineCommand({
  meta: { name: 'train', description: 'Train, print epochs like skorch, and write history JSON.' },
  args: async (): Promise<ArgsDef> => (await import('./options.ts')).trainOptions,
  async run({ args, rawArgs }) {
    const { allowRelaxedSimd } = await import('../relaxed-simd.ts');
    const { prepare } = await import('./prepare.ts');
    const { runTraining } = await import('./run-training.ts');
    allowRelaxedSimd();
    for (const stream of [process.stdout, process.stderr]) {
      // Replaces the handler that ends the other commands.
      stream.removeAllListeners('error');
      stream.on('error', (error) => reportOutputError(stream, error));
    }
    const values = args as unknown as TrainArguments;
    const prepared = await prepare(values, rawArgs).catch((error: unknown) => {
      console.error(terminalLines(sentenceOf(error)));
      process.exit(EXIT.wrongCall);
    });
    for (const note of prepared.notes) console.error(terminalLines(note));
    const outcome = await runTraining(prepared, values);
    if (outcome !== 'done') process.exitCode = outcome === 'interrupted' ? EXIT.interrupted : EXIT.failed;
  },
});

let isOutputErrorReported = false;

/** Training continues without its output: a reader such as `head` may close the pipe. */
function reportOutputError(stream: NodeJS.WriteStream, error: Error): void {
  if (isOutputErrorReported || stream === process.stderr || codeOf(error) === 'EPIPE') return;
  isOutputErrorReported = true;
  console.error(`Standard output cannot be written: ${reasonOf(error)}. Training continues.`);
}
