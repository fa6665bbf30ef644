/** The plot for other people's pages: nothing here needs or shows Svelte. */
export { mountParallelPlot } from './mount.svelte.ts';
export { defineHeddlePlot, type HeddlePlotElement } from './element.ts';
export { settingsOfHiPlot, type HiPlotSettings } from './hiplot.ts';
export type * from './types.ts';
