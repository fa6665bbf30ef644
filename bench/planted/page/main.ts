import { timeToPicture } from '../../page/presented.ts';
import { plant, type StructureName } from '../structures.ts';
import { openECharts } from './echarts.ts';
import { openHeddle, openSample } from './heddle.ts';
import { openHiPlot } from './hiplot.ts';
import { openParcoords } from './parcoords.ts';
import { openPlotly } from './plotly.ts';
import type { Axes, Theme, Tool } from './tool.ts';

const tools: Readonly<Record<string, () => Tool | Promise<Tool>>> = {
  Heddle: openHeddle,
  sample: openSample,
  HiPlot: openHiPlot,
  ECharts: openECharts,
  Plotly: openPlotly,
  'parcoord-es': openParcoords,
};

/** Draws a structure with a tool. Resolves with the places of the axes when the drawing is complete. */
async function drawPlanted(
  name: string,
  structure: StructureName,
  rows: number,
  theme: Theme,
): Promise<Axes> {
  document.documentElement.style.colorScheme = theme;
  document.body.style.background = theme === 'dark' ? '#121212' : '#fff';
  const target = document.querySelector<HTMLElement>('#chart')!;
  const tool = await tools[name]!();
  const isBusy = () => tool.isBusy?.() ?? false;
  let time = await timeToPicture(tool.prepare(target, plant(structure, rows), theme), isBusy);
  while (time === null) time = await timeToPicture(() => undefined, isBusy);
  return tool.axes(target);
}

Object.assign(window, { drawPlanted });
