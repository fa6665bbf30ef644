/** Special values that a brush can include; the names are those of `viz`. */
export const LANES = ['missing', 'notApplicable', 'nan', 'posInf', 'negInf'] as const;

export type Lane = (typeof LANES)[number];

export type LanePicks = Readonly<Partial<Record<Lane, boolean>>>;

/**
 * One range of a brush, in the units of the column (dates: milliseconds since 1970): finite numbers from `min` to `max`
 * (inclusive) or categories, and the selected lanes. ±`Number.MAX_VALUE` are open ends.
 */
export type BrushExtent =
  | ({ readonly kind: 'range'; readonly min: number; readonly max: number } & LanePicks)
  | ({ readonly kind: 'categories'; readonly values: ReadonlySet<string> } & LanePicks)
  | ({ readonly kind: 'lanes' } & LanePicks);

/** Brushes on columns. The plot's filter satisfies this type. */
export interface Brushes {
  /** The ranges of each column; a row matches the column if it is within any of them. */
  readonly brushes: ReadonlyMap<string, readonly BrushExtent[]>;
  /** Columns that a row matches if it is within none of the ranges. */
  readonly negated: ReadonlySet<string>;
  /** Whether a row must match all brushed columns, or any. */
  readonly combine: 'all' | 'any';
}
