import type {
  BackendName,
  Candidate,
  FoldKind,
  LayerWeights,
  ScorerName,
} from '../../../../trainer/index.ts';
import type { DataRequest } from '../../data/request.ts';

/** Everything that is asked for at once. It can be stored, and taken up again on another visit. */
export interface TrainingJob {
  readonly data: DataRequest;
  /** Train on the first so many rows only; null for all of them. */
  readonly limit: number | null;
  /** One run each, or one cross-validation each when there are folds. */
  readonly candidates: readonly Candidate[];
  /** How to cross-validate; null to train each configuration once on everything. */
  readonly folds: FoldRequest | null;
  readonly repeats: number;
  /** `auto` measures a few steps on each and takes the fastest. */
  readonly backend: BackendName | 'auto';
  /** Where it was forked from: the run, and its weights where training goes on from them. */
  readonly fork: { readonly parent: string; readonly initial: readonly LayerWeights[] | null } | null;
}

export interface FoldRequest {
  readonly count: number;
  /** Null for what the data suggest: groups where they have them, classes spread evenly, or plain. */
  readonly kind: FoldKind | null;
  /** Null to deal rows in their order. */
  readonly shuffleSeed: number | null;
  /** Empty for the usual one of the data's task. */
  readonly scoring: readonly ScorerName[];
  readonly trainScores: boolean;
}
