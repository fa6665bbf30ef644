import type { Run } from '../../../history/index.ts';
import { configOfRun, foldKinds, scorerNames, type EarlierFolds } from '../../../trainer/index.ts';
import { builtInNames } from '../data/settings.ts';
import type { ModelSource } from '../networks/models/model-store.ts';
import type { Models } from '../networks/models/models.svelte.ts';
import type { TrainingJob } from './running/protocol.ts';

/** Configurations of a search to repeat until they have a number of repeats. */
export interface MoreRepeats {
  readonly configurations: readonly EarlierFolds[];
  /** The number of folds that the rows are split into. */
  readonly folds: number;
  /** The number of repeats afterwards, those before included. */
  readonly repeats: number;
}

/**
 * The job that trains the repeats that configurations lack, as folds of the same runs. Rows are reshuffled before each repeat
 * is split, also where those of the first were not shuffled.
 *
 * @param source the data that they were trained on; null if not known
 * @throws {Error} naming the configuration, if it cannot be trained here or lacks none
 */
export function moreRepeatsJob(
  { configurations, folds, repeats }: MoreRepeats,
  source: Pick<ModelSource, 'data' | 'limit'> | null,
): TrainingJob {
  const earlier = configurations
    .map(({ run, folds: all }) => ({ run, folds: endedRepeats(all, folds).map(plainRun) }))
    .filter((each) => each.folds.length < folds * repeats);
  const [first] = earlier;
  if (!first) throw new Error(`repeats: all configurations have ${String(repeats)} already`);
  for (const { run, folds: done } of earlier) {
    if (done.length === 0) throw new Error(`${run.name}: its folds have no runs of their own to continue`);
    if (!Object.hasOwn(run.parameters, 'activation'))
      throw new Error(`${run.name}: it lacks the parameters of a network that was trained here`);
  }
  if (source === null) throw new Error(`${first.run.name}: the data that it was trained on are not known`);
  const { parameters } = first.run;
  const numberOf = (name: string) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : null;
    return typeof value === 'number' ? value : null;
  };
  const shuffleSeed = numberOf('fold_shuffle_seed');
  const scoring = String(parameters['scoring'] ?? '').split(',');
  return {
    data: source.data,
    limit: source.limit,
    candidates: earlier.map(({ run }) => ({ config: configOfRun(run).config, params: {} })),
    folds: {
      count: folds,
      kind: foldKinds.find((kind) => kind === parameters['fold_kind']) ?? null,
      shuffleSeed,
      ...(shuffleSeed === null ? { repeatShuffleSeed: numberOf('repeat_shuffle_seed') ?? 0 } : {}),
      scoring: scorerNames.filter((name) => scoring.includes(name)),
      trainScores: first.folds.some(({ summary }) => Object.keys(summary).some((key) => /^train_/.test(key))),
      seedPerFold: seedOf(first.folds[0]) !== seedOf(first.folds[1]),
    },
    repeats,
    backend: 'auto',
    fork: null,
    earlier: earlier.map((each) => ({ ...each, run: plainRun(each.run) })),
  };
}

/**
 * The data that a configuration was trained on: those kept with the network of its first fold or, if they come with the page,
 * those that its parameters name. Null if they are not known.
 */
export async function sourceOfConfiguration(
  { run, folds }: EarlierFolds,
  load: Models['load'],
): Promise<Pick<ModelSource, 'data' | 'limit'> | null> {
  const kept = folds[0] && (await load(folds[0].id))?.source;
  if (kept) return kept;
  const { data, rows } = run.parameters;
  if (typeof data !== 'string' || !builtInNames.includes(data.split(':')[0]!)) return null;
  return { data: { kind: 'built-in', name: data }, limit: typeof rows === 'number' ? rows : null };
}

/** The folds of the leading repeats that ended with scores. */
function endedRepeats(all: readonly Run[], folds: number): readonly Run[] {
  const open = all.findIndex(({ fold, status }, at) => fold !== at || /running|stopped/.test(status));
  const ended = open === -1 ? all.length : open;
  return all.slice(0, ended - (ended % folds));
}

/** A copy that can be sent to a worker and stored. */
const plainRun = (run: Run): Run => ({
  ...run,
  records: Array.from(run.records, (record) => ({ ...record })),
});

const seedOf = (run: Run | undefined) => run?.parameters['seed'];
