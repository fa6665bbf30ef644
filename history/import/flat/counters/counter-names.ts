import { withoutAccents } from '../../../direction.ts';

/** What a column counts, by its name. */
export interface CounterName {
  /** Steps are parts of an epoch; other units, such as episodes, neither contain steps nor epochs for sure. */
  readonly unit: 'epoch' | 'step' | 'other';
  /**
   * Whether the name may as well be that of a hyperparameter, as `epochs` or `num_steps`: it counts only if its values behave
   * as those of a log.
   */
  readonly isAmbiguous: boolean;
}

/** Words for passes over the data, without accents; of other languages also plurals. */
const EPOCH_WORDS = wordSet(
  'epoch epoca epocas epoque epoche epochen epok epoker epoka epoki эпоха эпохи 轮次 轮数 轮 エポック 에포크',
);

/** Words for optimiser, environment or data steps. */
const STEP_WORDS = wordSet(
  'step timestep it itr minibatch batch update frame tick sample image kimg token interaction envstep trainstep globalstep',
  'schritt schritte etape pas paso passo passi stap stappen steg krok kroki шаг шаги 步 步数 步骤 ステップ 스텝 단계',
  'iteration iter iteracao iteracoes iteracion iteraciones iterazione iterazioni iteratie iteracja итерация итерации',
  '迭代 迭代次数 反復 반복',
);

/** Words for what else may repeat. */
const OTHER_WORDS = wordSet(
  'generation gen round episode cycle era tree geracao geracoes rodada rodadas generacion generaciones ronda rondas',
  'generazione generazioni durchlauf runde runden generatie pokolenie поколение 代 世代 세대',
);

/** Words around a counter that do not change what it counts. */
const DECORATION = wordSet(
  'current cur curr now global total train training trainer trained overall elapsed seen done so far logged log sampled lifetime',
  'num number no nr idx index id n of the count counter env environment optimizer optimiser opt gradient learner agent progress',
  'aktueller aktuelle actual actuel actuelle corrente текущий 当前 现在',
);

/** Words with which a plural counts what has happened so far, rather than what was planned. */
const SO_FAR = wordSet(
  'current cur curr global elapsed seen done sampled trained lifetime far aktuelle aktueller actual actuel corrente 当前',
);

/** Words that may as well be data: the number of an image, of a tree. */
const DATA_WORDS = wordSet(
  'sample image token tree cycle frame era batch minibatch it passo paso pas stap krok 代',
);

/** Names that are hyperparameters although a counter is in them: `steps_per_epoch`, `max_iter`, `warmup_steps`. */
const PLANNED = wordSet(
  'per max min maximum warmup every interval limit budget target planned best early patience size eval',
);

/**
 * Recognises the name of a counter in any spelling: `Global Step`, `current_steps`, `epoch_num`, `trainIter`, `Épocas`.
 * Returns null for any other name.
 */
export function counterName(name: string): CounterName | null {
  const words = wordsInOrder(name);
  if (words.length === 0 || words.length > 5 || words.some((word) => PLANNED.has(word))) return null;
  const core = words.filter((word) => !DECORATION.has(word));
  // `n_updates_done` is one word; `time steps` and `mini batch` are two.
  const word = core.join('');
  const isOf = (known: ReadonlySet<string>) => known.has(word) || known.has(singular(word));
  const unit = isOf(EPOCH_WORDS) ? 'epoch' : isOf(STEP_WORDS) ? 'step' : isOf(OTHER_WORDS) ? 'other' : null;
  if (unit === null) return null;
  const isPlural = /[^s]s$/.test(word);
  const isNumbered = words.some((each) => each === 'num' || each === 'n');
  return {
    unit,
    isAmbiguous:
      (isPlural || DATA_WORDS.has(word) || (isNumbered && words.indexOf(core[0]!) > 0)) &&
      !words.some((each) => SO_FAR.has(each)),
  };
}

function singular(word: string): string {
  return word.replace(/(?:(?<=ch)e|(?<=[^s]))s$/, '');
}

/** Returns the words of a name in lower case without accents, split at punctuation and at capitals within words. */
export function wordsInOrder(name: string): string[] {
  return withoutAccents(name.replaceAll(/(\p{Ll}|\d)(\p{Lu}\p{Ll})/gu, '$1 $2'))
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
