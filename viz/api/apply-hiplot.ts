import type { PlotState } from '../state/plot.svelte.ts';
import { hostSettings } from '../view/host-settings.ts';
import { initialView } from '../view/view.ts';
import type { PlotView } from '../view/plot-view.ts';
import { settingsOfHiPlot } from './hiplot.ts';
import { applySettings } from './settings.ts';
import type { PlotSettings } from './types.ts';

/**
 * Applies the definitions of a HiPlot experiment to a plot as one step: scales, colours, ranges, order, hidden and inverted
 * axes, and the columns of colours and of weights. The column of weights gets no axis. Settings that were changed before stay. Returns what
 * cannot be expressed, each as a full sentence.
 */
export function applyHiPlot(plot: PlotState, experiment: unknown): readonly string[] {
  const { settings, leftOut } = settingsOfHiPlot(experiment);
  const { view } = plot;
  const isInitial = (name: string) => {
    const key = name as keyof PlotView;
    return JSON.stringify(view[key]) === JSON.stringify(initialView[key]);
  };
  const free = Object.entries(withoutWeights(settings)).filter(([name]) => isInitial(name));
  const warnings: string[] = [];
  // Columns of other levels of rows are no mistake: their settings wait in the view.
  const warn = (message: string) => {
    if (!message.startsWith('There is no column')) warnings.push(message);
  };
  const next = applySettings(view, Object.fromEntries(free) as PlotSettings, {
    table: plot.table,
    axes: plot.axes,
    warn,
  });
  if (next !== view) plot.applyView(next);
  if (settings.colors !== undefined) hostSettings.colors.set?.(settings.colors, plot, warn);
  return [...leftOut, ...warnings];
}

function withoutWeights(settings: PlotSettings): PlotSettings {
  const { weight, hidden = [] } = settings;
  return typeof weight === 'string' ? { ...settings, hidden: [...new Set([...hidden, weight])] } : settings;
}
