/** How the embedding page names an axis and its values. */
export interface AxisOptions {
  /** The name of the column by default. */
  readonly title?: string;
  /** Shown after the title, and after values in tooltips. */
  readonly unit?: string;
  /** Formats a value of a numeric axis; dates are milliseconds since 1970. */
  readonly tickFormat?: (value: number) => string;
}

/** The options of no axis. */
export const noAxisOptions: ReadonlyMap<string, AxisOptions> = new Map();

/** The titles of axes, and the texts of their values. */
export interface AxisLabels {
  /** The title with its unit. */
  titleOf(name: string): string;
  /** A value of a numeric axis as the embedding page formats it; null if it does not. */
  formatOf(name: string, value: number): string | null;
}

/** Titles are the names of columns, and values have the default format. */
export const plainLabels: AxisLabels = { titleOf: (name) => name, formatOf: () => null };
