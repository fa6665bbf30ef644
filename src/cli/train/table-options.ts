import { basename } from 'node:path';
import { LIMITS, type TableDatasetOptions } from '../../../trainer/index.ts';
import { listOf } from '../../shared/setting-text.ts';
import { isTable } from '../data.ts';
import { choiceFrom, countFrom, type TrainArguments } from './options.ts';

/** What a target may be learned as. */
const TASKS = ['classification', 'regression'] as const;

/** Options that say something of a table alone. */
const OF_TABLES = ['target', 'task', 'leave-out', 'drop-missing', 'test-folds', 'keep-order'] as const;

/**
 * What a call asks of its table.
 *
 * @param seed puts the rows into an order, since many tables are sorted
 * @throws {Error} where an option is given that says nothing of the data
 */
export function tableOptions(
  args: TrainArguments,
  rawArgs: readonly string[],
  seed: number,
): TableDatasetOptions {
  if (!isTable(args.data)) {
    const stray = OF_TABLES.find((name) => rawArgs.some((arg) => arg.split('=')[0] === `--${name}`));
    if (stray) throw new Error(`--${stray}: is for tables, and --data ${basename(args.data)} is none`);
    return {};
  }
  const { target, groups } = args;
  const testFolds = countFrom('test-folds', args['test-folds'], 2, LIMITS.folds);
  return {
    ...(target === undefined ? {} : { target }),
    ...(args.task === undefined ? {} : { task: choiceFrom('task', args.task, TASKS) }),
    ...(args['leave-out'] === undefined ? {} : { leaveOut: listOf(args['leave-out']) }),
    ...(groups === undefined ? {} : { groups }),
    ...(testFolds === null ? {} : { testFolds }),
    ...(args['keep-order'] ? {} : { shuffleSeed: seed }),
    missing: args['drop-missing'] ? 'drop' : 'refuse',
  };
}
