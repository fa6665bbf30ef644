/** What a brush can take in beside ordinary values: names as in `viz`. */
export const LANES = ['missing', 'notApplicable', 'nan', 'posInf', 'negInf'] as const;

export type Lane = (typeof LANES)[number];

export type LanePicks = Readonly<Partial<Record<Lane, boolean>>>;

/**
 * One range of a brush, in the column's own units (dates: milliseconds since 1970): finite numbers from `min` to `max`,
 * both included, or categories, and the lanes that are picked beside them. The largest finite number of either sign is
 * an end that is open.
 */
export type BrushExtent =
  | ({ readonly kind: 'range'; readonly min: number; readonly max: number } & LanePicks)
  | ({ readonly kind: 'categories'; readonly values: ReadonlySet<string> } & LanePicks)
  | ({ readonly kind: 'lanes' } & LanePicks);

/** Brushes on columns. The plot's filter satisfies this type. */
export interface Brushes {
  /** Per column its ranges; a row passes the column when any of them takes it in. */
  readonly brushes: ReadonlyMap<string, readonly BrushExtent[]>;
  /** Columns where a row passes when none of the ranges takes it in. */
  readonly negated: ReadonlySet<string>;
  /** Whether a row has to pass every brushed column, or any. */
  readonly combine: 'all' | 'any';
}
