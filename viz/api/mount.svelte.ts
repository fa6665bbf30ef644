import { hcl, rgb } from 'd3';
import { flushSync, mount, unmount } from 'svelte';
import { readColor } from '../canvas/theme.ts';
import { fittingOrientation } from '../core/layout/layout.ts';
import type { PictureOptions } from '../export/index.ts';
import { PlotState } from '../state/plot.svelte.ts';
import { hostSettings } from '../view/host-settings.ts';
import { frameSettings, plotSettings } from '../view/plot-settings.ts';
import { valueText } from '../view/value-text.ts';
import type { FrameSetting, PlotSetting } from '../view/setting.ts';
import { readData } from './data/data.ts';
import { createEmitter } from './emitter.ts';
import PlotFrame from './PlotFrame.svelte';
import { createReports } from './reports.svelte.ts';
import { applySettings, properties, settingNames } from './settings.ts';
import { createWarner } from './warner.ts';
import type {
  DrawnBy,
  FrameSettings,
  ParallelPlot,
  PlotData,
  PlotEvents,
  PlotSettings,
  SettingProperties,
  Table,
} from './types.ts';

const hostNames = Object.keys(hostSettings) as (keyof typeof hostSettings)[];
const frameRows = Object.entries(frameSettings) as [keyof FrameSettings, FrameSetting<unknown>][];

/**
 * Creates a plot of `data` that fills `element`; its minimum height is 220 pixels. Throws an error if the data is invalid
 * (see `readData`). Invalid settings are ignored with a warning.
 */
export function mountParallelPlot(
  element: HTMLElement,
  data: PlotData,
  settings: PlotSettings = {},
): ParallelPlot {
  if (!(element instanceof HTMLElement)) {
    throw new Error(`element of the plot: expected an element of the page, got ${String(element)}`);
  }
  const plot = new PlotState(readData(data));
  const emitter = createEmitter<PlotEvents>();
  const warn = createWarner((message) => emitter.emit('warning', { message }));
  plot.host.warn = warn;
  const frame = $state(
    Object.fromEntries(frameRows.map(([name, { initial }]) => [name, initial])) as unknown as FrameSettings,
  );
  let drawnBy: DrawnBy = { kind: 'cpu', reason: 'Nothing has been drawn yet.' };
  apply(settings);
  const reports = createReports(plot, emitter);
  const component = mount(PlotFrame, {
    target: element,
    props: {
      plot,
      get label() {
        return frame.label === '' ? 'Parallel coordinates' : frame.label;
      },
      get theme() {
        return frame.theme;
      },
      get legend() {
        return frame.legend;
      },
      get renderer() {
        return frame.renderer;
      },
      get orientation() {
        return frame.orientation;
      },
      onLineClick: (row: number) => void emitter.emit('lineclick', { row }),
      onDrawnBy: (next: DrawnBy) => {
        drawnBy = next;
        emitter.emit('renderer', next);
        if (next.isRestricted) warn(next.reason);
      },
    },
  });
  flushSync();
  let isMounted = true;

  function apply(wanted: PlotSettings): void {
    for (const name of Object.keys(wanted)) {
      if (!settingNames.has(name)) warn(`There is no setting "${name}".`);
    }
    for (const name of ['maxAxes', 'mostAxes', ...hostNames] as const) set(name);
    const { view } = plot;
    const next = applySettings(view, wanted, { table: plot.table, axes: plot.axes, warn });
    if (next !== view) plot.applyView(next);
    for (const name of ['selection', 'highlight', 'pinned'] as const) set(name);
    for (const [name, { choices, initial }] of frameRows) {
      if (wanted[name] === undefined) continue;
      const value: unknown = wanted[name];
      const isKnown = choices === undefined ? typeof value === typeof initial : choices.includes(value);
      if (!isKnown) {
        const expected = choices?.join(', ') ?? (typeof initial === 'boolean' ? 'true or false' : 'text');
        warn(`${name}: expected ${expected}, got ${valueText(value)}`);
      }
      Object.assign(frame, { [name]: isKnown ? wanted[name] : initial });
    }

    function set(name: keyof typeof plotSettings & keyof PlotSettings): void {
      const row = plotSettings[name] as PlotSetting<unknown, unknown>;
      if (wanted[name] !== undefined) row.set?.(wanted[name], plot, warn);
    }
  }

  /** Applies a change made by a program: it is shown synchronously and causes no event. */
  function change(action: () => void): void {
    if (!isMounted) return;
    reports.silently(action);
    flushSync();
  }

  async function toSVG(options: PictureOptions = {}): Promise<string> {
    const { clientWidth: width, clientHeight: height } = element;
    const size = width > 0 && height > 0 ? { width, height } : {};
    const { checkOptions, toSvg } = await import('../export/index.ts');
    return toSvg(plot, {
      ...size,
      title: frame.label,
      theme: pictureTheme(),
      legend: frame.legend,
      orientation: fittingOrientation(frame.orientation, width, plot.axes.length),
      ...checkOptions(options, warn),
    });
  }

  /** The theme of exported pictures; that of the page for `auto`. */
  function pictureTheme(): 'light' | 'dark' {
    if (frame.theme !== 'auto') return frame.theme;
    const ink = element.querySelector('[data-theme]');
    return ink !== null && hcl(rgb(...readColor(ink))).l > 50 ? 'dark' : 'light';
  }

  function show(table: Table): void {
    if (!isMounted) return;
    reports.withSelection(() => (plot.table = table));
    flushSync();
  }

  const set = (wanted: PlotSettings) => change(() => apply(wanted));

  const settingProperties = {} as SettingProperties;
  const define = (name: string, get: () => unknown) =>
    Object.defineProperty(settingProperties, name, {
      get,
      set: (value: unknown) => set({ [name]: value }),
      enumerable: true,
      configurable: true,
    });
  for (const [name, { get }] of properties) define(name, () => get(plot));
  for (const [name] of frameRows) define(name, () => frame[name]);

  const rest: Omit<ParallelPlot, keyof SettingProperties> = {
    element,
    get front() {
      return plot.front;
    },
    get drawnBy() {
      return drawnBy;
    },
    set,
    on: emitter.on,
    setColumns: (data) => show(readData(data)),
    async append(rows) {
      const added = readData(rows);
      const { appendRows } = await import('../core/rows/append-rows.ts');
      show(appendRows(plot.table, added));
    },
    keep: () => change(() => plot.keep()),
    exclude: () => change(() => plot.exclude()),
    restore: () => change(() => plot.restore()),
    clearBrushes: () => change(() => plot.clearBrushes()),
    toSVG,
    async toPNG(scale = 2, options = {}) {
      const { checkOptions, toPng } = await import('../export/index.ts');
      const { imageScale = 2 } = checkOptions({ imageScale: scale }, warn);
      return toPng(await toSVG({ imageScale, ...checkOptions(options, warn) }), imageScale);
    },
    undo: () => change(() => plot.undo()),
    redo: () => change(() => plot.redo()),
    destroy() {
      if (!isMounted) return;
      isMounted = false;
      reports.destroy();
      emitter.clear();
      void unmount(component);
    },
  };
  return Object.defineProperties(settingProperties, Object.getOwnPropertyDescriptors(rest)) as ParallelPlot;
}
