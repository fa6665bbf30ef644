import script from 'echarts/dist/echarts.min.js?url';
import { axisName, brushedAxis, loadScript, type Peer } from './peer.ts';

interface Chart {
  setOption(option: object): void;
  dispatchAction(action: object): void;
  dispose(): void;
}
declare const echarts: { init(target: HTMLElement): Chart };

/** Apache ECharts: canvas, all lines in one colour, a few hundred per frame. */
export async function openECharts(): Promise<Peer> {
  await loadScript(script);
  let chart: Chart;
  return {
    prepare: (target, rows) => () => {
      chart = echarts.init(target);
      chart.setOption({
        animation: false,
        parallelAxis: rows[0]!.map((_, dim) => ({ dim, name: axisName(dim), min: 0, max: 1 })),
        series: [{ type: 'parallel', data: rows, lineStyle: { width: 1, opacity: 0.1 } }],
      });
    },
    brush: (low, high) =>
      chart.dispatchAction({
        type: 'axisAreaSelect',
        parallelAxisIndex: brushedAxis,
        intervals: [[low, high]],
      }),
    end: () => chart.dispose(),
  };
}
