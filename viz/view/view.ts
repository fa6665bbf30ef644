import { z } from 'zod';
import { initialValues, partsOf } from './link.ts';
import type { ViewSetting } from './setting.ts';
import { viewSettings } from './settings.ts';

type Table = typeof viewSettings;
type Json<Row> = Row extends { readonly schema: z.ZodType<infer Value> } ? Value : never;
type State<Row> = Row extends { readonly initialState: infer Value } ? Value : never;
type Optional = { [Name in keyof Table]: undefined extends Json<Table[Name]> ? Name : never }[keyof Table];

/**
 * Everything that was changed in a plot, as plain JSON. Lists hold column names as values, never as keys, since a column
 * may be called `__proto__`. Without `colorBy` the colour is inferred; null is no colour.
 */
export type PlotView = { [Name in Exclude<keyof Table, Optional>]: Json<Table[Name]> } & {
  [Name in Optional]?: Json<Table[Name]>;
};

/** The state of a plot that a view stands for: what undo goes back to. */
export type ViewState = { readonly [Name in keyof Table]: State<Table[Name]> };

const rows = Object.entries(viewSettings) as [keyof Table, ViewSetting<unknown, unknown, unknown, unknown>][];

function mapRows<Result>(
  valueOf: (row: ViewSetting<unknown, unknown, unknown, unknown>, name: keyof Table) => unknown,
): Result {
  return Object.fromEntries(rows.map(([name, row]) => [name, valueOf(row, name)])) as Result;
}

const schema = z.strictObject(mapRows<Record<string, z.ZodType>>((row) => row.schema));

/** The pairs that links to a view are made of. */
export const viewLink = partsOf(viewSettings);

/** The view of a plot without changes. */
export const initialView: PlotView = initialValues(viewSettings);

export const initialState: ViewState = mapRows((row) => row.initialState);

/** Reads a view from unknown JSON. Throws an error that names what is wrong and where, `brushes[0].min: …`. */
export function parseView(json: unknown): PlotView {
  const result = schema.safeParse(json);
  if (result.success) return result.data as PlotView;
  const issue = result.error.issues[0]!;
  const path = issue.path
    .map((each) => (typeof each === 'number' ? `[${String(each)}]` : `.${String(each)}`))
    .join('');
  throw new Error(`Not a saved view: view${path}: ${issue.message}`);
}

export function toView(state: ViewState): PlotView {
  const view = mapRows<PlotView>((row, name) => row.toJson(state[name]));
  if (view.colorBy === undefined) delete view.colorBy;
  return view;
}

export function fromView(view: PlotView): ViewState {
  return mapRows((row, name) => row.toState(view[name]));
}
