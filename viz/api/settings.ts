import { parseView } from '../view/view.ts';
import type { PlotView } from '../view/plot-view.ts';
import type { SettingsContext } from '../view/context.ts';
import type { Property, ViewProperty } from '../view/setting.ts';
import { frameSettings, plotSettings } from '../view/plot-settings.ts';
import type { PlotSettings } from './types.ts';

type AnyProperty = Property<unknown, unknown> & Partial<ViewProperty<unknown, unknown, unknown>>;

/** The settings that are properties of a plot, without those of its frame. */
export const properties = new Map(
  Object.entries(plotSettings).flatMap(([name, row]): [keyof PlotSettings, AnyProperty][] =>
    'property' in row && row.property !== undefined
      ? [[name as keyof PlotSettings, row.property as unknown as AnyProperty]]
      : [],
  ),
);

/** The names of all settings. */
export const settingNames: ReadonlySet<string> = new Set([
  ...properties.keys(),
  ...Object.keys(frameSettings),
]);

/**
 * `view` with the `settings` that a view holds. Columns that the table does not have cause a warning, but stay in the view;
 * a wrong value causes a warning and is left out.
 */
export function applySettings(view: PlotView, settings: PlotSettings, context: SettingsContext): PlotView {
  let result = view;
  const write = (name: string, change: () => unknown) => {
    try {
      result = parseView(change());
    } catch (error) {
      const reason =
        error instanceof Error ? error.message.replace('Not a saved view: view', '') : String(error);
      context.warn(`The setting ${name} is left out: ${reason}`);
    }
  };
  if (settings.view !== undefined) write('view', () => settings.view);
  for (const [name, value] of Object.entries(settings) as [keyof PlotView, unknown][]) {
    const property = properties.get(name as keyof PlotSettings);
    if (property === undefined || value === undefined) continue;
    const { write: toJson, also } = property;
    if (toJson === undefined && also === undefined) continue;
    write(name, () => ({
      ...result,
      ...(toJson && { [name]: toJson(value, result[name], context) }),
      ...also?.(value, result, context),
    }));
  }
  return result;
}
