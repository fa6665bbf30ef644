import { defineCommand, runMain } from 'citty';
import { trainOptions, type TrainArguments } from './train/options.ts';
import { codeOf, reasonOf, sentenceOf } from './files/system-error.ts';
import { terminalLines } from './terminal-text.ts';
import { allowRelaxedSimd } from './relaxed-simd.ts';
import { prepare, type Prepared } from './train/prepare.ts';
import { runTraining } from './train/run-training.ts';

/** Exit codes, following shell conventions: 1 for a failure, 2 for invalid arguments, 130 after Ctrl-C. */
const FAILED = 1;
const WRONG_CALL = 2;
const INTERRUPTED = 130;

const command = defineCommand({
  meta: { name: 'npm run train --', description: 'Train, print epochs like skorch, and write history JSON.' },
  args: trainOptions,
  async run({ args, rawArgs }) {
    const prepared = await prepareOrExit(args as unknown as TrainArguments, rawArgs);
    const outcome = await runTraining(prepared, args as unknown as TrainArguments);
    if (outcome !== 'done') process.exitCode = outcome === 'interrupted' ? INTERRUPTED : FAILED;
  },
});

async function prepareOrExit(args: TrainArguments, rawArgs: readonly string[]): Promise<Prepared> {
  try {
    return await prepare(args, rawArgs);
  } catch (error) {
    console.error(terminalLines(sentenceOf(error)));
    process.exit(WRONG_CALL);
  }
}

let isOutputErrorReported = false;

/** Training continues without its output: a reader such as `head` may close the pipe. */
function reportOutputError(stream: NodeJS.WriteStream, error: Error): void {
  if (isOutputErrorReported || stream === process.stderr || codeOf(error) === 'EPIPE') return;
  isOutputErrorReported = true;
  console.error(`Standard output cannot be written: ${reasonOf(error)}. Training continues.`);
}

allowRelaxedSimd();
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => reportOutputError(stream, error));
await runMain(command);
