import 'parcoord-es/dist/parcoords.css';
import script from 'parcoord-es/dist/parcoords.standalone.js?url';
import { loadScript } from '../../page/peers/peer.ts';
import { axisNames, colorOf } from '../structures.ts';
import { axesOfPaths, rowObjects, type Tool } from './tool.ts';

interface Chart {
  data(rows: object[]): Chart;
  dimensions(dimensions: object): Chart;
  color(color: (row: { at: number }) => string): Chart;
  render(): Chart;
  createAxes(): Chart;
}
declare const ParCoords: (options: object) => (selector: string) => Chart;

/** parcoord-es in its default mode, which draws all lines at once. */
export async function openParcoords(): Promise<Tool> {
  await loadScript(script);
  return {
    prepare(target, data) {
      target.classList.add('parcoords');
      const rows = rowObjects(data).map((row, at) => ({ ...row, at }));
      return () => {
        const chart = ParCoords({})(`#${target.id}`).data(rows);
        chart.dimensions(Object.fromEntries(axisNames.map((name) => [name, { type: 'number' }])));
        chart
          .color(({ at }) => colorOf(data, at))
          .render()
          .createAxes();
      };
    },
    axes: (target) => axesOfPaths(target.querySelectorAll('.dimension .axis path.domain')),
  };
}
