import { hcl, rgb } from 'd3';
import { flushSync, mount, unmount } from 'svelte';
import { rendererOptions } from '../renderer/choice.ts';
import { readColor } from '../canvas/theme.ts';
import { fittingOrientation } from '../core/layout.ts';
import { toPng, toSvg, type PictureOptions } from '../export/index.ts';
import { PlotState } from '../plot.svelte.ts';
import { readData } from './data.ts';
import { createEmitter } from './emitter.ts';
import PlotFrame from './PlotFrame.svelte';
import { ordersOf, rangesOf } from './by-column.ts';
import { createReports } from './reports.svelte.ts';
import { applySettings, viewSettings } from './settings.ts';
import { createWarner } from './warner.ts';
import type {
  DrawnBy,
  FrameSettings,
  ParallelPlot,
  PlotOrientation,
  PlotData,
  PlotEvents,
  PlotSettings,
} from './types.ts';

/** The settings of the frame around the plot, and all that there are. */
const frameSettings = ['label', 'theme', 'legend', 'renderer', 'orientation'] as const;
const orientations: readonly PlotOrientation[] = ['auto', 'horizontal', 'vertical'];
const allSettings = new Set<string>([
  ...viewSettings,
  'view',
  'selection',
  'highlight',
  'pinned',
  'mostAxes',
  ...frameSettings,
]);

/**
 * Puts a plot of `data` into `element`, which it fills; an element without a height gives it one of 220 pixels. Throws
 * where the data are no columns (see `readData`); settings that cannot be are warned of and left out.
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
  const frame = $state<FrameSettings>({
    label: '',
    theme: 'auto',
    legend: true,
    renderer: 'auto',
    orientation: 'auto',
  });
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
      onDrawnBy: (next: DrawnBy) => {
        drawnBy = next;
        emitter.emit('renderer', next);
      },
    },
  });
  flushSync();
  let isThere = true;

  function apply(wanted: PlotSettings): void {
    for (const name of Object.keys(wanted)) {
      if (!allSettings.has(name)) warn(`There is no setting "${name}".`);
    }
    if (wanted.mostAxes !== undefined) setMostAxes(wanted.mostAxes);
    const { view } = plot;
    const next = applySettings(view, wanted, { table: plot.table, axes: plot.axes, warn });
    if (next !== view) plot.applyView(next);
    if (wanted.selection !== undefined) plot.pickRows(wanted.selection);
    if (wanted.highlight !== undefined) plot.hovered = wanted.highlight;
    if (wanted.pinned !== undefined) plot.pin(wanted.pinned);
    for (const name of frameSettings) {
      if (wanted[name] !== undefined) Object.assign(frame, { [name]: wanted[name] });
    }
    if (!rendererOptions.includes(frame.renderer)) {
      warn(`renderer: expected ${rendererOptions.join(', ')}, got "${String(frame.renderer)}"`);
      frame.renderer = 'auto';
    }
    if (!orientations.includes(frame.orientation)) {
      warn(`orientation: expected ${orientations.join(', ')}, got "${String(frame.orientation)}"`);
      frame.orientation = 'auto';
    }
  }

  function setMostAxes(most: unknown): void {
    if (typeof most === 'number' && most >= 1) plot.mostAxes = Math.floor(most);
    else warn(`The setting mostAxes is left out: expected a number from 1, got ${String(most)}`);
  }

  /** What a program does: shown at once, and not told as if a person had done it. */
  function change(action: () => void): void {
    if (!isThere) return;
    reports.silently(action);
    flushSync();
  }

  function toSVG(options: PictureOptions = {}): Promise<string> {
    const { clientWidth: width, clientHeight: height } = element;
    const size = width > 0 && height > 0 ? { width, height } : {};
    return toSvg(plot, {
      ...size,
      title: frame.label,
      theme: pictureTheme(),
      legend: frame.legend,
      orientation: fittingOrientation(frame.orientation, width, plot.axes.length),
      ...options,
    });
  }

  /** What the page shows, when the plot follows it. */
  function pictureTheme(): 'light' | 'dark' {
    if (frame.theme !== 'auto') return frame.theme;
    const ink = element.querySelector('[data-theme]');
    return ink !== null && hcl(rgb(...readColor(ink))).l > 50 ? 'dark' : 'light';
  }

  const set = (wanted: PlotSettings) => change(() => apply(wanted));

  return {
    element,
    get axes() {
      return [...plot.axes];
    },
    set axes(axes) {
      set({ axes });
    },
    get order() {
      return [...plot.axes];
    },
    set order(order) {
      set({ order });
    },
    get hidden() {
      return plot.hiddenAxes;
    },
    set hidden(hidden) {
      set({ hidden });
    },
    get scales() {
      return plot.scales;
    },
    set scales(scales) {
      set({ scales });
    },
    get inverted() {
      return [...plot.inverted];
    },
    set inverted(inverted) {
      set({ inverted });
    },
    get colorBy() {
      return plot.colorBy;
    },
    set colorBy(colorBy) {
      set({ colorBy });
    },
    get palette() {
      return plot.palette;
    },
    set palette(palette) {
      set({ palette });
    },
    get categoryOrders() {
      return ordersOf(plot.view.categoryOrders);
    },
    set categoryOrders(categoryOrders) {
      set({ categoryOrders });
    },
    get brushes() {
      return rangesOf(plot.view.brushes);
    },
    set brushes(brushes) {
      set({ brushes });
    },
    get negated() {
      return [...plot.negated];
    },
    set negated(negated) {
      set({ negated });
    },
    get combine() {
      return plot.combine;
    },
    set combine(combine) {
      set({ combine });
    },
    get marks() {
      return [...plot.marks];
    },
    set marks(marks) {
      set({ marks });
    },
    get domains() {
      return plot.domains;
    },
    set domains(domains) {
      set({ domains });
    },
    get lines() {
      return plot.lines;
    },
    set lines(lines) {
      set({ lines });
    },
    get best() {
      return plot.best;
    },
    set best(best) {
      set({ best });
    },
    get mostAxes() {
      return plot.mostAxes;
    },
    set mostAxes(mostAxes) {
      set({ mostAxes });
    },
    get front() {
      return plot.front;
    },
    get view() {
      return plot.view;
    },
    set view(view) {
      set({ view });
    },
    get selection() {
      return plot.selection;
    },
    set selection(selection) {
      set({ selection });
    },
    get highlight() {
      return plot.hovered;
    },
    set highlight(highlight) {
      set({ highlight });
    },
    get pinned() {
      return plot.pinned;
    },
    set pinned(pinned) {
      set({ pinned });
    },
    get label() {
      return frame.label;
    },
    set label(label) {
      set({ label });
    },
    get theme() {
      return frame.theme;
    },
    set theme(theme) {
      set({ theme });
    },
    get legend() {
      return frame.legend;
    },
    set legend(legend) {
      set({ legend });
    },
    get orientation() {
      return frame.orientation;
    },
    set orientation(orientation) {
      set({ orientation });
    },
    get renderer() {
      return frame.renderer;
    },
    set renderer(renderer) {
      set({ renderer });
    },
    get drawnBy() {
      return drawnBy;
    },
    set,
    on: emitter.on,
    setColumns(data) {
      const table = readData(data);
      change(() => (plot.table = table));
    },
    keep: () => change(() => plot.keep()),
    exclude: () => change(() => plot.exclude()),
    restore: () => change(() => plot.restore()),
    clearBrushes: () => change(() => plot.clearBrushes()),
    toSVG,
    toPNG: async (scale = 2, options = {}) => toPng(await toSVG({ imageScale: scale, ...options }), scale),
    undo: () => change(() => plot.undo()),
    redo: () => change(() => plot.redo()),
    destroy() {
      if (!isThere) return;
      isThere = false;
      reports.destroy();
      emitter.clear();
      void unmount(component);
    },
  };
}
