/** What can be shown beside the lines. */
export const MARKS = ['histograms', 'correlations'] as const;
export type Mark = (typeof MARKS)[number];
