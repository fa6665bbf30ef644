import type { Direction } from './types.ts';

/** Words that say that a quantity is no goal, whatever words stand beside them: `mean_score_time`, `loss_std`. */
const NEUTRAL = wordSet(
  'time times timestamp dur duration runtime elapsed seconds lr learning epoch epochs step steps iteration iterations',
  'count counts size seed std stdv var variance momentum decay dropout weight weights scale alpha beta gamma',
  'num number samples memory throughput',
);

const SMALLER_IS_BETTER = wordSet(
  'loss losses logloss err errors eer mse rmse mae mape smape msle rmsle nll ppl perplexity crossentropy regret cost',
  'wer cer fid brier hinge misclassification nloglik',
);

const LARGER_IS_BETTER = wordSet(
  'acc accuracies auc auroc auprc rocauc prauc f1 fbeta precision recall r2 iou miou bleu rouge meteor dice jaccard',
  'kappa mcc ndcg mrr psnr ssim reward rewards return returns success sensitivity specificity likelihood elbo top1 top5',
);

/** Endings that make a word one of the above even where nothing parts them: `valloss`, `balancedaccuracy`. */
const SMALLER_ENDING = /(?:loss|error|perplexity|entropy)$/;
const LARGER_ENDING = /(?:accuracy|score|precision|recall|^m?ap\d*|^rouge.{0,4}|^acc\d|^f\d)$/;

/** LightGBM's names of the absolute and the squared error, beside that of a data set: else they are penalties. */
const BOOSTED_NORM = /^(?:train\w*|test\w*|eval\w*|valid\w*)[/ ]l[12](?:-mean)?$|^l[12]-mean$/;

/**
 * Which way a metric is better, guessed from its name where the file does not say; `none` when the name tells nothing.
 * Errors and losses are better when small, accuracies and scores when large, scikit-learn's `neg_…` when large, its
 * ranks when small; durations, rates and counters are no goal. A name that ends in `(minimize)` or `(maximize)` says so.
 */
export function inferDirection(metricName: string): Direction {
  // Lightning says at the end of a name how often it was logged, `train_loss_epoch`, Keras's TensorBoard before: `epoch_loss`.
  const words = wordsOf(metricName.replace(/^epoch_|_(?:step|epoch|vs_iterations)$/g, ''));
  if (words.has('maximize')) return 'max';
  if (words.has('minimize')) return 'min';
  if (isAny(words, NEUTRAL)) return 'none';
  if (words.has('rank')) return 'min';
  if (words.has('neg')) return 'max';
  if (isAny(words, SMALLER_IS_BETTER) || endsAny(words, SMALLER_ENDING)) return 'min';
  if (isAny(words, LARGER_IS_BETTER) || endsAny(words, LARGER_ENDING)) return 'max';
  if (BOOSTED_NORM.test(metricName)) return 'min';
  return /mean_io_u$/i.test(metricName) ? 'max' : 'none';
}

/** Words that mark a measured quantity without saying which way it is better. */
const MEASURED = wordSet('time duration dur runtime elapsed metric fitness objective std');

/** Points in time, which are no measure. */
const WHEN = wordSet('start end started ended created');

/** Whether a name is one that a metric would have, rather than a parameter. */
export function looksLikeMetric(name: string): boolean {
  const words = wordsOf(name);
  return inferDirection(name) !== 'none' || (isAny(words, MEASURED) && !isAny(words, WHEN));
}

/** The words of a name in small letters: parted where no letter or digit stands, and where a capital begins a word. */
function wordsOf(name: string): Set<string> {
  const parted = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2');
  return new Set(`${name} ${parted}`.toLowerCase().split(/[^\p{L}\p{N}]+/u));
}

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

function isAny(words: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  for (const word of words) if (known.has(word)) return true;
  return false;
}

function endsAny(words: ReadonlySet<string>, ending: RegExp): boolean {
  for (const word of words) if (ending.test(word)) return true;
  return false;
}
