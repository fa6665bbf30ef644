/** The views below the plot. */
export const VIEWS = [
  'table',
  'curves',
  'compare',
  'scatter',
  'importance',
  'progress',
  'scores',
  'networks',
  'activations',
] as const;
export type ViewName = (typeof VIEWS)[number];
