import eChartsScript from 'echarts/dist/echarts.min.js?url';
import plotlyScript from 'plotly.js-dist-min/plotly.min.js?url';
import { loadScript } from './peer.ts';

/** A scatter plot to compare with, at its fastest reasonable settings. */
interface ScatterPeer {
  /** Converts the columns x, y and colour to the chart's input, which is not measured. Returns a function that draws them. */
  prepare(target: HTMLElement, columns: readonly Float64Array[]): () => unknown;
  /** Emphasises the dots that lie between two values, from 0 to 1, on both axes. */
  brush(low: number, high: number): unknown;
  end(): void;
}

interface Chart {
  setOption(option: object): void;
  dispose(): void;
}
declare const echarts: { init(target: HTMLElement): Chart };
declare const Plotly: {
  newPlot(target: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  restyle(target: HTMLElement, change: object): Promise<unknown>;
  purge(target: HTMLElement): void;
};

/** Coordinates in pairs, of the rows for which `isMeant` returns true. */
function pairs([x, y]: readonly Float64Array[], isMeant: (row: number) => boolean): Float32Array {
  const found = new Float32Array(2 * x!.length);
  let at = 0;
  for (let row = 0; row < x!.length; row++) {
    if (!isMeant(row)) continue;
    found[at++] = x![row]!;
    found[at++] = y![row]!;
  }
  return found.subarray(0, at);
}

/** Apache ECharts in its mode for large data: one colour for each series, so a brush needs two. */
async function openECharts(): Promise<ScatterPeer> {
  await loadScript(eChartsScript);
  let chart: Chart;
  let columns: readonly Float64Array[];
  const series = (data: Float32Array, color: string) => ({
    ...{ type: 'scatter', large: true, largeThreshold: 0, symbolSize: 2, dimensions: ['x', 'y'] },
    ...{ data, itemStyle: { color }, progressive: 0 },
  });
  return {
    prepare(target, given) {
      columns = given;
      const data = pairs(columns, () => true);
      return () => {
        chart = echarts.init(target);
        const axis = { type: 'value', min: 0, max: 1 };
        chart.setOption({ animation: false, xAxis: axis, yAxis: axis, series: [series(data, '#3b76c4')] });
      };
    },
    brush(low, high) {
      const [x, y] = columns as [Float64Array, Float64Array];
      const isInside = (row: number) =>
        x[row]! >= low && x[row]! <= high && y[row]! >= low && y[row]! <= high;
      const rest = pairs(columns, (row) => !isInside(row));
      chart.setOption({ series: [series(rest, '#b9b9b3'), series(pairs(columns, isInside), '#3b76c4')] });
    },
    end: () => chart.dispose(),
  };
}

/** Plotly with WebGL, coloured by the third column. */
async function openPlotly(): Promise<ScatterPeer> {
  await loadScript(plotlyScript);
  let place: HTMLElement;
  let columns: readonly Float64Array[];
  return {
    prepare(target, given) {
      [place, columns] = [target, given];
      const [x, y, color] = columns;
      const trace = { type: 'scattergl', mode: 'markers', x, y, marker: { color, size: 2 } };
      const size = { width: target.clientWidth, height: target.clientHeight };
      return () => Plotly.newPlot(target, [trace], size, {});
    },
    brush(low, high) {
      const [x, y] = columns as [Float64Array, Float64Array];
      const selectedpoints: number[] = [];
      for (let row = 0; row < x.length; row++)
        if (x[row]! >= low && x[row]! <= high && y[row]! >= low && y[row]! <= high) selectedpoints.push(row);
      return Plotly.restyle(place, { selectedpoints: [selectedpoints] });
    },
    end: () => Plotly.purge(place),
  };
}

/** The compared libraries, by name. */
export const scatterPeers: Readonly<Record<string, () => Promise<ScatterPeer>>> = {
  ECharts: openECharts,
  Plotly: openPlotly,
};
