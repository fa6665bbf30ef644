/**
 * What is drawn of the spread: nothing; behind each mean of a configuration its runs from the smallest to the largest, mean ±
 * standard deviation, or the 95 % confidence interval of the mean; or a functional box plot of the selected rows.
 */
export const PLOT_BANDS = ['none', 'range', 'sd', 'ci', 'boxplot'] as const;
export type PlotBands = (typeof PLOT_BANDS)[number];
export const defaultBands: PlotBands = 'sd';

/** With more selected lines ribbons would cover each other, and are not drawn. */
export const maxRibbons = 40;
