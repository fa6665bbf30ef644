/** Columns that name the run of a row, Neptune's too; several may do so together. */
const RUN_NAMES = new Set([
  'run',
  'run_id',
  'run_name',
  'name',
  'trial',
  'trial_id',
  'experiment',
  'experiment_id',
  'sys/id',
]);

/** Columns that may do the same, but may as well number the rows. */
const ID_NAMES = new Set(['uid', 'id', 'index']);

/** What counts the steps of the optimiser or of the environment, several to an epoch. */
const STEP_NAMES = new Set([
  'step',
  'global_step',
  '_step',
  'trainer/global_step',
  'total_timesteps',
  'totalenvinteracts',
]);

/** What counts the epochs where no column is called `epoch`. */
const COUNTER_NAMES = new Set(
  [
    'iteration iter training_iteration generation round',
    // The same, or epoch, where people write their headers in their own language; accents are often left out.
    'epoca geracao iteracao rodada generacion iteracion ronda epoque epoche generazione iterazione',
    'generatie iteratie epoka pokolenie iteracja эпоха поколение итерация 轮次 轮数 迭代 迭代次数 世代 エポック 에포크 세대',
  ].flatMap((line) => line.split(' ')),
);

/** What a record holds beside metrics. */
const PROGRESS_NAMES = new Set(['dur', 'train_batch_count', 'valid_batch_count']);

export type KnownName = 'run' | 'id' | 'from' | 'fold' | 'epoch' | 'step' | 'counter' | 'progress';

/** What a column is by its name alone, whatever its capitals; undefined for most. */
export function knownName(name: string): KnownName | undefined {
  const plain = name.toLowerCase();
  if (RUN_NAMES.has(plain)) return 'run';
  if (ID_NAMES.has(plain)) return 'id';
  if (plain === 'from_uid') return 'from';
  if (plain === 'fold') return 'fold';
  if (plain === 'epoch') return 'epoch';
  if (STEP_NAMES.has(plain)) return 'step';
  if (COUNTER_NAMES.has(withoutAccents(plain))) return 'counter';
  return PROGRESS_NAMES.has(name) ? 'progress' : undefined;
}

/** Latin letters without their accents; others may be other letters without theirs. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC');
}
