import { z } from 'zod';
import { initialValues, partsOf } from './link.ts';
import type { ViewSetting } from './setting.ts';
import { viewSettings } from './settings.ts';

type Table = typeof viewSettings;
type Json<Row> = Row extends { readonly schema: z.ZodType<infer Value> } ? Value : never;
type State<Row> = Row extends { readonly initialState: infer Value } ? Value : never;
type Optional = { [Name in keyof Table]: undefined extends Json<Table[Name]> ? Name : never }[keyof Table];

/**
 * All changes of a plot, as plain JSON. Column names are values, never keys, since a column can be called `__proto__`.
 * Without `colorBy` the column is inferred; null is a single colour.
 */
export type PlotView = { [Name in Exclude<keyof Table, Optional>]: Json<Table[Name]> } & {
  [Name in Optional]?: Json<Table[Name]>;
};

/** A view as the state of a plot, which is stored in the undo history. */
export type ViewState = { readonly [Name in keyof Table]: State<Table[Name]> };

const rows = Object.entries(viewSettings) as [keyof Table, ViewSetting<unknown, unknown, unknown, unknown>][];

function mapRows<Result>(
  valueOf: (row: ViewSetting<unknown, unknown, unknown, unknown>, name: keyof Table) => unknown,
): Result {
  return Object.fromEntries(rows.map(([name, row]) => [name, valueOf(row, name)])) as Result;
}

const schema = z.strictObject(mapRows<Record<string, z.ZodType>>((row) => row.schema));

/** The parts of a link to a view. */
export const viewLink = partsOf(viewSettings);

/** The view of a plot without changes. */
export const initialView: PlotView = initialValues(viewSettings);

export const initialState: ViewState = mapRows((row) => row.initialState);

/** Validates a view. Throws an error that names the place and the problem, such as `brushes[0].min: …`. */
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
