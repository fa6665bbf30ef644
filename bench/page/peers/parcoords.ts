import 'parcoord-es/dist/parcoords.css';
import script from 'parcoord-es/dist/parcoords.standalone.js?url';
import { asObjects, axisName, brushedAxis, loadScript, type Peer } from './peer.ts';

interface Chart {
  data(rows: Record<string, number>[]): Chart;
  alpha(opacity: number): Chart;
  mode(mode: string): Chart;
  render(): Chart;
  createAxes(): Chart;
  brushMode(mode: string): Chart;
  brushExtents(extents: Record<string, [number, number]>): Chart;
}
declare const ParCoords: (options: object) => (selector: string) => Chart;

/** parcoord-es: canvas, in its queued mode, which is meant for many rows. */
export async function openParcoords(): Promise<Peer> {
  await loadScript(script);
  let chart: Chart;
  let place: HTMLElement;
  return {
    prepare(target, rows) {
      place = target;
      target.classList.add('parcoords');
      const data = asObjects(rows);
      return () => {
        chart = ParCoords({})(`#${target.id}`).data(data).alpha(0.1).mode('queue');
        chart.render().createAxes().brushMode('1D-axes');
      };
    },
    brush: (low, high) => chart.brushExtents({ [axisName(brushedAxis)]: [low, high] }),
    end: () => place.replaceChildren(),
  };
}
