import type { Direction } from './types.ts';

/** Words that rule out an objective, whatever other words are in the name: `mean_score_time`, `loss_std`. */
const NEUTRAL = wordSet(
  'time times timestamp dur duration runtime elapsed seconds lr learning epoch epochs step steps iteration iterations',
  'count counts size seed std stdv var variance momentum decay dropout weight weights scale alpha beta gamma',
  'num number samples memory throughput',
  // The same in German, French, Spanish, Portuguese, Italian, Dutch, Polish and Russian.
  'zeit dauer anzahl lernrate gewicht duree temps nombre taux poids tiempo duracion numero peso tempo duracao durata',
  'tijd duur aantal czas liczba waga время число вес',
);

const SMALLER_IS_BETTER = wordSet(
  'loss losses logloss err errors eer mse rmse mae mape smape msle rmsle nll ppl perplexity crossentropy regret cost',
  'wer cer fid brier hinge misclassification nloglik',
  // Calibration and forecasts.
  'ece mce ace crps pinball deviance mase rmsse wape wmape mdape medae nrmse nmae rse rae winkler',
  // Speech, translation, language models.
  'ter mer wil per der mcd bpc bpb bpd ppx',
  // Images, video, geometry, poses.
  'kid fvd fad lpips niqe brisque epe mpjpe nme chamfer hausdorff hd95 assd absrel sqrel',
  // Rates of mistakes, clustering, selection of models.
  'fpr fnr far frr hter davies bouldin inertia aic bic kld',
  // Other languages; accents are removed.
  'verlust verluste kosten fehler fehlerrate fehlerquote abweichung perplexitat',
  'perte pertes erreur erreurs cout couts perplexite',
  'perdida perdidas errores coste costo perplejidad',
  'perda perdas erro erros custo perplexidade',
  'perdita perdite errore errori scarto perplessita',
  'verlies verliezen fout fouten foutmarge',
  'strata straty blad bledy koszt',
  'потеря потери ошибка ошибки стоимость перплексия',
);

const LARGER_IS_BETTER = wordSet(
  'acc accuracies auc auroc auprc rocauc prauc f1 fbeta precision recall r2 iou miou bleu rouge meteor dice jaccard',
  'kappa mcc ndcg mrr psnr ssim reward rewards return returns success sensitivity specificity likelihood elbo top1 top5',
  'aucpr auprg aucmu ap mar rew cider spice chrf comet wins winrate elo gini tpr tnr ppv npv giou pq pck lddt gdt',
  'silhouette calinski harabasz ari nmi ami vmeasure homogeneity completeness purity msssim',
  'pesq stoi sdr sisdr sdri utmos pearson spearman pearsonr spearmanr kendalltau ccc hits hitrate',
  // Other languages; accents are removed.
  'genauigkeit prazision trefferquote korrektheit belohnung gute sensitivitat spezifitat',
  'exactitude justesse rappel recompense sensibilite specificite',
  'exactitud precision aciertos exhaustividad sensibilidad especificidad recompensa',
  'acuracia exatidao precisao revocacao sensibilidade especificidade',
  'accuratezza precisione richiamo sensibilita specificita ricompensa punteggio',
  'nauwkeurigheid precisie beloning gevoeligheid',
  'dokladnosc precyzja czulosc nagroda swoistosc',
  'точность полнота награда вознаграждение аккуратность',
);

/** Endings of compound words without a separator: `valloss`, `balancedaccuracy`, `Validierungsverlust`, `验证损失`. */
const SMALLER_ENDING =
  /(?:loss|error|perplexity|entropy|verlust|fehler|fehlerrate|verlies|损失|損失|误差|誤差|错误率|錯誤率|誤り率|困惑度|ロス|エラー率|손실|오차|오류율)(?:值|値|函数|関数)?$/;
const LARGER_ENDING =
  /(?:accuracy|score|precision|recall|^m?ap\d*|^rouge.{0,4}|^acc\d|^f\d|genauigkeit|nauwkeurigheid|准确率|準確率|精度|精确率|精確率|召回率|正确率|正確率|正解率|適合率|再現率|奖励|獎勵|報酬|スコア|정확도|정밀도|재현율|보상|점수)$/;

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
  if (EXPLAINED_VARIANCE.test(metricName)) return 'max';
  if (isAny(words, NEUTRAL)) return 'none';
  if (words.has('rank')) return 'min';
  if (words.has('neg')) return 'max';
  for (const word of [...words]) words.add(withoutNumber(word));
  if (isAny(words, SMALLER_IS_BETTER) || endsAny(words, SMALLER_ENDING)) return 'min';
  if (isAny(words, LARGER_IS_BETTER) || endsAny(words, LARGER_ENDING)) return 'max';
  if (BOOSTED_NORM.test(metricName)) return 'min';
  return /mean_io_u$/i.test(metricName) ? 'max' : 'none';
}

/** scikit-learn's and Stable-Baselines3's share of the variance, although a variance alone has no direction. */
const EXPLAINED_VARIANCE = /explained[ _]?variance/i;

/** Removes the number of an output, a fold or a repeated name: `loss0`. Numbers with another meaning, `f1`, are known words. */
function withoutNumber(word: string): string {
  return word.replace(/(?<=\p{L}{3})\d{1,2}$/u, '');
}

/** Words of measured quantities without a direction. */
const MEASURED = wordSet(
  'time duration dur runtime elapsed metric fitness objective std',
  'zeit dauer laufzeit duree duracion duracao durata tijd duur czas',
);

/** Points in time, which are not measurements. */
const WHEN = wordSet('start end started ended created');

/** Whether a name looks like that of a metric rather than a parameter. */
export function looksLikeMetric(name: string): boolean {
  const words = wordsOf(name);
  return inferDirection(name) !== 'none' || (isAny(words, MEASURED) && !isAny(words, WHEN));
}

/** Removes accents from Latin letters only; in other scripts they may distinguish letters. */
export function withoutAccents(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text;
  return text
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .replaceAll('ł', 'l')
    .normalize('NFC');
}

/** Returns the words of a name in lower case and without accents, split at punctuation and also at capitals. */
export function wordsOf(name: string): Set<string> {
  const plain = withoutAccents(name);
  const spaced = plain.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2');
  return new Set(`${plain} ${spaced}`.toLowerCase().split(/[^\p{L}\p{N}]+/u));
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
