/** The number of best rows to highlight, and the column they are ranked by (default: the target). */
export interface Best {
  readonly count: number;
  readonly by?: string | undefined;
}
