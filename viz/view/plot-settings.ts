import { rendererOptions, type RendererOption } from '../renderer/choice.ts';
import type { PlotOrientation, PlotTheme } from '../api/types.ts';
import { knownNames } from './context.ts';
import { frameSetting, namesOfText, plotSetting, type FrameSetting, type Help } from './setting.ts';
import { viewSettings } from './settings.ts';
import type { PlotView } from './view.ts';
import { withoutBrushes } from './without-brushes.ts';

/** The settings of the frame around the plot and of the renderer. */
export const frameSettings = {
  /** The name of the plot, for screen readers and exported pictures. */
  label: frameSetting({
    initial: '' as string,
    help: ['name for screen readers, title of exported pictures', "'Sweep of May'"],
    attribute: (text) => text,
  }),
  /** `auto` follows the page: its `color-scheme` and its `--heddle-*` properties. */
  theme: frameSetting<PlotTheme>({
    initial: 'auto',
    help: ['`light`, `dark`, or `auto` (follows the page)', "'dark'"],
    attribute: (text) => text as PlotTheme,
  }),
  /** Whether the legend is shown below the lines. */
  legend: frameSetting({
    initial: true as boolean,
    help: ['whether the legend is shown', 'false'],
    attribute: (text) => text !== 'false',
  }),
  /** `gpu`, `cpu`, or `auto` for the faster one in a short measurement. Without a GPU, `cpu` is used. */
  renderer: frameSetting<RendererOption>({
    initial: 'auto',
    choices: rendererOptions,
    help: ['`gpu`, `cpu`, or `auto` (the faster one)', "'cpu'"],
    attribute: (text) => text as RendererOption,
  }),
  /** The direction of the axes; `auto` is vertical if the plot is too narrow for its axes. */
  orientation: frameSetting<PlotOrientation>({
    initial: 'auto',
    choices: ['auto', 'horizontal', 'vertical'],
    help: ['`horizontal`, `vertical` (axes below each other), or `auto` (by the width)', "'vertical'"],
    attribute: (text) => text as PlotOrientation,
  }),
};

export type FrameSettings = {
  [Name in keyof typeof frameSettings]: (typeof frameSettings)[Name] extends FrameSetting<infer Value>
    ? Value
    : never;
};

function maxAxes(name: string, attribute: string, help?: Help) {
  return plotSetting({
    property: {
      ...(help && { help }),
      get: (plot): number => plot.maxAxes,
      attributes: { [attribute]: (text: string): number => Number(text) },
    },
    set(value: number, plot, warn) {
      if (typeof value === 'number' && value >= 1) plot.maxAxes = Math.floor(value);
      else warn(`The setting ${name} is left out: expected a number from 1, got ${String(value)}`);
    },
  });
}

/** The settings of a plot that are properties of it, in the order of the README. */
export const plotSettings = {
  /** The visible axes, from left to right. */
  axes: plotSetting({
    property: {
      help: ['the visible axes, from left to right', "['lr', 'loss']"],
      get: (plot): readonly string[] => [...plot.axes],
      also(value: readonly string[], view, context) {
        const axes = knownNames(value, context);
        const columns = context.table.columns.map(({ name }) => name);
        const hidden = columns.filter((name) => !axes.includes(name));
        return { order: axes, shown: axes, hidden, ...withoutBrushes(view, hidden) };
      },
      attributes: { axes: namesOfText },
    },
  }),
  ...viewSettings,
  /** The number of axes shown at first, of parameters and main metrics, if the data have more columns; all by default. */
  maxAxes: maxAxes('maxAxes', 'max-axes', [
    'number of axes shown at first: parameters and main metrics',
    '10',
  ]),
  /** The former name of `maxAxes`. */
  mostAxes: maxAxes('mostAxes', 'most-axes'),
  /** A view that `view` returned, applied before all other settings. */
  view: plotSetting<PlotView, PlotView>({
    property: {
      help: ['all changes as JSON; applied first', 'JSON.parse(saved)'],
      get: (plot) => plot.view,
    },
  }),
  /** Restricts the selection to these rows; null for all rows. */
  selection: plotSetting<Uint32Array, Iterable<number> | null>({
    property: {
      help: ['restricts the selection to these rows; `null` for all', '[0, 5, 7]'],
      get: (plot) => plot.selection,
    },
    set: (value, plot) => plot.pickRows(value),
  }),
  /** The row whose line is highlighted; null for none. */
  highlight: plotSetting<number | null, number | null>({
    property: {
      help: ['the row whose line is highlighted; `null` for none', '5'],
      get: (plot) => plot.hovered,
    },
    set(value, plot) {
      plot.hovered = value;
    },
  }),
  /** Rows whose lines stay highlighted until they are unpinned. */
  pinned: plotSetting<readonly number[], readonly number[]>({
    property: { help: ['rows whose lines stay highlighted', '[5, 8]'], get: (plot) => plot.pinned },
    set: (value, plot) => plot.pin(value),
  }),
};
