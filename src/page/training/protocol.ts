import type { BackendName, TrainConfig } from '../../../trainer/index.ts';

/** Which data to train on: a set that comes with the page, or a person's own pair of IDX files. */
export type DataRequest =
  | { readonly kind: 'built-in'; readonly name: 'mnist' | 'spiral' | 'tabular' }
  | { readonly kind: 'idx'; readonly images: File; readonly labels: File };

/** Everything that is asked for at once. It can be stored, and taken up again on another visit. */
export interface TrainingJob {
  readonly data: DataRequest;
  /** Train on the first so many rows only; null for all of them. */
  readonly limit: number | null;
  /** One run each, or one cross-validation each when there are folds. */
  readonly configs: readonly TrainConfig[];
  /** Number of cross-validation folds; null to train each configuration once on everything. */
  readonly folds: number | null;
  /** `auto` measures a few steps on each and takes the fastest. */
  readonly backend: BackendName | 'auto';
}
