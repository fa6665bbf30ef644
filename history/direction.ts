import type { Direction } from './types.ts';

/** Which way a metric is better, guessed from its name where the file does not say. */
export function inferDirection(metricName: string): Direction {
  const words = metricName.toLowerCase().split(/[^a-z0-9]+/);
  if (words.some((word) => ['time', 'dur', 'lr', 'epoch', 'step', 'std'].includes(word))) return 'none';
  if (words[0] === 'neg') return 'max';
  if (words.some((word) => /loss$|^err|error$|^rank$|^ppl$/.test(word))) return 'min';
  if (words.some((word) => /^acc|score$|auc$|^f1$/.test(word))) return 'max';
  return 'none';
}
