/** The plot as a module for anywidget (https://anywidget.dev), in a single file; `heddle.py` has it inside. */
import { columnsOfJson, type JsonColumn } from './data/cells.ts';
import { mountParallelPlot } from './mount.svelte.ts';
import type { ParallelPlot, PlotSettings } from './types.ts';

export { columnsOfJson, mountParallelPlot };

/** The part of anywidget's model that the plot uses. */
export interface WidgetModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
}

/**
 * Shows the plot of a model in `el`. The model has
 *
 * - `columns`: a list of `JsonColumn`s. New columns are shown with the same view.
 * - `settings`: settings of `mountParallelPlot`. Changes are applied.
 * - `height`: of the plot in CSS pixels
 * - `selected`: written by the plot: the numbers of the selected rows, ascending; `null` if all rows are selected
 *
 * Returns a cleanup function.
 */
function render({ model, el }: { readonly model: WidgetModel; readonly el: HTMLElement }): () => void {
  const host = document.createElement('div');
  el.append(host);
  const resize = () => (host.style.height = `${String(Number(model.get('height') ?? 420))}px`);
  resize();
  const plot = mountParallelPlot(host, columnsOf(model), settingsOf(model));
  const stop = plot.on('select', ({ rows, total }) => {
    model.set('selected', rows.length === total ? null : [...rows]);
    model.save_changes();
  });
  const listeners = {
    'change:columns': () => plot.setColumns(columnsOf(model)),
    'change:settings': () => plot.set(settingsOf(model)),
    'change:height': resize,
  };
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  return () => {
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
    stop();
    plot.destroy();
    host.remove();
  };
}

function columnsOf(model: WidgetModel): Parameters<ParallelPlot['setColumns']>[0] {
  return columnsOfJson(model.get('columns') as readonly JsonColumn[]);
}

function settingsOf(model: WidgetModel): PlotSettings {
  return (model.get('settings') ?? {}) as PlotSettings;
}

export default { render };
