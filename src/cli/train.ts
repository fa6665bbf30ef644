import { defineCommand, runMain } from 'citty';
import { trainOptions, type TrainArguments } from './train/options.ts';
import { allowRelaxedSimd } from './relaxed-simd.ts';
import { prepare, type Prepared } from './train/prepare.ts';
import { carryOut } from './train/carry-out.ts';

/** Exit codes as shells have them: 1 when nothing came of it, 2 for a wrong call, 130 after Ctrl-C. */
const FAILED = 1;
const WRONG_CALL = 2;
const INTERRUPTED = 130;

const command = defineCommand({
  meta: { name: 'npm run train --', description: 'Train, print as skorch does, write history JSON.' },
  args: trainOptions,
  async run({ args, rawArgs }) {
    const prepared = await prepareOrExit(args as unknown as TrainArguments, rawArgs);
    const outcome = await carryOut(prepared, args as unknown as TrainArguments);
    if (outcome !== 'done') process.exitCode = outcome === 'interrupted' ? INTERRUPTED : FAILED;
  },
});

async function prepareOrExit(args: TrainArguments, rawArgs: readonly string[]): Promise<Prepared> {
  try {
    return await prepare(args, rawArgs);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(WRONG_CALL);
  }
}

allowRelaxedSimd();
await runMain(command);
