/** The format version written. Readers reject files with a higher one. */
export const FORMAT_VERSION = 1;

/** Whether smaller (`min`) or larger (`max`) values of a metric are better; `none` if neither. */
export type Direction = 'min' | 'max' | 'none';

/**
 * `diverged`: the loss became NaN or infinite. `stopped`: ended on request. `failed`: ended by an error. `unknown`: not
 * stated in the file that the run was read from.
 */
export type RunStatus = 'running' | 'completed' | 'stopped' | 'diverged' | 'failed' | 'unknown';

/**
 * The value of a parameter. NaN and the infinities are numbers; `null` is a missing value. A parameter that does not
 * apply to a run has no key.
 */
export type ParameterValue = number | string | boolean | null;

/** One cell of an epoch record. A value is missing if it is `null` or has no key; NaN is not missing. */
export type RecordValue = number | string | boolean | null;

/**
 * An object whose keys come from files, so any key may occur, including `__proto__` and `constructor`. Check with
 * `Object.hasOwn` before reading, and build with `Object.fromEntries` or `setOwn`, which never touch the prototype.
 */
export type Dictionary<Value> = Readonly<Record<string, Value>>;

/** Metadata of a metric. */
export interface MetricDefinition {
  readonly direction: Direction;
}

/**
 * One epoch of a run, with the keys that skorch saves and HiPlot shows: `epoch` (counted from 1), `dur` (seconds), the
 * metrics, `<metric>_best` flags (see `isBetter`), `train_batch_count` and `valid_batch_count`. Records of a log with several
 * per epoch also have `step`.
 */
export type EpochRecord = { readonly epoch: number } & Dictionary<RecordValue>;

/** Histograms of a quantity by epoch, all with the same edges. */
export interface Distribution {
  /** Finite and ascending; at least one. */
  readonly edges: readonly number[];
  /** Ascending. */
  readonly epochs: readonly number[];
  /**
   * For each epoch the number of values below the first edge, from each edge up to the next, and from the last edge on:
   * one more count than edges. NaN is not counted.
   */
  readonly counts: readonly (readonly number[])[];
}

/**
 * The batches of one epoch, as skorch's `batches`: a column for each key that they have. Columns of one kind, which the first
 * part of the name tells (`train_loss` and `train_batch_size`), are equally long: one value a batch.
 */
export interface EpochBatches {
  readonly epoch: number;
  readonly columns: Dictionary<readonly number[]>;
}

/** Where a run came from. */
export interface Source {
  /** Name of the format or tool: `heddle`, `skorch`, `hiplot`, `records`, `csv`, `cv_results`, … */
  readonly format: string;
  /** Name of the file that it was read from; null for a run trained here. */
  readonly file: string | null;
  /** The number of the first epoch in the file, if not 1. Epoch `e` here is `e - 1 + firstEpoch` in the file. */
  readonly firstEpoch?: number;
}

/** A training run, one fold of a run, or a row of a table of runs. */
export interface Run {
  /** Unique within a history. */
  readonly id: string;
  /** Display name; need not be unique. */
  readonly name: string;
  readonly status: RunStatus;
  readonly source: Source;
  /** Id of the run that this one is a fold of or was forked from; null if neither. */
  readonly parent: string | null;
  /** Index of the fold, counted from 0; null if the run is not a fold. */
  readonly fold: number | null;
  /** Start time in ISO 8601; null if unknown. */
  readonly started: string | null;
  readonly parameters: Dictionary<ParameterValue>;
  /** Every metric of the records and the summary, in the order of the axes. */
  readonly metrics: Dictionary<MetricDefinition>;
  /**
   * Ascending by epoch, within an epoch by `step`. In a log that counts only steps, `epoch` equals `step`. Empty for a run
   * with only a summary.
   */
  readonly records: readonly EpochRecord[];
  /** Metrics with one value per run, such as a test score or a fit time; null is missing. */
  readonly summary: Dictionary<number | null>;
  /** What a person noted about the run; absent if nothing. */
  readonly note?: string;
  /** By name, such as `pre_activation_1`; absent if none were recorded. */
  readonly distributions?: Dictionary<Distribution>;
  /** Losses of the single batches, ascending by epoch; absent if none were recorded. */
  readonly batches?: readonly EpochBatches[];
}

/** A collection of runs: the content of a history file. */
export interface History {
  readonly version: typeof FORMAT_VERSION;
  readonly runs: readonly Run[];
}
