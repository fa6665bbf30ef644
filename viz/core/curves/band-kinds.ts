/** The spread of a band: smallest to largest, mean ± standard deviation, or the 95 % confidence interval of the mean. */
export const BANDS = ['range', 'sd', 'ci'] as const;
export type Band = (typeof BANDS)[number];
