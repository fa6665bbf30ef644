/** What can be shown in addition to the lines: histograms on axes, correlations between neighbouring axes. */
export const OVERLAYS = ['histograms', 'correlations'] as const;
export type Overlay = (typeof OVERLAYS)[number];
