/** The version that this code writes. A reader refuses files with a higher one. */
export const FORMAT_VERSION = 1;

/** Whether smaller (`min`) or larger (`max`) values of a metric are better; `none` where neither is. */
export type Direction = 'min' | 'max' | 'none';

/**
 * How a run ended, or that it has not: `diverged` when its loss became NaN or infinite, `stopped` when somebody
 * asked for it, `failed` when an error ended it, `unknown` when the file it came from does not say.
 */
export type RunStatus = 'running' | 'completed' | 'stopped' | 'diverged' | 'failed' | 'unknown';

/**
 * The value of a parameter. NaN and the infinities are numbers here; `null` is a value that is missing. A parameter
 * that does not apply to a run has no key at all.
 */
export type ParameterValue = number | string | boolean | null;

/** One cell of an epoch record. `null`, or no key at all, is a value that is missing; NaN is not missing. */
export type RecordValue = number | string | boolean | null;

/**
 * A string-keyed object whose names come from files, so any name may occur, `__proto__` and `constructor` too.
 * Read with `Object.hasOwn` first and build with `Object.fromEntries`, which never touch a prototype.
 */
export type Dictionary<Value> = Readonly<Record<string, Value>>;

/** What is known of a metric beside its values. */
export interface MetricDefinition {
  readonly direction: Direction;
}

/**
 * One epoch of one run, key for key what skorch saves and HiPlot shows: `epoch` (counted from 1), `dur` (seconds),
 * the metrics, `<metric>_best` flags (see `isBetter`), `train_batch_count` and `valid_batch_count`. Where a log has
 * several records to an epoch, each of a moment within it, they have `step` as well.
 */
export type EpochRecord = { readonly epoch: number } & Dictionary<RecordValue>;

/** How the values of something were distributed, epoch by epoch: histograms over the same edges. */
export interface Distribution {
  /** Finite and ascending; at least one. */
  readonly edges: readonly number[];
  /** Ascending. */
  readonly epochs: readonly number[];
  /**
   * For each epoch how many values lay below the first edge, from each edge up to the next, and from the last edge on:
   * one count more than there are edges. NaN is counted nowhere.
   */
  readonly counts: readonly (readonly number[])[];
}

/** Where a run came from. */
export interface Source {
  /** Name of the format or tool: `heddle`, `skorch`, `hiplot`, `records`, `csv`, `cv_results`, … */
  readonly format: string;
  /** Name of the file it was read from; null when it was made here. */
  readonly file: string | null;
  /** What that file counts as its first epoch, where it is not 1: an epoch of the file is one here less 1 and this more. */
  readonly firstEpoch?: number;
}

/** One training run, one fold of one, or one row of somebody's table of runs. */
export interface Run {
  /** Unique within a history. */
  readonly id: string;
  /** For people; need not be unique. */
  readonly name: string;
  readonly status: RunStatus;
  readonly source: Source;
  /** Id of the run that this one is a fold of, or was forked from; null for a run of its own. */
  readonly parent: string | null;
  /** Which fold of its parent, counted from 0; null when it is none. */
  readonly fold: number | null;
  /** When it began, ISO 8601; null when unknown. */
  readonly started: string | null;
  readonly parameters: Dictionary<ParameterValue>;
  /** Every metric that the records or the summary may hold, in the order in which axes show them. */
  readonly metrics: Dictionary<MetricDefinition>;
  /**
   * Ascending by epoch; several of the same epoch ascend by `step`. A log that counts nothing but steps has each of them
   * as `epoch` too. Empty for a run of which only a summary is known.
   */
  readonly records: readonly EpochRecord[];
  /** One value a run, for metrics that have no value per epoch (a test score, a fit time); null is missing. */
  readonly summary: Dictionary<number | null>;
  /** By name, such as `pre_activation_1`; left out where nobody measured any. */
  readonly distributions?: Dictionary<Distribution>;
}

/** What Heddle shows, saves and opens. */
export interface History {
  readonly version: typeof FORMAT_VERSION;
  readonly runs: readonly Run[];
}
