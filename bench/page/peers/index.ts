import { openECharts } from './echarts.ts';
import { openHiPlot } from './hiplot.ts';
import { openParcoords } from './parcoords.ts';
import { openPlotly } from './plotly.ts';
import type { Peer } from './peer.ts';

/** The compared libraries, by name. */
export const peers: Readonly<Record<string, () => Promise<Peer>>> = {
  ECharts: openECharts,
  'parcoord-es': openParcoords,
  Plotly: openPlotly,
  HiPlot: openHiPlot,
};
