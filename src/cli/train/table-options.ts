import { basename } from 'node:path';
import { fillMethods, LIMITS, type TableDatasetOptions } from '../../../trainer/index.ts';
import { listOf } from '../../shared/setting-text.ts';
import { isTable } from '../data.ts';
import { choiceFrom, countFrom, FILL_NAMES, type TrainArguments } from './options.ts';

/** Tasks for a table. */
const TASKS = ['classification', 'regression'] as const;

/** Options that apply to tables only. */
const TABLE_OPTIONS = [
  'target',
  'task',
  'leave-out',
  'drop-missing',
  'fill-missing',
  'test-folds',
  'keep-order',
] as const;

/**
 * The options for a table.
 *
 * @param seed shuffles the rows, since many tables are sorted
 * @throws {Error} if an option for tables is given for other data
 */
export function tableOptions(
  args: TrainArguments,
  rawArgs: readonly string[],
  seed: number,
): TableDatasetOptions {
  if (!isTable(args.data)) {
    const stray = TABLE_OPTIONS.find((name) => rawArgs.some((arg) => arg.split('=')[0] === `--${name}`));
    if (stray) throw new Error(`--${stray}: is for tables, and --data ${basename(args.data)} is not a table`);
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
    missing: missingFrom(args),
  };
}

function missingFrom(args: TrainArguments): NonNullable<TableDatasetOptions['missing']> {
  const fill = args['fill-missing'];
  if (fill === undefined) return args['drop-missing'] ? 'drop' : 'refuse';
  if (args['drop-missing']) throw new Error('--fill-missing: rows with missing cells cannot be dropped, too');
  const name = choiceFrom('fill-missing', fill, FILL_NAMES);
  return fillMethods[FILL_NAMES.indexOf(name)]!;
}
