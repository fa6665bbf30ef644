import script from 'echarts/dist/echarts.min.js?url';
import { loadScript } from '../../page/peers/peer.ts';
import { axisNames, colorOf } from '../structures.ts';
import type { Tool } from './tool.ts';

interface Chart {
  setOption(option: object): void;
  getModel(): {
    getComponent(name: string): { coordinateSystem: { dataToPoint(value: number, dim: string): number[] } };
  };
}
declare const echarts: { init(target: HTMLElement, theme: string | null): Chart };

export async function openECharts(): Promise<Tool> {
  await loadScript(script);
  let chart: Chart;
  return {
    prepare(target, data, theme) {
      const items = Array.from({ length: data.length }, (_, row) => ({
        value: axisNames.map((name) => data.axes[name][row]!),
        lineStyle: { color: colorOf(data, row) },
      }));
      return () => {
        chart = echarts.init(target, theme === 'dark' ? 'dark' : null);
        chart.setOption({
          animation: false,
          parallelAxis: axisNames.map((name, dim) => ({ dim, name, min: 0, max: 1 })),
          series: [{ type: 'parallel', data: items }],
        });
      };
    },
    axes(target) {
      const { coordinateSystem } = chart.getModel().getComponent('parallel');
      const { left, top } = target.getBoundingClientRect();
      const places = axisNames.map((_, dim) =>
        [0, 1].map((value) => coordinateSystem.dataToPoint(value, `dim${String(dim)}`)),
      );
      return {
        x: places.map((place) => left + place[0]![0]!),
        top: top + places[0]![1]![1]!,
        bottom: top + places[0]![0]![1]!,
      };
    },
  };
}
