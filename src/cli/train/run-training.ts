import type { Run } from '../../../history/index.ts';
import { Search } from '../../../trainer/index.ts';
import { createWriter, writeExports, writeModel } from './output.ts';
import type { TrainArguments } from './options.ts';
import type { Prepared } from './prepare.ts';
import { createBar } from './print/bar.ts';
import { createRunPrinter } from './print/run-printer.ts';
import { terminalLines, terminalText } from '../terminal-text.ts';
import { createThread } from './worker/thread.ts';
import { summaryLines } from './print/summary.ts';

/**
 * Trains the planned runs, printing and writing them while they grow. SIGINT, SIGTERM and SIGHUP stop it; finished epochs
 * are written.
 */
export async function runTraining(
  { plan, dataset, backend, workers, checkpoints }: Prepared,
  args: TrainArguments,
): Promise<'done' | 'failed' | 'interrupted'> {
  const bar = createBar(process.stdout.isTTY, () => performance.now());
  const printer = createRunPrinter(plan.jobs, bar.above, process.stdout.isTTY);
  const models: Promise<void>[] = [];
  const writer = createWriter(args.out, () => search.runs);
  const reported = new Set<string>();
  const report = (problem: string) => {
    // A full disk fails every checkpoint with the same message.
    if (!reported.has(problem)) bar.above(terminalLines(problem));
    reported.add(problem);
  };
  if (checkpoints.isResumed) bar.above(`Resuming from ${checkpoints.folder}.`);
  checkpoints.problems.forEach(report);
  const search = new Search({
    plan,
    backend,
    workers,
    saved: checkpoints.saved,
    store: checkpoints.store,
    createWorker: async () => createThread({ dataset, backend }),
    now: () => new Date().toISOString(),
    onRun: (run: Run) => {
      if (run.status !== 'running') writer.request();
      printer.add(run);
    },
    onModel: ({ name }, model) => {
      if (args.models !== undefined) models.push(writeModel(args.models, name, model));
    },
    onState: (job, state) => {
      if (state === 'ended') printer.end(job);
    },
    onProgress: (fraction, before) => bar.update(fraction, before),
    onProblem: report,
  });

  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    search.queue.stopAll();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  try {
    await search.run();
  } finally {
    bar.stop();
    await Promise.all(models);
  }
  try {
    await writer.finish();
  } catch (error) {
    console.error(terminalLines((error as Error).message));
    console.error(
      checkpoints.isComplete()
        ? `The runs are saved in "${checkpoints.folder}": the same command with --resume writes them without training again.`
        : `"${checkpoints.folder}" lacks some checkpoints: the same command with --resume trains those fits again.`,
    );
    return 'failed';
  }

  const { runs } = search;
  const lines = summaryLines(plan, runs, args);
  if (lines.length > 0) console.log(['', ...lines].map(terminalText).join('\n'));
  await writeExports(plan, runs, args);
  console.log(`\n${args.out}: ${String(runs.length)} ${runs.length === 1 ? 'run' : 'runs'}`);
  if (isInterrupted) {
    console.log(`Interrupted: the same command with --resume continues from ${checkpoints.folder}.`);
    return 'interrupted';
  }
  await checkpoints.remove();
  return runs.every(({ status }) => status === 'failed') ? 'failed' : 'done';
}
