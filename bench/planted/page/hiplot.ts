import { rgb } from 'd3';
import script from 'hiplot/dist/hiplot.bundle.js?url';
import { loadScript } from '../../page/peers/peer.ts';
import { axisNames, classColor, className } from '../structures.ts';
import { axesOfPaths, rowObjects, type Tool } from './tool.ts';

declare const hiplot: { render(target: HTMLElement, options: object): void };

/** HiPlot's parallel plot without table and panels. */
export async function openHiPlot(): Promise<Tool> {
  await loadScript(script);
  return {
    prepare(target, data, theme) {
      const datapoints = rowObjects(data).map((values, row) => ({
        uid: String(row),
        from_uid: null,
        values,
      }));
      const classes = Array.from({ length: data.classes }, (_, index) => [
        className(index),
        rgb(classColor(index)).formatRgb(),
      ]);
      const experiment = {
        datapoints,
        colorby: 'color',
        enabled_displays: ['PARALLEL_PLOT'],
        parameters_definition: {
          ...Object.fromEntries(axisNames.map((name) => [name, { type: 'numeric' }])),
          color:
            data.classes > 0
              ? { type: 'categorical', colors: Object.fromEntries(classes) }
              : { type: 'numeric', colormap: 'interpolateViridis' },
        },
        display_data: {
          PARALLEL_PLOT: {
            // From right to left.
            order: axisNames.toReversed(),
            hide: ['color', 'uid', 'from_uid'],
          },
        },
      };
      // HiPlot reads the height of its plot from the address.
      history.replaceState(null, '', `?hip.PARALLEL_PLOT.height=${String(target.clientHeight)}`);
      return () => hiplot.render(target, { experiment, dataProviderName: 'none', dark: theme === 'dark' });
    },
    axes: (target) => ({
      ...axesOfPaths(target.querySelectorAll('.dimension path.domain')),
      isCurved: true,
    }),
  };
}
