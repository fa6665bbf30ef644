/**
 * How rows are assigned to folds: `stratified` spreads each class over all folds, `grouped` keeps rows of one group
 * together, `plain` divides the rows in order into equal parts.
 */
export const foldKinds = ['stratified', 'grouped', 'plain'] as const;
export type FoldKind = (typeof foldKinds)[number];

/** Named and defined as in scikit-learn (`sklearn.metrics`, version 1.2). */
export const scorerNames = [
  'accuracy',
  'balanced_accuracy',
  'f1_macro',
  'neg_log_loss',
  'r2',
  'neg_mean_squared_error',
] as const;
export type ScorerName = (typeof scorerNames)[number];
