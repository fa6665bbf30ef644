import eChartsScript from 'echarts/dist/echarts.min.js?url';
import plotlyScript from 'plotly.js-dist-min/plotly.min.js?url';
import uPlotScript from 'uplot/dist/uPlot.iife.min.js?url';
import { loadScript } from './peer.ts';

/** A chart of curves to compare with, at its fastest reasonable settings. */
interface CurvePeer {
  /**
   * Converts versions of the values to the chart's input, which is not measured. Returns a function that draws the first.
   * @param x places that all curves share
   * @param versions the values of all curves, by version
   */
  prepare(
    target: HTMLElement,
    x: Float64Array,
    versions: readonly (readonly Float64Array[])[],
    color: (curve: number) => string,
  ): () => unknown;
  zoom(min: number, max: number): unknown;
  /** Draws another version. */
  change(version: number): unknown;
  end(): void;
}

interface EChart {
  setOption(option: object): void;
  dispose(): void;
}
interface UChart {
  setScale(name: string, range: { min: number; max: number }): void;
  setData(data: readonly Float64Array[], isRescaled: boolean): void;
  redraw(): void;
  destroy(): void;
}
declare const echarts: { init(target: HTMLElement): EChart };
declare const Plotly: {
  newPlot(target: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  react(target: HTMLElement, data: object[], layout: object): Promise<unknown>;
  relayout(target: HTMLElement, change: object): Promise<unknown>;
  purge(target: HTMLElement): void;
};
declare const uPlot: new (options: object, data: readonly Float64Array[], target: HTMLElement) => UChart;

/** uPlot: canvas; the curve next to the pointer is in focus. */
async function openUPlot(): Promise<CurvePeer> {
  await loadScript(uPlotScript);
  let chart: UChart;
  let data: (readonly Float64Array[])[];
  return {
    prepare(target, x, versions, color) {
      data = versions.map((curves) => [x, ...curves]);
      const series = versions[0]!.map((_, curve) => ({
        stroke: color(curve),
        width: 1,
        points: { show: false },
      }));
      const options = {
        ...{ width: target.clientWidth, height: target.clientHeight, legend: { show: false } },
        ...{ scales: { x: { time: false } }, series: [{}, ...series], cursor: { focus: { prox: 24 } } },
      };
      return () => (chart = new uPlot(options, data[0]!, target));
    },
    zoom: (min, max) => chart.setScale('x', { min, max }),
    change(version) {
      chart.setData(data[version]!, false);
      chart.redraw();
    },
    end: () => chart.destroy(),
  };
}

/** Apache ECharts: canvas, sampled to what pixels show. */
async function openECharts(): Promise<CurvePeer> {
  await loadScript(eChartsScript);
  let chart: EChart;
  let series: object[][];
  return {
    prepare(target, x, versions, color) {
      series = versions.map((curves) =>
        curves.map((values, curve) => ({
          ...{ type: 'line', showSymbol: false, sampling: 'lttb', triggerLineEvent: true },
          ...{ lineStyle: { width: 1, color: color(curve) }, emphasis: { focus: 'series' } },
          data: Float64Array.from({ length: 2 * x.length }, (_, i) => (i % 2 ? values : x)[i >> 1]!),
          dimensions: ['x', 'y'],
        })),
      );
      return () => {
        chart = echarts.init(target);
        const xAxis = { type: 'value', min: x[0], max: x.at(-1) };
        const yAxis = { type: 'value', scale: true };
        chart.setOption({ animation: false, xAxis, yAxis, series: series[0] });
      };
    },
    zoom: (min, max) => chart.setOption({ xAxis: { min, max } }),
    change: (version) => chart.setOption({ series: series[version] }),
    end: () => chart.dispose(),
  };
}

/** Plotly with WebGL. */
async function openPlotly(): Promise<CurvePeer> {
  await loadScript(plotlyScript);
  let place: HTMLElement;
  let traces: object[][];
  let layout: object;
  return {
    prepare(target, x, versions, color) {
      place = target;
      traces = versions.map((curves) =>
        curves.map((y, curve) => ({
          ...{ type: 'scattergl', mode: 'lines', x, y, line: { color: color(curve), width: 1 } },
        })),
      );
      layout = {
        width: target.clientWidth,
        height: target.clientHeight,
        showlegend: false,
        hovermode: 'closest',
      };
      return () => Plotly.newPlot(target, traces[0]!, layout, {});
    },
    zoom: (min, max) => Plotly.relayout(place, { 'xaxis.range': [min, max] }),
    change: (version) => Plotly.react(place, traces[version]!, layout),
    end: () => Plotly.purge(place),
  };
}

/** The compared libraries, by name. */
export const curvePeers: Readonly<Record<string, () => Promise<CurvePeer>>> = {
  uPlot: openUPlot,
  ECharts: openECharts,
  Plotly: openPlotly,
};
