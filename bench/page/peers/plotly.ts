import script from 'plotly.js-dist-min/plotly.min.js?url';
import { axisName, brushedAxis, loadScript, type Peer } from './peer.ts';

declare const Plotly: {
  newPlot(target: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  restyle(target: HTMLElement, change: object): Promise<unknown>;
  purge(target: HTMLElement): void;
};

/** Plotly: WebGL, coloured by the last axis. */
export async function openPlotly(): Promise<Peer> {
  await loadScript(script);
  let place: HTMLElement;
  return {
    prepare(target, rows) {
      place = target;
      const dimensions = rows[0]!.map((_, axis) => ({
        label: axisName(axis),
        range: [0, 1],
        values: rows.map((row) => row[axis]),
      }));
      const line = { color: rows.map((row) => row.at(-1)) };
      const size = { width: target.clientWidth, height: target.clientHeight };
      return () => Plotly.newPlot(target, [{ type: 'parcoords', dimensions, line }], size, {});
    },
    brush: (low, high) =>
      Plotly.restyle(place, { [`dimensions[${String(brushedAxis)}].constraintrange`]: [[low, high]] }),
    end: () => Plotly.purge(place),
  };
}
