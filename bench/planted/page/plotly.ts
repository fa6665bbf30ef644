import script from 'plotly.js-dist-min/plotly.min.js?url';
import { loadScript } from '../../page/peers/peer.ts';
import { axisNames, classColor, rampColor } from '../structures.ts';
import { axesOfPaths, type Tool } from './tool.ts';

declare const Plotly: {
  newPlot(target: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
};

const rampStops = 33;

export async function openPlotly(): Promise<Tool> {
  await loadScript(script);
  return {
    prepare(target, { axes, color, classes }) {
      const dimensions = axisNames.map((label) => ({ label, range: [0, 1], values: axes[label] }));
      // A class is a step of the colour scale.
      const steps = Array.from({ length: classes }, (_, index) =>
        [index, index + 1].map((end) => [end / classes, classColor(index)]),
      ).flat();
      const ramp = Array.from({ length: rampStops }, (_, index) => index / (rampStops - 1));
      const line = {
        color: classes > 0 ? color.map((index) => index + 0.5) : color,
        cmin: 0,
        cmax: Math.max(classes, 1),
        colorscale: classes > 0 ? steps : ramp.map((at) => [at, rampColor(at)]),
      };
      const size = { width: target.clientWidth, height: target.clientHeight };
      return () => Plotly.newPlot(target, [{ type: 'parcoords', dimensions, line }], size, {});
    },
    axes: (target) => axesOfPaths(target.querySelectorAll('.axis path.domain')),
  };
}
