import type {
  BackendName,
  Candidate,
  EarlierFolds,
  FoldKind,
  LayerWeights,
  ScorerName,
} from '../../../../trainer/index.ts';
import type { DataRequest } from '../../data/request.ts';

/** A request to train. It can be stored and resumed on another visit. */
export interface TrainingJob {
  readonly data: DataRequest;
  /** Number of rows to train on, from the first; null for all. */
  readonly limit: number | null;
  /** One run each, or one cross-validation each when there are folds. */
  readonly candidates: readonly Candidate[];
  /** How to cross-validate; null to train each configuration once on everything. */
  readonly folds: FoldRequest | null;
  readonly repeats: number;
  /** `auto` for the fastest: see `chooseBackend`. */
  readonly backend: BackendName | 'auto';
  /** The run that it was forked from, and its weights if training continues from them. */
  readonly fork: {
    readonly parent: string;
    readonly initial: readonly LayerWeights[] | null;
    /** Number of epochs of the parent, if the same training goes on: its epochs are counted on from there. */
    readonly epochsBefore?: number;
  } | null;
  /** What was trained of each candidate before, if the job adds repeats to a search. */
  readonly earlier?: readonly EarlierFolds[];
}

export interface FoldRequest {
  readonly count: number;
  /** Null for the default of the data: grouped where they have groups, stratified by classes, or plain. */
  readonly kind: FoldKind | null;
  /** Null to keep rows in their order. */
  readonly shuffleSeed: number | null;
  /** As `shuffleSeed`, but only for repeats after the first. */
  readonly repeatShuffleSeed?: number;
  /** Empty for the default of the data's task. */
  readonly scoring: readonly ScorerName[];
  readonly trainScores: boolean;
  /** Whether each fold has the next seed; else all have the same. Absent in jobs of earlier versions, which had not. */
  readonly seedPerFold?: boolean;
}
