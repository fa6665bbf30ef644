import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { defineCommand, runMain } from 'citty';
import { FORMAT_VERSION, writeHistory, type Run } from '../../history/index.ts';
import {
  gridSearch,
  nameConfigs,
  scoreTable,
  takeRows,
  trainRun,
  useBackend,
  type Dataset,
  type TrainConfig,
  type TrainProgress,
} from '../../trainer/index.ts';
import { loadData } from './data.ts';
import { backendFrom, configsFrom, countFrom, trainOptions, type TrainArguments } from './options.ts';
import { createBar, scoreLines, tableHead, tableLine, testLine } from './report.ts';

/** Exit codes as shells have them: 2 for a wrong call, 130 after Ctrl-C. */
const WRONG_CALL = 2;
const INTERRUPTED = 130;

const command = defineCommand({
  meta: { name: 'npm run train --', description: 'Train, print as skorch does, write history JSON.' },
  args: trainOptions,
  run: ({ args }) => train(args),
});

async function train(args: TrainArguments): Promise<void> {
  const plan = await prepare(args);
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const bar = createBar(process.stdout.isTTY);
  const runs = new Map<string, Run>();
  for await (const run of follow(plan, interrupt.signal, (fraction, name) => bar.update(fraction, name))) {
    const before = runs.get(run.id);
    runs.set(run.id, run);
    const record = run.records.at(-1);
    if (record && run.records.length !== before?.records.length) {
      if (run.records.length === 1) bar.above(tableHead(run));
      bar.above(tableLine(record, process.stdout.isTTY));
    }
    if (run.status !== 'running') await save(args.out, [...runs.values()]);
    const test = testLine(run);
    if (test !== null) bar.above(test);
    if (run.status === 'diverged') bar.above(`${run.name} diverged: its loss is no longer a finite number.`);
  }
  bar.stop();
  await save(args.out, [...runs.values()]);
  if (plan.folds !== null) console.log(scoreLines(scoreTable([...runs.values()])));
  console.log(`\n${args.out}: ${runs.size} ${runs.size === 1 ? 'run' : 'runs'}`);
  if (interrupt.signal.aborted) process.exitCode = INTERRUPTED;
}

interface Plan {
  readonly configs: readonly TrainConfig[];
  readonly folds: number | null;
  readonly dataset: Dataset;
}

/** Everything that can be wrong with a call is found here, before anything is trained. */
async function prepare(args: TrainArguments): Promise<Plan> {
  try {
    const configs = configsFrom(args);
    const folds = countFrom('folds', args.folds, 2);
    const limit = countFrom('limit', args.limit, 2);
    const backend = backendFrom(args.backend);
    const whole = await loadData(args.data, configs[0]!.seed);
    await useBackend(backend);
    return { configs, folds, dataset: limit === null ? whole : takeRows(whole, limit) };
  } catch (error) {
    console.error((error as Error).message);
    process.exit(WRONG_CALL);
  }
}

/** The runs of a plan as they grow, with the fraction that is done. */
async function* follow(
  { configs, folds, dataset }: Plan,
  signal: AbortSignal,
  onProgress: (fraction: number, name: string) => void,
): AsyncGenerator<Run, void, void> {
  const clock = () => performance.now();
  const identify = () => ({ id: randomUUID(), started: new Date().toISOString() });
  const within = ({ epoch, epochs, batch, batches }: TrainProgress) => (epoch - 1 + batch / batches) / epochs;
  if (folds !== null) {
    const context = {
      clock,
      identify,
      signal,
      onProgress: (progress: TrainProgress & { fit: number; fits: number }) =>
        onProgress(
          (progress.fit - 1 + within(progress)) / progress.fits,
          `fit ${progress.fit} of ${progress.fits}`,
        ),
    };
    yield* gridSearch({ configs, folds, dataset, context });
    return;
  }
  const names = nameConfigs(configs);
  for (const [index, config] of configs.entries()) {
    if (signal.aborted) return;
    const name = names[index]!;
    const context = {
      clock,
      identify,
      signal,
      onProgress: (progress: TrainProgress) => onProgress((index + within(progress)) / configs.length, name),
    };
    yield* trainRun(config, dataset, context, { name });
  }
}

/** Written beside its place and moved there, so that the file is whole at every moment. */
async function save(path: string, runs: readonly Run[]): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, writeHistory({ version: FORMAT_VERSION, runs }));
  await rename(part, path);
}

await runMain(command);
