import { objectOf, type Check } from './check.ts';
import type { PlotView } from './plot-view.ts';
import type { ViewSetting } from './setting.ts';
import { viewSettings } from './settings.ts';

type Table = typeof viewSettings;
type State<Row> = Row extends { readonly initialState: infer Value } ? Value : never;

/** A view as the state of a plot, which is stored in the undo history. */
export type ViewState = { readonly [Name in keyof Table]: State<Table[Name]> };

const rows = Object.entries(viewSettings) as [keyof Table, ViewSetting<unknown, unknown, unknown, unknown>][];

function mapRows<Result>(
  valueOf: (row: ViewSetting<unknown, unknown, unknown, unknown>, name: keyof Table) => unknown,
): Result {
  return Object.fromEntries(rows.map(([name, row]) => [name, valueOf(row, name)])) as Result;
}

const schema = objectOf(mapRows<Record<string, Check<unknown>>>((row) => row.schema));

/** The view of a plot without changes. */
export const initialView = mapRows<PlotView>((row) => row.initial);

export const initialState: ViewState = mapRows((row) => row.initialState);

/** Validates a view. Throws an error that names the place and the problem, such as `brushes[0].min: …`. */
export function parseView(json: unknown): PlotView {
  try {
    return schema.parse(json, 'view') as unknown as PlotView;
  } catch (error) {
    throw new Error(`Not a saved view: ${(error as Error).message}`, { cause: error });
  }
}

export function toView(state: ViewState): PlotView {
  const view = mapRows<PlotView>((row, name) => row.toJson(state[name]));
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined)) as typeof view;
}

export function fromView(view: PlotView): ViewState {
  return mapRows((row, name) => row.toState(view[name]));
}
