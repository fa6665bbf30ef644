import type { Run } from '../../../history/index.ts';
import type { BackendName, TrainConfig } from '../../../trainer/index.ts';

/** Which data to train on: a set that comes with the page, or a person's own pair of IDX files. */
export type DataRequest =
  | { readonly kind: 'built-in'; readonly name: 'mnist' | 'spiral' | 'tabular' }
  | { readonly kind: 'idx'; readonly images: File; readonly labels: File };

/** Everything that the training worker is asked for at once. */
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

/** What the training worker tells, in the order in which it happens. */
export type TrainingEvent =
  | { readonly kind: 'loading'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'backend'; readonly name: BackendName; readonly reason: string }
  | { readonly kind: 'progress'; readonly activity: string; readonly done: number; readonly total: number }
  | { readonly kind: 'run'; readonly run: Run };
