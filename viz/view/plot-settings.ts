import { rendererOptions, type RendererOption } from '../renderer/choice.ts';
import type { FrameSettings, PlotOrientation, PlotSettings, PlotTheme, SettingValues } from '../api/types.ts';
import { knownNames } from './context.ts';
import { hostSettings } from './host-settings.ts';
import { frameSetting, namesOfText, plotSetting, type FrameSetting, type Property } from './setting.ts';
import { viewSettings } from './settings.ts';
import { valueText } from './value-text.ts';
import type { PlotView } from './plot-view.ts';
import { withoutBrushes } from './filter-view.ts';

/** The settings of the frame around the plot and of the renderer. */
export const frameSettings: { readonly [Name in keyof FrameSettings]: FrameSetting<FrameSettings[Name]> } = {
  /** The name of the plot, for screen readers and exported pictures. */
  label: frameSetting({
    initial: '' as string,
    attribute: (text) => text,
  }),
  /** `auto` follows the page: its `color-scheme` and its `--heddle-*` properties. */
  theme: frameSetting<PlotTheme>({
    initial: 'auto',
    choices: ['auto', 'light', 'dark'],
    attribute: (text) => text as PlotTheme,
  }),
  /** Whether the legend is shown below the lines. */
  legend: frameSetting({
    initial: true as boolean,
    attribute: (text) => text !== 'false',
  }),
  /** `gpu`, `cpu`, or `auto` for the faster one in a short measurement. Without a GPU, `cpu` is used. */
  renderer: frameSetting<RendererOption>({
    initial: 'auto',
    choices: rendererOptions,
    attribute: (text) => text as RendererOption,
  }),
  /** The direction of the axes; `auto` is vertical if the plot is too narrow for its axes. */
  orientation: frameSetting<PlotOrientation>({
    initial: 'auto',
    choices: ['auto', 'horizontal', 'vertical'],
    attribute: (text) => text as PlotOrientation,
  }),
};

const isIterable = (value: unknown): value is Iterable<number> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

function maxAxes(name: string, attribute: string) {
  return plotSetting({
    property: {
      get: (plot): number => plot.maxAxes,
      attributes: { [attribute]: (text: string): number => Number(text) },
    },
    set(value: number, plot, warn) {
      if (typeof value === 'number' && value >= 1) plot.maxAxes = Math.floor(value);
      else warn(`The setting ${name} is left out: expected a number from 1, got ${String(value)}`);
    },
  });
}

/** The settings of a plot that are properties of it. */
export const plotSettings = {
  /** The visible axes, from left to right. */
  axes: plotSetting({
    property: {
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
  ...hostSettings,
  /** The number of axes shown at first, of parameters and main metrics, if the data have more columns; all by default. */
  maxAxes: maxAxes('maxAxes', 'max-axes'),
  /** The former name of `maxAxes`. */
  mostAxes: maxAxes('mostAxes', 'most-axes'),
  /** A view that `view` returned, applied before all other settings. */
  view: plotSetting<PlotView, PlotView>({
    property: {
      get: (plot) => plot.view,
    },
  }),
  /** Restricts the selection to these rows; null for all rows. */
  selection: plotSetting<Uint32Array, Iterable<number> | null>({
    property: {
      get: (plot) => plot.selection,
    },
    set(value, plot, warn) {
      if (value === null || isIterable(value)) plot.pickRows(value);
      else warn(`The setting selection is left out: expected a list of rows, got ${valueText(value)}`);
    },
  }),
  /** The row whose line is highlighted; null for none. */
  highlight: plotSetting<number | null, number | null>({
    property: {
      get: (plot) => plot.hovered,
    },
    set(value, plot, warn) {
      if (value === null || Number.isInteger(value)) plot.hovered = value;
      else warn(`The setting highlight is left out: expected a row or null, got ${valueText(value)}`);
    },
  }),
  /** Rows whose lines stay highlighted until they are unpinned. */
  pinned: plotSetting<readonly number[], readonly number[]>({
    property: { get: (plot) => plot.pinned },
    set(value, plot, warn) {
      if (isIterable(value)) plot.pin([...value]);
      else warn(`The setting pinned is left out: expected a list of rows, got ${valueText(value)}`);
    },
  }),
} satisfies {
  readonly [Name in keyof SettingValues]: {
    readonly property?: Property<SettingValues[Name], Exclude<PlotSettings[Name], undefined>>;
  };
};
