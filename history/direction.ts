import type { Direction } from './types.ts';

/** Words that rule out an objective, whatever other words are in the name: `mean_score_time`, `loss_std`. */
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

/** Endings of compound words without a separator: `valloss`, `balancedaccuracy`. */
const SMALLER_ENDING = /(?:loss|error|perplexity|entropy)$/;
const LARGER_ENDING = /(?:accuracy|score|precision|recall|^m?ap\d*|^rouge.{0,4}|^acc\d|^f\d)$/;

/** LightGBM's absolute and squared error after the name of a data set; otherwise l1 and l2 are penalties. */
const BOOSTED_NORM = /^(?:train\w*|test\w*|eval\w*|valid\w*)[/ ]l[12](?:-mean)?$|^l[12]-mean$/;

/**
 * Infers the direction of a metric from its name; `none` if the name does not indicate one. Errors, losses and
 * scikit-learn's ranks are minimised; accuracies, scores and scikit-learn's `neg_…` maximised; durations, rates and counters
 * have no direction. A name that ends in `(minimize)` or `(maximize)` states its direction.
 */
export function inferDirection(metricName: string): Direction {
  // Lightning appends how often a value is logged, `train_loss_epoch`; Keras's TensorBoard prepends it, `epoch_loss`.
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

/** Words of measured quantities without a direction. */
const MEASURED = wordSet('time duration dur runtime elapsed metric fitness objective std');

/** Points in time, which are not measurements. */
const WHEN = wordSet('start end started ended created');

/** Whether a name looks like that of a metric rather than a parameter. */
export function looksLikeMetric(name: string): boolean {
  const words = wordsOf(name);
  return inferDirection(name) !== 'none' || (isAny(words, MEASURED) && !isAny(words, WHEN));
}

/** Returns the words of a name in lower case, split at punctuation and also at capitals. */
export function wordsOf(name: string): Set<string> {
  const spaced = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2');
  return new Set(`${name} ${spaced}`.toLowerCase().split(/[^\p{L}\p{N}]+/u));
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
